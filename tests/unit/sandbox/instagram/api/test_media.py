from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from sandbox.instagram.deeds import Upload

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

UNKNOWN = (400, "APINotFoundError", "invalid media id")
NAZARE = {"lat": 39.6089, "lng": -9.0846}
PLACE = "215570818"
DAY = 86400.0


@pytest.mark.parametrize("media", ["1", "1_2", "x", "9" * 400, "\uff11_2"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/likes"),
        ("POST", "/likes"),
        ("DELETE", "/likes"),
        ("GET", "/comments"),
        ("POST", "/comments"),
    ],
)
async def test_an_unknown_media_is_a_400(owner: Caller, method: str, path: str, media: str) -> None:
    assert await owner.error(method, f"/media/{media}{path}", text="hi") == UNKNOWN
    assert owner.box.effects() == []


async def test_a_number_with_another_author_is_unknown(owner: Caller) -> None:
    number = owner.box.post_media("ana.saltwater").partition("_")[0]
    assert await owner.error("GET", f"/media/{number}_1") == UNKNOWN


async def test_the_bare_number_of_old_clients_is_known(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    assert (await owner.get(f"/media/{media.partition('_')[0]}"))["data"]["id"] == media


@pytest.mark.parametrize("slash", ["", "/"])
async def test_the_code_of_an_address_leads_to_its_photo(owner: Caller, slash: str) -> None:
    media = owner.box.post_media("ana.saltwater")
    data = (await owner.get(f"/media/{media}"))["data"]
    code = urlsplit(data["link"]).path.split("/")[2]
    assert (await owner.get(f"/media/shortcode/{code}{slash}"))["data"] == data
    assert await owner.error("GET", f"/media/shortcode/{code[:-1]}") == UNKNOWN
    assert await owner.error("GET", f"/media/shortcode/{code.swapcase()}") == UNKNOWN


async def test_no_suffix_may_follow_a_code(owner: Caller) -> None:
    post = owner.box.world.posts[int(owner.box.post_media("ana.saltwater").partition("_")[0])]
    response = await owner.call("GET", f"/media/shortcode/{post.code}.json")
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")


async def test_basic_is_enough_for_the_code_of_ones_own(owner: Caller) -> None:
    owner.box.issue_token(owner.box.owner, ["basic"])
    for who, kind in ((owner.box.owner, None), ("ana.saltwater", "OAuthPermissionsException")):
        post = owner.box.world.posts[int(owner.box.post_media(who).partition("_")[0])]
        body = (await owner.call("GET", f"/media/shortcode/{post.code}")).json()
        assert body["meta"].get("error_type") == kind


async def test_popular_is_what_most_people_like(visitor: Caller) -> None:
    visitor.clock.step(3600)
    body = await visitor.get("/media/popular")
    counts = [item["likes"]["count"] for item in body["data"]]
    assert (len(counts), counts) == (32, sorted(counts, reverse=True))
    assert set(body) == {"meta", "data"}
    assert len((await visitor.get("/media/popular", count=3))["data"]) == 3


async def test_nothing_private_is_popular(owner: Caller) -> None:
    owner.box.post_media(owner.box.owner)
    assert (await owner.get("/media/popular"))["data"] == []


async def test_a_search_finds_what_is_near_newest_first_with_its_distance(owner: Caller) -> None:
    older = owner.box.post_media("leo.knots", location_id=PLACE, age_seconds=60)
    newer = owner.box._deeds.post(Upload(username="leo.knots", spot=(39.6179, -9.0846))).id
    owner.box.post_media("leo.knots", location_id="219442017")
    owner.box.post_media("leo.knots")
    body = await owner.get("/media/search", **NAZARE, distance=2000)
    assert [item["id"] for item in body["data"]] == [newer, older]
    assert [round(item["distance"], -1) for item in body["data"]] == [1000, 0]
    assert "pagination" not in body
    assert [item["id"] for item in (await owner.get("/media/search", **NAZARE))["data"]] == [older]
    assert len((await owner.get("/media/search", **NAZARE, distance=2000, count=1))["data"]) == 1


@pytest.mark.parametrize(("kilometres", "found"), [(4.9, 1), (5.1, 0)])
async def test_a_distance_over_five_kilometres_is_cut(owner: Caller, kilometres: float, found: int) -> None:
    owner.box._deeds.post(Upload(username="leo.knots", spot=(39.6089 + kilometres / 111.195, -9.0846)))
    assert len((await owner.get("/media/search", **NAZARE, distance=100_000))["data"]) == found


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param({}, [1, 4], id="the last five days"),
        pytest.param({"min": 6.5}, [1, 4, 6], id="since"),
        pytest.param({"max": 5}, [6, 8], id="the five days until"),
        pytest.param({"min": 10, "max": 3}, [4, 6, 8], id="a span of seven days"),
        pytest.param({"min": 5, "max": -9_000_000}, [1, 4], id="the future is no part of it"),
        pytest.param({"max": 4}, [4, 6, 8], id="the last second belongs to it"),
    ],
)
async def test_a_search_has_a_span(owner: Caller, days: dict[str, float], expected: list[int]) -> None:
    posted = {
        owner.box.post_media("leo.knots", location_id=PLACE, age_seconds=age * DAY): age for age in (1, 4, 6, 8, 12)
    }
    now = owner.clock.now().timestamp()
    bounds = {f"{name}_timestamp": int(now - day * DAY) for name, day in days.items()}
    found = (await owner.get("/media/search", **NAZARE, **bounds))["data"]
    assert [posted[item["id"]] for item in found] == expected


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({}, id="nowhere"),
        pytest.param({"lat": "39.6"}, id="lat without lng"),
        pytest.param({"lng": "39.6"}, id="lng without lat"),
        pytest.param({"lat": "91", "lng": "0"}, id="north of the pole"),
        pytest.param({"lat": "0", "lng": "-180.5"}, id="west of the west"),
        pytest.param({"lat": "nan", "lng": "0"}, id="no number"),
        pytest.param({"lat": "inf", "lng": "0"}, id="an endless number"),
        pytest.param({"lat": "1" * 400, "lng": "0"}, id="a long number"),
        pytest.param({"lat": "٣", "lng": "0"}, id="other digits"),
        pytest.param({"lat": "0", "lng": "0", "distance": "0"}, id="no distance"),
        pytest.param({"lat": "0", "lng": "0", "distance": "-5"}, id="a distance below zero"),
        pytest.param({"lat": "0", "lng": "0", "min_timestamp": "1"}, id="a span of decades"),
        pytest.param({"lat": "0", "lng": "0", "max_timestamp": "soon"}, id="a time that is none"),
        pytest.param({"lat": "0", "lng": "0", "count": "0"}, id="none of them"),
    ],
)
async def test_a_search_that_makes_no_sense_is_refused(owner: Caller, params: dict[str, str]) -> None:
    status, kind, _ = await owner.error("GET", "/media/search", **params)
    assert (status, kind) == (400, "APIInvalidParametersError")
