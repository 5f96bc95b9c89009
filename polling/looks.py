"""What looks at lists brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

PHOTOS, COMMENTS, REQUESTS = "photo", "comment", "request"

WAITING = "waiting:"
"""How the subject of such a sentence begins that tells of people who wait; a person is asked about those."""

_WHAT = {SourceKind.REQUESTS: REQUESTS, SourceKind.COMMENTS: COMMENTS}
"""What stands in a list; in the others, photos do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How much a look brought."""

    news: int
    """New events."""
    baseline: int | None
    """After the first look at a list: how many entries were there that no other list had shown. Else None."""
    calls: int
    """What it cost."""
    came: tuple[datetime, ...]
    """When what is new to the list came: between the last look and this one, where the network does not tell."""
    page: tuple[datetime, ...]
    """When everything on the first page came; where the network does not tell, the look itself stands for it."""


def baseline_sentence(looks: Iterable[tuple[SourceKind, Look]]) -> str | None:
    """What to tell of the first looks among these; None when there was none."""
    counts: dict[str, list[int]] = {PHOTOS: [], REQUESTS: [], COMMENTS: []}
    for kind, look in looks:
        if look.baseline is not None:
            counts[_WHAT.get(kind, PHOTOS)].append(look.baseline)
    if not any(counts.values()):
        return None
    sentence = f"Watching {' and '.join(_watched(counts))}"
    old = [f"{sum(counts[what])} {what}{_s(sum(counts[what]))}" for what in (PHOTOS, COMMENTS) if counts[what]]
    if old:
        one = sum(counts[PHOTOS]) + sum(counts[COMMENTS]) == 1 and len(old) == 1
        sentence += (
            f"; {' and '.join(old)} {'was' if one else 'were'} there already and {'is' if one else 'are'} left alone"
        )
    waiting = sum(counts[REQUESTS])
    if waiting:
        sentence += f". {waiting} {'person waits' if waiting == 1 else 'people wait'} for your answer: /requests"
    return f"{sentence}."


def baseline_subject(looks: Iterable[tuple[SourceKind, Look]], now: datetime) -> str:
    """What that sentence is about, for the chats."""
    waiting = any(kind is SourceKind.REQUESTS and look.baseline for kind, look in looks)
    return f"{WAITING if waiting else 'baseline:'}{int(now.timestamp())}"


def _watched(counts: Mapping[str, Sequence[int]]) -> list[str]:
    """What is looked at from now on. The follow requests always are: they are named when nothing else is."""
    lists = len(counts[PHOTOS])
    watched = [f"{lists} list{_s(lists)}"] if lists else []
    if counts[COMMENTS]:
        watched.append("the comments under your photos")
    return watched or ["the follow requests"]


def _s(count: int) -> str:
    return "" if count == 1 else "s"
