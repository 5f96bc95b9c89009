from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

ANA = "ana.saltwater"
PLACE = "215570818"
OLD_NAMES = "next_max_id and min_id are deprecated for this endpoint; use min_tag_id and max_tag_id instead"


def fill(owner: Caller, count: int) -> list[str]:
    """Photos of one person, tag and place, a minute apart; newest first."""
    return [
        owner.box.post_media(ANA, tags=["sunset"], location_id=PLACE, age_seconds=60.0 * age) for age in range(count)
    ]


def ids(page: Any) -> list[str]:  # noqa: ANN401  # JSON
    return [item["id"] for item in page["data"]]


@pytest.mark.parametrize(
    "path", ["/users/{ana}/media/recent", "/tags/sunset/media/recent", f"/locations/{PLACE}/media/recent"]
)
@pytest.mark.parametrize("total", [0, 1, 20, 21, 45])
async def test_next_url_leads_through_everything_once(owner: Caller, path: str, total: int) -> None:
    posted = fill(owner, total)
    page = await owner.get(path.format(ana=owner.id_of(ANA)))
    seen = ids(page)
    while "next_url" in page["pagination"]:
        assert page["pagination"]["next_url"].startswith("http://127.0.0.1:8642/v1/")
        page = (await owner.client.get(page["pagination"]["next_url"])).json()
        seen += ids(page)
    assert seen == posted


async def test_next_max_id_is_the_last_one_of_the_page_and_excludes_it(owner: Caller) -> None:
    posted = fill(owner, 5)
    page = await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", count=2)
    assert page["pagination"]["next_max_id"] == posted[1]
    assert f"access_token={owner.token}" in page["pagination"]["next_url"]
    assert "count=2" in page["pagination"]["next_url"]
    older = await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", count=2, max_id=posted[1])
    assert ids(older) == posted[2:4]


async def test_min_id_gives_what_is_newer(owner: Caller) -> None:
    posted = fill(owner, 5)
    assert ids(await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", min_id=posted[2])) == posted[:2]


async def test_the_last_page_has_an_empty_pagination(owner: Caller) -> None:
    fill(owner, 2)
    assert (await owner.get(f"/users/{owner.id_of(ANA)}/media/recent", count=2))["pagination"] == {}


async def test_a_tag_has_numbers_of_its_own(owner: Caller) -> None:
    posted = fill(owner, 5)
    page = await owner.get("/tags/sunset/media/recent", count=2)
    paging = page["pagination"]
    assert sorted(paging) == [
        "deprecation_warning",
        "min_tag_id",
        "next_max_id",
        "next_max_tag_id",
        "next_min_id",
        "next_url",
    ]
    assert paging["deprecation_warning"] == OLD_NAMES
    assert paging["next_max_id"] == paging["next_max_tag_id"]
    assert paging["next_min_id"] == paging["min_tag_id"]
    assert int(paging["next_max_tag_id"]) < int(paging["min_tag_id"])
    assert paging["min_tag_id"] not in posted[0]
    fresh = owner.box.post_media(ANA, caption="one more #sunset")
    assert ids(await owner.get("/tags/sunset/media/recent", min_tag_id=paging["min_tag_id"])) == [fresh]
    assert ids(await owner.get("/tags/sunset/media/recent", max_id=paging["next_max_id"])) == posted[2:]


async def test_an_empty_tag_page_has_the_warning_only(owner: Caller) -> None:
    page = await owner.get("/tags/nobodyusesthis/media/recent")
    assert page["data"] == []
    assert page["pagination"] == {"deprecation_warning": OLD_NAMES}


@pytest.mark.parametrize(("asked", "given"), [(1, 1), (33, 33), (34, 33), (10**12, 33)])
async def test_count_is_cut_silently(owner: Caller, asked: int, given: int) -> None:
    fill(owner, 40)
    assert len((await owner.get("/tags/sunset/media/recent", count=asked))["data"]) == given


@pytest.mark.parametrize(
    ("count", "message"),
    [
        ("0", "Count must be larger than zero."),
        ("-3", "Count must be larger than zero."),
        ("many", "Count must be a number."),
        ("", "Count must be a number."),
        ("٣", "Count must be a number."),
        ("9" * 5000, "Count must be a number."),
    ],
)
async def test_an_impossible_count_is_refused(owner: Caller, count: str, message: str) -> None:
    answer = await owner.error("GET", "/tags/sunset/media/recent", count=count)
    assert answer == (400, "APIInvalidParametersError", message)


@pytest.mark.parametrize("bound", ["x", "-1", "9" * 5000, "١٢", "_5"])
@pytest.mark.parametrize("name", ["max_id", "min_id", "max_timestamp"])
async def test_a_bound_that_is_no_id_is_refused(owner: Caller, name: str, bound: str) -> None:
    _, kind, _ = await owner.error("GET", "/users/self/media/recent", **{name: bound})
    assert kind == "APIInvalidParametersError"


async def test_timestamps_bound_a_persons_photos(owner: Caller) -> None:
    posted = fill(owner, 5)
    middle = int(owner.clock.now().timestamp()) - 120
    path = f"/users/{owner.id_of(ANA)}/media/recent"
    assert ids(await owner.get(path, max_timestamp=middle)) == posted[3:]
    assert ids(await owner.get(path, min_timestamp=middle - 1)) == posted[:3]
    assert ids(await owner.get(path, min_timestamp=0, max_timestamp="9" * 20)) == posted


async def test_a_photo_tagged_later_is_new_under_that_tag_only(owner: Caller) -> None:
    mine = owner.box.world.cast.owner
    newer, older = (owner.box.post_media(ANA, tags=["dune"], age_seconds=age) for age in (10, 20))
    token = owner.box.issue_token(ANA)
    await owner.call("POST", f"/media/{older}/comments", text="forgot #sea and #dune", access_token=token)
    assert ids(await owner.get("/tags/sea/media/recent")) == [older]
    assert ids(await owner.get("/tags/dune/media/recent")) == [newer, older]
    assert (await owner.get(f"/media/{older}"))["data"]["tags"] == ["dune", "sea"]
    await owner.call("POST", f"/media/{newer}/comments", text=f"#sea says {mine.username}")
    assert ids(await owner.get("/tags/sea/media/recent")) == [older]
