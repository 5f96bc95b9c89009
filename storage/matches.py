"""How many of the photos that each list brought matched a rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON
from sqlmodel import col, func, select, type_coerce

from domain.sources import Source
from storage.states import EventState
from storage.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement
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
    query = (
        select(EventRow.id, EventRow.state, _part(EventRow.payload, "sources"), _part(EventRow.judgement, "matched"))
        .where(EventRow.account == account, col(EventRow.id) > last)
        .order_by(col(EventRow.id))
    )
    judged, matched = Counter[str](), Counter[str]()
    for number, state, brought_by, is_match in await session.execute(query.limit(_MOST)):
        if state == EventState.NEW:
            break
        last = number
        judged.update(brought_by or ())
        if is_match:
            matched.update(brought_by or ())
    return Matches(judged=_parsed(judged), matched=_parsed(matched), last=last)


def _part(column: object, key: str) -> ColumnElement[Any]:
    """One key of what is kept as JSON: the whole may be long, and stays in the database."""
    return type_coerce(column, JSON)[key]


def _parsed(counted: Mapping[str, int]) -> Counter[Source]:
    return Counter({Source.parse(name): count for name, count in counted.items()})
