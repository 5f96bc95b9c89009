from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.api.texts import Texts, Written, written

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller


def test_what_is_written_stays_and_the_rest_is_written() -> None:
    assert written(Written('{"a":1}')) == '{"a":1}'
    assert written({"a": ["ü", None]}) == '{"a":["ü",null]}'


def test_a_text_is_written_once_for_each_state() -> None:
    texts, asked = Texts(), []

    def value() -> str:
        asked.append(1)
        return f"number {len(asked)}"

    seen = [texts.get(("key",), state, value) for state in ((1,), (1,), (2,), (2,))]
    assert seen == ['"number 1"', '"number 1"', '"number 2"', '"number 2"']
    assert texts.get(("another",), (2,), value) == '"number 3"'


def test_memory_is_bounded() -> None:
    texts = Texts()
    for number in range(12_000):
        texts.get((number,), (0,), lambda: None)
    assert len(texts._known) <= 5000


@pytest.mark.parametrize("change", ["like", "unlike", "comment", "delete", "tag"])
async def test_a_listed_photo_is_as_it_is_now(owner: Caller, change: str) -> None:
    media = owner.box.post_media(owner.box.owner)
    await owner.call("POST", f"/media/{media}/likes", access_token=owner.box.issue_token("ana.saltwater"))
    await owner.call("POST", f"/media/{media}/comments", text="first")
    await owner.call("POST", f"/media/{media}/likes")
    path = "/users/self/media/recent"
    assert (await owner.get(path))["data"] == [(await owner.get(f"/media/{media}"))["data"]]
    (comment,) = (await owner.get(f"/media/{media}/comments"))["data"]
    match change:
        case "like":
            await owner.call("POST", f"/media/{media}/likes", access_token=owner.box.issue_token("oma.trudi"))
        case "unlike":
            await owner.call("DELETE", f"/media/{media}/likes")
        case "comment":
            await owner.call("POST", f"/media/{media}/comments", text="second")
        case "delete":
            await owner.call("DELETE", f"/media/{media}/comments/{comment['id']}")
        case _:
            await owner.call("POST", f"/media/{media}/comments", text="#later")
    assert (await owner.get(path))["data"] == [(await owner.get(f"/media/{media}"))["data"]]


async def test_a_list_in_a_living_world_is_as_it_is_now(visitor: Caller) -> None:
    for _ in range(6):
        visitor.clock.step(60)
        listed = (await visitor.get("/tags/sunset/media/recent", count=5))["data"]
        assert listed == [(await visitor.get(f"/media/{item['id']}"))["data"] for item in listed]


async def test_everybody_sees_their_own_likes(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater", tags=["sea"])
    await owner.call("POST", f"/media/{media}/likes")
    (mine,) = (await owner.get("/tags/sea/media/recent"))["data"]
    (theirs,) = (await owner.get("/tags/sea/media/recent", access_token=owner.box.issue_token("oma.trudi")))["data"]
    assert (mine["user_has_liked"], theirs["user_has_liked"]) == (True, False)
