from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller


async def test_liking_is_done_once_and_journalled_every_time(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    answers = [(await owner.call("POST", f"/media/{media}/likes")).json() for _ in range(2)]
    assert answers == [{"meta": {"code": 200}, "data": None}] * 2
    assert (await owner.get(f"/media/{media}"))["data"]["likes"]["count"] == 1
    effects = owner.box.effects()
    assert [(one.n, one.actor, one.kind, one.target, one.changed) for one in effects] == [
        (2, owner.box.owner, "like", media, True),
        (3, owner.box.owner, "like", media, False),
    ]
    assert {one.at for one in effects} == {owner.clock.now()}


async def test_a_like_can_be_taken_back(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    await owner.call("POST", f"/media/{media}/likes")
    for _ in range(2):
        assert (await owner.call("DELETE", f"/media/{media}/likes")).json() == {"meta": {"code": 200}, "data": None}
    data = (await owner.get(f"/media/{media}"))["data"]
    assert (data["likes"]["count"], data["user_has_liked"]) == (0, False)
    assert [effect.changed for effect in owner.box.effects()] == [True, True, False]


async def test_likers_are_listed_latest_first_without_pagination(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    for name in ("leo.knots", "oma.trudi"):
        owner.clock.step(1)
        await owner.call("POST", f"/media/{media}/likes", access_token=owner.box.issue_token(name))
    body = await owner.get(f"/media/{media}/likes")
    assert [fan["username"] for fan in body["data"]] == ["oma.trudi", "leo.knots"]
    assert "pagination" not in body
