from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

ANA, CLOSED, FRIEND = "ana.saltwater", "zoe_hidden_valley", "emil.unter.uns"
PERSON_KEYS = {"username", "profile_picture", "id", "full_name"}


async def walk(owner: Caller, path: str, count: int) -> list[str]:
    page = await owner.get(path, count=count)
    names = [one["username"] for one in page["data"]]
    while page["pagination"]:
        assert set(page["pagination"]) == {"next_cursor", "next_url"}
        page = (await owner.client.get(page["pagination"]["next_url"])).json()
        names += [one["username"] for one in page["data"]]
    return names


@pytest.mark.parametrize("count", [1, 4, 100])
async def test_pages_lead_through_everybody_once_latest_first(owner: Caller, count: int) -> None:
    bonds, ana = owner.box.world.bonds, owner.box.world.usernames[ANA]
    for tail, people in (("follows", bonds.following(ana)), ("followed-by", bonds.followers(ana))):
        names = await walk(owner, f"/users/{ana.id}/{tail}", count)
        assert names == [person.username for person in reversed(people)]
        assert len(set(names)) == len(names) > 4


async def test_people_in_lists_are_as_everywhere(owner: Caller) -> None:
    body = await owner.get("/users/self/follows")
    assert {frozenset(one) for one in body["data"]} == {frozenset(PERSON_KEYS)}
    assert body["pagination"] == {}


async def test_who_is_followed_meanwhile_neither_repeats_nor_hides_anybody(owner: Caller) -> None:
    before = await walk(owner, "/users/self/follows", 100)
    page = await owner.get("/users/self/follows", count=3)
    await owner.call("POST", f"/users/{owner.id_of('sipho.frames')}/relationship", action="follow")
    await owner.call("POST", f"/users/{owner.id_of(before[1])}/relationship", action="unfollow")
    rest = await owner.get("/users/self/follows", cursor=page["pagination"]["next_cursor"])
    names = [one["username"] for one in (*page["data"], *rest["data"])]
    assert names == before
    assert await walk(owner, "/users/self/follows", 2) == ["sipho.frames", before[0], *before[2:]]


async def test_requests_and_approvals_change_the_lists(owner: Caller) -> None:
    path = f"/users/{owner.id_of('the.quiet.tom')}/relationship"
    assert "the.quiet.tom" not in await walk(owner, "/users/self/followed-by", 50)
    await owner.call("POST", path, action="approve")
    assert (await walk(owner, "/users/self/followed-by", 50))[0] == "the.quiet.tom"


async def test_the_lists_of_private_people_are_for_their_followers(owner: Caller) -> None:
    for tail in ("follows", "followed-by"):
        answer = await owner.error("GET", f"/users/{owner.id_of(CLOSED)}/{tail}")
        assert answer == (400, "APINotAllowedError", "you cannot view this resource")
        assert (await owner.call("GET", f"/users/{owner.id_of(FRIEND)}/{tail}")).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 400, "1.5"])
async def test_a_cursor_that_is_none_is_refused(owner: Caller, cursor: str) -> None:
    _, kind, _ = await owner.error("GET", "/users/self/follows", cursor=cursor)
    assert kind == "APIInvalidParametersError"


async def test_an_unknown_person_has_no_lists(owner: Caller) -> None:
    assert (await owner.error("GET", "/users/1/follows"))[2] == "this user does not exist"
