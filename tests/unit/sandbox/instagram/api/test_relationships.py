from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

STRANGER, ASKING, FOLLOWED, FAN, CLOSED = (
    "sipho.frames",
    "the.quiet.tom",
    "leo.knots",
    "kwame.builds",
    "zoe_hidden_valley",
)


@pytest.mark.parametrize(
    ("who", "outgoing", "incoming", "private"),
    [
        (STRANGER, "none", "none", False),
        (ASKING, "none", "requested_by", True),
        (FOLLOWED, "follows", "none", False),
        (FAN, "none", "followed_by", False),
        ("oma.trudi", "follows", "followed_by", False),
    ],
)
async def test_a_relationship_has_exactly_three_keys(
    owner: Caller, who: str, outgoing: str, incoming: str, *, private: bool
) -> None:
    assert (await owner.get(f"/users/{owner.id_of(who)}/relationship"))["data"] == {
        "outgoing_status": outgoing,
        "incoming_status": incoming,
        "target_user_is_private": private,
    }


@pytest.mark.parametrize(
    ("who", "action", "outgoing", "incoming", "changed"),
    [
        pytest.param(STRANGER, "follow", "follows", "none", True, id="follow"),
        pytest.param(CLOSED, "follow", "requested", "none", True, id="follow somebody private"),
        pytest.param(FOLLOWED, "follow", "follows", "none", False, id="follow again"),
        pytest.param(FOLLOWED, "unfollow", "none", "none", True, id="unfollow"),
        pytest.param(STRANGER, "unfollow", "none", "none", False, id="unfollow a stranger"),
        pytest.param("oma.trudi", "block", "none", "blocked_by_you", True, id="block cuts both ways"),
        pytest.param(STRANGER, "unblock", "none", "none", False, id="unblock nobody"),
        pytest.param(ASKING, "approve", "none", "followed_by", True, id="approve"),
        pytest.param(STRANGER, "approve", "none", "none", False, id="approve without a request"),
        pytest.param(ASKING, "ignore", "none", "none", True, id="ignore"),
        pytest.param(ASKING, "deny", "none", "none", True, id="ignore by its old name"),
        pytest.param(STRANGER, "ignore", "none", "none", False, id="ignore without a request"),
    ],
)
async def test_an_action_does_what_it_says(
    owner: Caller, who: str, action: str, outgoing: str, incoming: str, *, changed: bool
) -> None:
    path = f"/users/{owner.id_of(who)}/relationship"
    answer = (await owner.call("POST", path, action=action)).json()["data"]
    assert answer["outgoing_status"] == outgoing
    now = (await owner.get(path))["data"]
    assert (now["outgoing_status"], now["incoming_status"]) == (outgoing, incoming)
    (effect,) = owner.box.effects()
    assert (effect.kind, effect.target, effect.changed) == (
        "ignore" if action == "deny" else action,
        owner.id_of(who),
        changed,
    )


async def test_unblocking_ends_the_block(owner: Caller) -> None:
    path = f"/users/{owner.id_of(STRANGER)}/relationship"
    for action in ("block", "unblock"):
        await owner.call("POST", path, action=action)
    assert (await owner.get(path))["data"]["incoming_status"] == "none"
    assert owner.box.request_follow(STRANGER)


async def test_a_request_can_be_taken_back(owner: Caller) -> None:
    path = f"/users/{owner.id_of(CLOSED)}/relationship"
    for action in ("follow", "unfollow"):
        await owner.call("POST", path, action=action)
    assert (await owner.get(path))["data"]["outgoing_status"] == "none"


@pytest.mark.parametrize("action", ["", "Follow", "befriend", "approve "])
async def test_an_unknown_action_changes_nothing(owner: Caller, action: str) -> None:
    _, kind, _ = await owner.error("POST", f"/users/{owner.id_of(ASKING)}/relationship", action=action)
    assert kind == "APIInvalidParametersError"
    assert owner.box.effects() == []


async def test_nobody_follows_themselves(owner: Caller) -> None:
    _, kind, _ = await owner.error("POST", "/users/self/relationship", action="follow")
    assert kind == "APIInvalidParametersError"


async def test_requests_are_listed_latest_first_until_they_are_answered(owner: Caller) -> None:
    owner.clock.step(5)
    owner.box.request_follow(STRANGER)
    body = await owner.get("/users/self/requested-by")
    assert body["pagination"] == {}
    assert [person["username"] for person in body["data"]] == [STRANGER, ASKING]
    await owner.call("POST", f"/users/{owner.id_of(ASKING)}/relationship", action="ignore")
    await owner.call("POST", f"/users/{owner.id_of(STRANGER)}/relationship", action="approve")
    assert (await owner.get("/users/self/requested-by"))["data"] == []


async def test_a_private_person_lets_the_owner_in_after_a_while(visitor: Caller) -> None:
    path = f"/users/{visitor.id_of(CLOSED)}/relationship"
    await visitor.call("POST", path, action="follow")
    visitor.clock.step(20)
    assert (await visitor.get(path))["data"]["outgoing_status"] == "requested"
    visitor.clock.step(1000)
    assert (await visitor.get(path))["data"]["outgoing_status"] == "follows"
