from __future__ import annotations

import pytest

from domain.plans import ActionKind
from rules.actions import Plain
from rules.planning.chance import missed


def test_so_many_of_a_hundred_are_left_out_and_always_the_same_ones() -> None:
    action = Plain(kind=ActionKind.COMMENT, chance=0.2)
    seeds = [f"rule:{number}" for number in range(2000)]
    hits = [seed for seed in seeds if missed(action, seed) is None]
    assert hits == [seed for seed in seeds if missed(action, seed) is None]
    assert 340 < len(hits) < 460


@pytest.mark.parametrize(("chance", "expected"), [(1.0, True), (0.0, False)])
def test_always_and_never_are_certain(chance: float, *, expected: bool) -> None:
    action = Plain(kind=ActionKind.LIKE, chance=chance)
    assert all((missed(action, f"rule:{number}") is None) == expected for number in range(300))


@pytest.mark.parametrize(
    ("chance", "seed", "words"),
    [
        (0.2, "rule:1", "comment skipped (chance 20 %: 0.40)"),
        (0.07, "rule:1", "comment skipped (chance 7 %: 0.40)"),
        (0.005, "rule:2", "comment skipped (chance 0.5 %: 0.48)"),
    ],
)
def test_a_miss_says_what_was_drawn(chance: float, seed: str, words: str) -> None:
    assert missed(Plain(kind=ActionKind.COMMENT, chance=chance), seed) == words


def test_the_actions_of_one_rule_share_their_luck() -> None:
    rare, frequent = (
        Plain(kind=kind, chance=chance) for kind, chance in ((ActionKind.COMMENT, 0.2), (ActionKind.LIKE, 0.5))
    )
    seeds = [f"rule:{number}" for number in range(500)]
    assert all(missed(frequent, seed) is None for seed in seeds if missed(rare, seed) is None)
