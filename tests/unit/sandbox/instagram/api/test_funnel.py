from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.numbers import shortcode

if TYPE_CHECKING:
    from sandbox.clock import SteppedClock
    from tests.unit.sandbox.instagram.conftest import Caller


async def test_a_success_has_meta_and_data_and_no_pagination_where_nothing_is_paged(owner: Caller) -> None:
    body = await owner.get("/users/self")
    assert list(body) == ["meta", "data"]
    assert body["meta"] == {"code": 200}


@pytest.mark.parametrize("path", ["/users/self", "/users/self/", "/users/self.json", "/users/self.json/"])
async def test_json_suffix_and_trailing_slash_are_accepted(owner: Caller, path: str) -> None:
    assert (await owner.get(path))["data"]["username"] == owner.box.owner


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/media/popular/now", id="unknown"),
        pytest.param("GET", "/media/shortcode/D.json", id="the one path without suffix"),
        pytest.param("GET", "", id="the root"),
        pytest.param("GET", "/users//media/recent", id="an empty part"),
        pytest.param("PATCH", "/users/self", id="unknown method"),
        pytest.param("POST", "/users/self", id="known method, elsewhere"),
    ],
)
async def test_what_is_not_in_the_table_is_an_html_page(owner: Caller, method: str, path: str) -> None:
    response = await owner.call(method, path)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("query", "kind", "message"),
    [
        pytest.param({}, "OAuthParameterException", "Missing client_id or access_token URL parameter.", id="nothing"),
        pytest.param(
            {"access_token": ""},
            "OAuthParameterException",
            "Missing client_id or access_token URL parameter.",
            id="empty",
        ),
        pytest.param(
            {"access_token": "1.2.3"},
            "OAuthAccessTokenException",
            "The access_token provided is invalid.",
            id="wrong",
        ),
        pytest.param(
            {"access_token": "ü\x00"}, "OAuthAccessTokenException", "The access_token provided is invalid.", id="odd"
        ),
        pytest.param(
            {"client_id": "abc"}, "OAuthAccessTokenException", "The access_token provided is invalid.", id="client id"
        ),
    ],
)
async def test_without_a_good_token_nothing_is_told(
    owner: Caller, query: dict[str, str], kind: str, message: str
) -> None:
    response = await owner.client.get("/v1/users/self", params=query)
    assert response.status_code == 400
    assert response.json() == {"meta": {"code": 400, "error_type": kind, "error_message": message}}


