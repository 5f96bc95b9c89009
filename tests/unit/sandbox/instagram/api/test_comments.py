from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller


@pytest.fixture
def media(owner: Caller) -> str:
    return owner.box.post_media("ana.saltwater")


async def test_a_comment_is_answered_with_null_and_listed_oldest_first(owner: Caller, media: str) -> None:
    for text in ("first", "second <b>"):
        owner.clock.step(1)
        answer = await owner.call("POST", f"/media/{media}/comments", text=text)
        assert answer.json() == {"meta": {"code": 200}, "data": None}
    body = await owner.get(f"/media/{media}/comments")
    assert "pagination" not in body
    assert [comment["text"] for comment in body["data"]] == ["first", "second <b>"]
    assert set(body["data"][0]) == {"created_time", "text", "from", "id"}
    assert [(one.kind, one.target, one.detail) for one in owner.box.effects()] == [
        ("comment", media, "first"),
        ("comment", media, "second <b>"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("x" * 300, None, id="300 characters"),
        pytest.param("x" * 301, "APICommentTooLongError", id="301 characters"),
        pytest.param("😀" * 300, None, id="characters are code points"),
        pytest.param("#a #b #c #d", None, id="four tags"),
        pytest.param("#a #b #c #d #e", "APICommentTooManyTagsError", id="five tags"),
        pytest.param("LOVELY LIGHT!", "APICommentAllCapsError", id="all capitals"),
        pytest.param("LOVELY light", None, id="some capitals"),
        pytest.param("❤️ 100", None, id="no letters"),
        pytest.param("see http://a.example", None, id="one address"),
        pytest.param("http://a.example www.b.example", "APICommentTooManyUrlsError", id="two addresses"),
    ],
)
async def test_the_rules_for_comments(owner: Caller, media: str, text: str, kind: str | None) -> None:
    response = await owner.call("POST", f"/media/{media}/comments", text=text)
    if kind is None:
        assert response.status_code == 200
        return
    body = response.json()
    assert (response.status_code, body["code"], body["error_type"]) == (400, 400, kind)
    assert "meta" not in body
    assert owner.box.effects() == []


@pytest.mark.parametrize("params", [{}, {"text": ""}, {"text": " \n"}])
async def test_a_comment_needs_a_text(owner: Caller, media: str, params: dict[str, str]) -> None:
    _, kind, _ = await owner.error("POST", f"/media/{media}/comments", **params)
    assert kind == "APIInvalidParametersError"


async def test_at_most_the_latest_150_are_listed(owner: Caller, media: str) -> None:
    for turn in range(151):
        owner.clock.step(61)
        await owner.call("POST", f"/media/{media}/comments", text=f"number {turn}")
    listed = (await owner.get(f"/media/{media}/comments"))["data"]
    assert (len(listed), listed[0]["text"], listed[-1]["text"]) == (150, "number 1", "number 150")


@pytest.mark.parametrize(
    ("author", "photographer", "allowed"),
    [
        pytest.param("juna.berg", "ana.saltwater", True, id="one's own comment"),
        pytest.param("leo.knots", "juna.berg", True, id="under one's own photo"),
        pytest.param("leo.knots", "ana.saltwater", False, id="between two others"),
    ],
)
async def test_who_may_delete_a_comment(owner: Caller, author: str, photographer: str, *, allowed: bool) -> None:
    media = owner.box.post_media(photographer)
    owner.box.request_follow(author)
    if photographer == owner.box.owner:
        await owner.call("POST", f"/users/{owner.id_of(author)}/relationship", action="approve")
    await owner.call("POST", f"/media/{media}/comments", text="hello", access_token=owner.box.issue_token(author))
    (comment,) = (await owner.get(f"/media/{media}/comments"))["data"]
    response = await owner.call("DELETE", f"/media/{media}/comments/{comment['id']}")
    left = (await owner.get(f"/media/{media}/comments"))["data"]
    if allowed:
        assert (response.json(), left) == ({"meta": {"code": 200}, "data": None}, [])
        assert owner.box.effects()[-1].detail == comment["id"]
    else:
        assert (response.json()["meta"]["error_type"], len(left)) == ("APINotAllowedError", 1)


@pytest.mark.parametrize("comment", ["1", "x", "9" * 30])
async def test_an_unknown_comment_is_a_400(owner: Caller, media: str, comment: str) -> None:
    status, kind, _ = await owner.error("DELETE", f"/media/{media}/comments/{comment}")
    assert (status, kind) == (400, "APINotFoundError")
