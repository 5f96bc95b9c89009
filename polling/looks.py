"""What looks at lists brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How much a look brought."""

    news: int
    """New events."""
    baseline: int | None
    """After the first look at a list: how many entries were there that no other list had shown. Else None."""


def baseline_sentence(photos: Sequence[Look], requests: Sequence[Look]) -> str | None:
    """What to tell of the first looks among these; None when there was none."""
    found = [look.baseline for look in photos if look.baseline is not None]
    waiting = [look.baseline for look in requests if look.baseline is not None]
    if not found and not waiting:
        return None
    lists = f"{len(found)} list{_s(len(found))}" if found else "the follow requests"
    sentence = f"Watching {lists}"
    if found:
        count = sum(found)
        were, are = ("was", "is") if count == 1 else ("were", "are")
        sentence += f"; {count} photo{_s(count)} {were} there already and {are} left alone"
    if any(waiting):
        count = sum(waiting)
        people = "person waits" if count == 1 else "people wait"
        sentence += f". {count} {people} for your answer: /requests"
    return f"{sentence}."


def _s(count: int) -> str:
    return "" if count == 1 else "s"