async def test_a_token_in_the_form_of_a_post_is_good_whatever_the_content_type(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    body = f"access_token={owner.token}&text=hello+there"
    for headers in ({}, {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "text/plain"}):
        response = await owner.client.post(f"/v1/media/{media}/comments", content=body, headers=headers)
        assert response.status_code == 200
    assert [effect.detail for effect in owner.box.effects()] == ["hello there"] * 3


async def test_a_multipart_form_is_read(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    form = {"access_token": (None, owner.token), "text": (None, "from a multipart form")}
    response = await owner.client.post(f"/v1/media/{media}/comments", files=form)
    assert response.status_code == 200
    assert owner.box.effects()[-1].detail == "from a multipart form"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"content": b"\xff\xfe%zz&&=&a", "headers": {}}, id="garbage"),
        pytest.param({"content": b"x" * 70_000, "headers": {}}, id="too large"),
        pytest.param({"content": b"&".join([b"a=1"] * 300), "headers": {}}, id="too many"),
        pytest.param({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, id="no boundary"),
        pytest.param({"content": b"", "headers": {"Content-Length": "a"}}, id="odd length"),
    ],
)
async def test_bad_bodies_are_the_callers_fault(owner: Caller, body: dict[str, object]) -> None:
    response = await owner.client.post(
        "/v1/users/self/relationship",
        params={"access_token": owner.token},
        content=bytes(body["content"]) if isinstance(body["content"], bytes) else b"",
        headers=dict(body["headers"]) if isinstance(body["headers"], dict) else {},
    )
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "request_"),
    [
        pytest.param("GET", "/media/popular/now", {}, id="unknown path"),
        pytest.param("PATCH", "/users/self", {}, id="unknown method"),
        pytest.param("POST", "/users/2/relationship", {"content": b"x" * 70_000}, id="too large"),
        pytest.param("POST", "/users/2/relationship", {"content": b"&".join([b"a=1"] * 300)}, id="too many"),
        pytest.param(
            "POST",
            "/users/2/relationship",
            {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
            id="no boundary",
        ),
        pytest.param(
            "POST",
            "/users/2/relationship",
            {"content": b"x" * 70_000, "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
            id="too large in parts",
        ),
        pytest.param("GET", "/users/self?" + "&".join(["a=1"] * 300), {}, id="too many in the query"),
    ],
)
async def test_what_is_malformed_counts_like_any_other_call(
    owner: Caller, method: str, path: str, request_: dict[str, Any]
) -> None:
    path, _, more = path.partition("?")
    answer = await owner.client.request(method, f"/v1{path}?access_token={owner.token}&{more}", **request_)
    assert answer.status_code in {400, 404}
    assert (await owner.call("GET", "/users/self")).headers["x-ratelimit-remaining"] == "4998"


@pytest.mark.parametrize("rest", [b"x" * 70_000, b"&".join([b"a=1"] * 300)], ids=["too large", "too many"])
async def test_a_token_at_the_beginning_of_a_body_without_end_is_known(owner: Caller, rest: bytes) -> None:
    body = b"access_token=" + owner.token.encode() + b"&text=" + rest
    answer = await owner.client.post("/v1/media/1/comments", content=body)
    assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (400, "4999")


async def test_beyond_the_limit_an_unknown_path_is_not_even_looked_for(clock: SteppedClock) -> None:
    box = InstagramSandbox.open(None, clock=clock, control_key="k", limits="sandbox", cast=Cast.quiet())
    query = {"access_token": box.issue_token(box.owner)}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        codes = [(await client.get("/v1/nothing", params=query)).status_code for _ in range(501)]
        stranger = await client.get("/v1/nothing")
    box.close()
    assert codes == [404] * 500 + [429]
    assert stranger.status_code == 404


async def test_a_post_may_stand_for_a_delete(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    await owner.call("POST", f"/media/{media}/likes")
    await owner.call("POST", f"/media/{media}/likes", _method="DELETE")
    assert [effect.kind for effect in owner.box.effects()] == ["like", "unlike"]


async def test_a_get_never_stands_for_a_delete(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    await owner.get(f"/media/{media}/likes", _method="DELETE")
    assert owner.box.effects() == []


async def test_a_callback_wraps_answers_and_errors(owner: Caller) -> None:
    good = await owner.call("GET", "/users/self", callback="show.me")
    bad = await owner.call("GET", "/users/1", callback="show.me")
    assert good.text.startswith('show.me({"meta":{"code":200}')
    assert good.text.endswith(")")
    assert good.headers["content-type"] == "text/javascript; charset=utf-8"
    assert bad.text.startswith('show.me({"meta":{"code":400')


@pytest.mark.parametrize("callback", ["alert(1)//", "<script>", "", "a b"])
async def test_a_callback_that_is_no_name_is_left_out(owner: Caller, callback: str) -> None:
    response = await owner.call("GET", "/users/self", callback=callback)
    assert response.json()["meta"] == {"code": 200}


async def test_headers_are_those_that_were_seen(owner: Caller) -> None:
    response = await owner.call("GET", "/users/self")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["content-language"] == "en"
    assert response.headers["cache-control"] == "private, no-cache, no-store, must-revalidate"


async def test_every_answer_tells_the_global_limit(owner: Caller) -> None:
    first = await owner.call("GET", "/users/self")
    failed = await owner.call("GET", "/users/1")
    assert (first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]) == ("5000", "4999")
    assert failed.headers["x-ratelimit-remaining"] == "4998"


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/users/{other}", "public_content"),
        ("GET", "/users/{other}/media/recent", "public_content"),
        ("GET", "/users/search", "public_content"),
        ("GET", "/tags/search", "public_content"),
        ("GET", "/locations/search", "public_content"),
        ("GET", "/media/search", "public_content"),
        ("GET", "/media/shortcode/{code}", "public_content"),
        ("GET", "/users/{other}/follows", "follower_list"),
        ("GET", "/users/self/followed-by", "follower_list"),
        ("GET", "/tags/sunset", "public_content"),
        ("GET", "/tags/sunset/media/recent", "public_content"),
        ("GET", "/locations/213385402", "public_content"),
        ("GET", "/locations/213385402/media/recent", "public_content"),
        ("GET", "/media/{media}", "public_content"),
        ("GET", "/media/{media}/comments", "public_content"),
        ("GET", "/media/{media}/likes", "public_content"),
        ("POST", "/media/{media}/likes", "likes"),
        ("DELETE", "/media/{media}/likes", "likes"),
        ("POST", "/media/{media}/comments", "comments"),
        ("DELETE", "/media/{media}/comments/1", "comments"),
        ("GET", "/users/self/requested-by", "follower_list"),
        ("GET", "/users/{other}/relationship", "follower_list"),
        ("POST", "/users/{other}/relationship", "relationships"),
    ],
)
async def test_what_the_token_was_not_given_for_is_refused(owner: Caller, method: str, path: str, scope: str) -> None:
    owner.box.issue_token(owner.box.owner, ["basic"])
    media = owner.box.post_media("ana.saltwater")
    code = shortcode(int(media.partition("_")[0]))
    parts = {"other": owner.id_of("ana.saltwater"), "media": media, "code": code}
    status, kind, message = await owner.error(method, path.format(**parts))
    assert (status, kind) == (400, "OAuthPermissionsException")
    assert message == (
        f"This request requires scope={scope}, but this access token is not authorized with this scope. "
        f"The user must re-authorize your application with scope={scope} to be granted this permissions."
    )


