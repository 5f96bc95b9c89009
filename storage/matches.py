"""How many of the photos that each list brought matched a rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from domain.sources import Source
from domain.verdicts import Verdict
from storage import wishes
from storage.states import EventState
from storage.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey

_MOST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """What became of some events."""

    judged: Mapping[Source, int]
    matched: Mapping[Source, int]
    last: int
    """Where to go on."""


async def latest(session: AsyncSession, account: AccountKey) -> int:
    """Where the newest event stands."""
    return await session.scalar(select(func.max(EventRow.id)).where(EventRow.account == account)) or 0


async def after(session: AsyncSession, account: AccountKey, last: int) -> Matches:
    """Count the photos that came after the `last` one, up to the first that waits to be judged."""
    query = select(EventRow).where(EventRow.account == account, col(EventRow.id) > last).order_by(col(EventRow.id))
    judged, matched = Counter[Source](), Counter[Source]()
    for row in await session.scalars(query.limit(_MOST)):
        if row.state == EventState.NEW:
            break
        last = row.id
        brought_by = [Source.parse(name) for name in row.payload.get("sources", ())]
        judged.update(brought_by)
        if _is_match(row):
            matched.update(brought_by)
    return Matches(judged=judged, matched=matched, last=last)


def _is_match(row: EventRow) -> bool:
    verdicts = map(wishes.verdict_from_json, (row.judgement or {"verdicts": []})["verdicts"])
    return any(verdict.finding.verdict is Verdict.YES for verdict in verdicts)
