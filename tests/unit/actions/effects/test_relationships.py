from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, Reason
from storage.states import ActionState
from tests.unit.actions.effects.jobs import before, happened
from tests.unit.polling.world import MIRA

if TYPE_CHECKING:
    from tests.unit.polling.world import World

APPROVE, IGNORE, BLOCK = ActionKind.APPROVE, ActionKind.IGNORE, ActionKind.BLOCK
FOLLOW, UNFOLLOW = ActionKind.FOLLOW, ActionKind.UNFOLLOW
FIRST = (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)
GONE = (ActionState.SUPPRESSED, Reason.GONE)
DONE = (ActionState.DONE, None)


def stand(world: World, tie: str) -> None:
    """Let Mira and the owner stand to each other in one way."""
    world.waiting = [MIRA] if tie == "asks" else []
    world.followers = {MIRA.id} if tie == "follows us" else set()
    world.following = {MIRA.id} if tie == "followed" else set()
    world.blocked = {MIRA.id} if tie == "blocked" else set()


@pytest.mark.parametrize(
    ("kind", "tie"),
    [
        (APPROVE, "asks"),
        (IGNORE, "asks"),
        (BLOCK, "asks"),
        (BLOCK, "follows us"),
        (BLOCK, "strangers"),
        (FOLLOW, "strangers"),
        (FOLLOW, "follows us"),
        (UNFOLLOW, "followed"),
    ],
)
async def test_a_verb_is_said_where_it_changes_something(world: World, kind: ActionKind, tie: str) -> None:
    stand(world, tie)
    assert await before(world, kind) is None
    assert await happened(world, kind) is False


@pytest.mark.parametrize(
    ("kind", "tie", "untouched", "intended", "asked_for"),
    [
        pytest.param(APPROVE, "follows us", FIRST, DONE, DONE, id="follows already"),
        pytest.param(APPROVE, "strangers", GONE, GONE, GONE, id="withdrawn"),
        pytest.param(IGNORE, "follows us", FIRST, GONE, GONE, id="approved elsewhere, so not to be ignored"),
        pytest.param(IGNORE, "strangers", GONE, DONE, GONE, id="nothing to ignore, unless a lost try did it"),
        pytest.param(BLOCK, "blocked", FIRST, DONE, DONE, id="blocked already"),
        pytest.param(FOLLOW, "followed", FIRST, DONE, DONE, id="followed already"),
        pytest.param(UNFOLLOW, "strangers", FIRST, DONE, DONE, id="not followed any more"),
    ],
)
async def test_where_it_changes_nothing_the_owner_was_first_or_it_is_done(
    world: World,
    kind: ActionKind,
    tie: str,
    untouched: tuple[ActionState, Reason | None],
    intended: tuple[ActionState, Reason | None],
    asked_for: tuple[ActionState, Reason | None],
) -> None:
    stand(world, tie)
    assert await before(world, kind) == untouched
    assert await before(world, kind, intent=True) == intended
    assert await before(world, kind, by="Ana") == asked_for


@pytest.mark.parametrize("kind", [APPROVE, IGNORE, BLOCK, FOLLOW, UNFOLLOW])
async def test_what_the_network_does_not_tell_is_not_acted_on(world: World, kind: ActionKind) -> None:
    world.waiting, world.incoming_hidden = [MIRA], True
    assert await before(world, kind) == (ActionState.SUPPRESSED, Reason.UNKNOWN)
    assert await happened(world, kind) is None


@pytest.mark.parametrize(
    ("kind", "tie", "expected"),
    [
        (APPROVE, "follows us", True),
        (APPROVE, "strangers", False),
        (IGNORE, "strangers", True),
        (IGNORE, "follows us", False),
        (BLOCK, "blocked", True),
        (BLOCK, "strangers", False),
        (FOLLOW, "followed", True),
        (FOLLOW, "follows us", False),
        (UNFOLLOW, "strangers", True),
        (UNFOLLOW, "followed", False),
    ],
)
async def test_the_relationship_shows_what_was_done(
    world: World, kind: ActionKind, tie: str, *, expected: bool
) -> None:
    stand(world, tie)
    assert await happened(world, kind) is expected
