"""Which rules rest, as somebody said in the chat, beside how far they may go otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from storage.tables import RuleStateRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """Who let a rule rest, and since when."""

    by: str
    at: datetime


async def all_of(session: AsyncSession, rules: Collection[str] | None = None) -> Mapping[str, Rest]:
    """The rules that rest, by id; of those that are named, if any are."""
    query = select(RuleStateRow.rule_id, RuleStateRow.paused_at, RuleStateRow.paused_by).where(
        col(RuleStateRow.paused_at).is_not(None)
    )
    if rules is not None:
        query = query.where(col(RuleStateRow.rule_id).in_(rules))
    found = await session.execute(query)
    return {rule: Rest(by=by or "", at=at) for rule, at, by in found if at is not None}


async def begin(session: AsyncSession, rule: str, by: str, now: datetime) -> Rest | None:
    """Let a rule rest; who did so before stays the one who did. None: it was never loaded."""
    row = await session.get(RuleStateRow, rule, populate_existing=True)
    if row is None:
        return None
    if row.paused_at is None:
        row.paused_at, row.paused_by = now, by
    return Rest(by=row.paused_by or "", at=row.paused_at)


async def end(session: AsyncSession, rule: str) -> bool:
    """Let a rule go on; False when it did."""
    row = await session.get(RuleStateRow, rule, populate_existing=True)
    if row is None or row.paused_at is None:
        return False
    row.paused_at, row.paused_by = None, None
    return True
