"""How far each rule was let go, and what it has shown so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, func, select, update

from domain.plans import Mode
from storage.tables import RuleStateRow
from storage.upsert import replace_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """One rule, as it was last loaded."""

    rule: str
    content: str
    """A hash of what it does and when. Another one: the rule was changed."""
    wanted: Mode
    """How far it says itself that it may go."""
    granted: Mode
    """How far it was let go: no further than that."""
    first_matched_at: datetime | None = None
    """When this content matched first while it did not act by itself."""
    matches: int = 0
    """How often it did."""
    promoted_at: datetime | None = None
    promoted_by: str | None = None


async def all_of(session: AsyncSession) -> dict[str, Standing]:
    """Every rule that was ever loaded, by id."""
    return {row.rule_id: _standing(row) for row in await session.scalars(select(RuleStateRow))}


async def get(session: AsyncSession, rule: str) -> Standing | None:
    """One rule; None for one that was never loaded."""
    row = await session.get(RuleStateRow, rule, populate_existing=True)
    return None if row is None else _standing(row)


async def put(session: AsyncSession, standings: Iterable[Standing]) -> None:
    """Keep how rules stand."""
    rows = [
        {
            "rule_id": one.rule,
            "version": f"{one.content}/{one.wanted}",
            "mode_granted": str(one.granted),
            "first_matched_at": one.first_matched_at,
            "matches": one.matches,
            "promoted_at": one.promoted_at,
            "promoted_by": one.promoted_by,
        }
        for one in standings
    ]
    await replace_all(session, RuleStateRow, rows, keys=["rule_id"])


async def count(session: AsyncSession, rules: Collection[str], now: datetime) -> None:
    """Count one more match of each of these rules."""
    if rules:
        values = {
            "matches": col(RuleStateRow.matches) + 1,
            "first_matched_at": func.coalesce(col(RuleStateRow.first_matched_at), now),
        }
        await session.execute(update(RuleStateRow).where(col(RuleStateRow.rule_id).in_(rules)).values(values))


async def latest_promotion(session: AsyncSession) -> datetime | None:
    """When a rule was promoted last."""
    query = select(RuleStateRow.promoted_at).order_by(col(RuleStateRow.promoted_at).desc())
    return await session.scalar(query.where(col(RuleStateRow.promoted_at).is_not(None)).limit(1))


def _standing(row: RuleStateRow) -> Standing:
    content, _, wanted = row.version.partition("/")
    return Standing(
        rule=row.rule_id,
        content=content,
        wanted=_mode(wanted),
        granted=_mode(row.mode_granted),
        first_matched_at=row.first_matched_at,
        matches=row.matches,
        promoted_at=row.promoted_at,
        promoted_by=row.promoted_by,
    )


def _mode(word: str) -> Mode:
    return Mode[word.upper()]