async def test_to_act_on_anothers_photo_needs_public_content_as_well(owner: Caller) -> None:
    owner.box.issue_token(owner.box.owner, ["likes"])
    theirs, own = owner.box.post_media("ana.saltwater"), owner.box.post_media(owner.box.owner)
    _, _, message = await owner.error("POST", f"/media/{theirs}/likes")
    assert "scope=public_content" in message
    assert (await owner.call("POST", f"/media/{own}/likes")).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/users/self",
        "/users/{id}",
        "/users/self/media/recent",
        "/users/self/media/liked",
        "/users/self/feed",
        "/media/{media}",
        "/media/popular",
    ],
)
async def test_basic_is_enough_for_ones_own(owner: Caller, path: str) -> None:
    owner.box.issue_token(owner.box.owner, ["basic"])
    media = owner.box.post_media(owner.box.owner)
    await owner.get(path.format(id=owner.id_of(owner.box.owner), media=media))


async def test_the_hourly_limit_is_a_bare_429_and_slides(clock: SteppedClock) -> None:
    box = InstagramSandbox.open(None, clock=clock, control_key="k", limits="sandbox", cast=Cast.quiet())
    query = {"access_token": box.issue_token(box.owner)}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        for _ in range(499):
            await client.get("/v1/users/self", params=query)
        clock.step(1800)
        last = await client.get("/v1/users/1", params=query)
        refused = await client.get("/v1/users/self", params=query)
        clock.step(1800)
        again = await client.get("/v1/users/self", params=query)
    box.close()
    assert last.headers["x-ratelimit-remaining"] == "0"
    assert refused.status_code == 429
    assert refused.json() == {
        "code": 429,
        "error_type": "OAuthRateLimitException",
        "error_message": "The maximum number of requests per hour has been exceeded.",
    }
    assert again.status_code == 200


async def test_each_kind_of_write_has_its_own_limit_that_tells_its_figures(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    for turn in range(60):
        await owner.call("POST" if turn % 2 else "DELETE", f"/media/{media}/likes")
    status, kind, message = await owner.error("POST", f"/media/{media}/likes")
    assert (status, kind) == (429, "OAuthRateLimitException")
    assert message.endswith(" You have made 61 requests of the 60 allowed in the last hour.")
    assert len(owner.box.effects()) == 60
    assert (await owner.call("POST", f"/media/{media}/comments", text="still fine")).status_code == 200
    owner.clock.step(3600)
    assert (await owner.call("POST", f"/media/{media}/likes")).status_code == 200


@pytest.mark.parametrize("host", ['evil"><script>', "x" * 254, "[::1", "a:123456"])
async def test_a_host_that_is_none_is_not_repeated(owner: Caller, host: str) -> None:
    for _ in range(2):
        owner.box.post_media("ana.saltwater", tags=["sunset"])
    response = await owner.client.get(
        "/v1/tags/sunset/media/recent",
        params={"access_token": owner.token, "count": 1},
        headers={"Host": host},
    )
    assert response.json()["pagination"]["next_url"].startswith("http://localhost/v1/")
