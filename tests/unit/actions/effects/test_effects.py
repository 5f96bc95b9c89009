from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.effects import EFFECTS
from domain.plans import LIMIT_CLASS, ActionKind
from tests.unit.actions.effects.jobs import M1, job
from tests.unit.polling.world import MIRA

if TYPE_CHECKING:
    from tests.unit.polling.world import World


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        (ActionKind.LIKE, "like m1"),
        (ActionKind.UNLIKE, "unlike m1"),
        (ActionKind.COMMENT, "comment m1"),
        (ActionKind.REPLY, "comment m1"),
        (ActionKind.DELETE_COMMENT, "delete_comment c0"),
        (ActionKind.APPROVE, "approve 7"),
        (ActionKind.IGNORE, "ignore 7"),
        (ActionKind.BLOCK, "block 7"),
        (ActionKind.FOLLOW, "follow 7"),
        (ActionKind.UNFOLLOW, "unfollow 7"),
    ],
)
async def test_every_kind_does_one_thing(world: World, kind: ActionKind, effect: str) -> None:
    world.say(M1, "Where is this?", MIRA.id)
    await EFFECTS[kind].do(world, job(kind))
    assert world.effects == [effect]
    assert len(world.calls) == 1


def test_what_counts_against_a_limit_has_an_effect_and_nothing_else_has() -> None:
    assert EFFECTS.keys() == LIMIT_CLASS.keys()


@pytest.mark.parametrize("kind", LIMIT_CLASS)
def test_what_may_be_repeated_unharmed_trusts_what_was_known_a_moment_ago(kind: ActionKind) -> None:
    assert EFFECTS[kind].thrifty is (kind in {ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.DELETE_COMMENT})
