"""Chance without dice: a test, a dry run, a replay and the real run agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.templates import draw

if TYPE_CHECKING:
    from rules.actions import Action

_FINENESS = 10_000


def missed(action: Action, seed: str) -> str | None:
    """Why an action is left out this time, such as `comment skipped (chance 20 %: 0.61)`; `None`: it is not.

    The actions of one rule share their luck: what is commented on in 1 of 5 cases is among what is liked in half.
    """
    drawn = draw(f"chance:{seed}", _FINENESS)
    if drawn < action.chance * _FINENESS:
        return None
    return f"{action.kind} skipped (chance {action.chance * 100:g} %: {drawn // 100 / 100:.2f})"
