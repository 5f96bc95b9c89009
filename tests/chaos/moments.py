"""Every moment of a life in which a process may die: what would be left is kept, and another life begins with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.mail import Parcel

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import httpx

    from tests.chaos.saga import Saga


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """All that is left of a process that dies then."""

    now: datetime
    ledger: bytes
    journal: bytes
    way: tuple[tuple[httpx.Request, datetime], ...]
    """The calls on it, and when each arrives."""


def recorded(saga: Saga) -> list[Moment]:
    """Let a saga live until it comes to rest; what would be left of it before each of its steps.

    Steps before which the same is on the disks, on the way and on the clock are one moment.
    """
    moments: dict[tuple[object, ...], Moment] = {}

    def watch() -> None:
        mark = (saga.disk.commits, saga.mail.calls, len(saga.mail.way), saga.clock())
        if mark not in moments:
            moments[mark] = left(saga)

    saga.live(watch=watch)
    return list(moments.values())


def restore(saga: Saga, moment: Moment) -> None:
    """Let everything be as it was left then, for another life."""
    saga.close()
    for file, content in ((saga.evidence.ledger, moment.ledger), (saga.evidence.journal, moment.journal)):
        for rest in file.parent.glob(f"{file.name}-*"):
            rest.unlink()
        file.write_bytes(content)
    saga.open_at(moment.now)
    saga.mail.way = [Parcel(request=request, due=due) for request, due in moment.way]


def left(saga: Saga) -> Moment:
    """What is left of a saga if its process dies now."""
    return Moment(
        now=saga.clock(),
        ledger=_content(saga.evidence.ledger),
        journal=_content(saga.evidence.journal),
        way=tuple((parcel.request, parcel.due) for parcel in saga.mail.way),
    )


def _content(file: Path) -> bytes:
    """What was committed."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.serialize()
