"""How far each rule was let go, and what it has shown so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update
from sqlmodel import func, select

from domain.plans import Mode
from storage.columns import table_of
from storage.tables import RuleStateRow
from storage.upsert import replace_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

_TABLE = table_of(RuleStateRow)
_C = _TABLE.c
_COUNT = (
    update(_TABLE)
    .where(_C.rule_id == bindparam("rule"))
    .values(
        matches=_C.matches + bindparam("times"),
        first_matched_at=func.coalesce(_C.first_matched_at, bindparam("now")),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """What a person said about how far a rule may go."""

    mode: Mode | None
    """At most so far; None: it is held no longer."""
    version: str | None
    """With which version of the rule that ends; None: it holds for good."""
    by: str
    at: datetime


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
    hold: Hold | None = None
    """What a person said about it; None: nobody has."""

    @property
    def version(self) -> str:
        """Another one: the file says something else about it."""
        return f"{self.content}/{self.wanted}"

    @property
    def held(self) -> Mode | None:
        """How far a person lets it go at most; None: as far as it was granted."""
        if self.hold is None or self.hold.version not in {None, self.version}:
            return None
        return self.hold.mode

    @property
    def mode(self) -> Mode:
        """How far it goes."""
        return self.granted if self.held is None else min(self.granted, self.held)


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
            "version": one.version,
            "mode_granted": str(one.granted),
            "first_matched_at": one.first_matched_at,
            "matches": one.matches,
            "promoted_at": one.promoted_at,
            "promoted_by": one.promoted_by,
            **_hold_columns(one.hold),
        }
        for one in standings
    ]
    await replace_all(session, RuleStateRow, rows, keys=["rule_id"])


async def count(session: AsyncSession, rules: Iterable[str], now: datetime) -> None:
    """Count one more match of a rule for each time that it is named."""
    rows = [{"rule": rule, "times": times, "now": now} for rule, times in sorted(Counter(rules).items())]
    if rows:
        await session.execute(_COUNT, rows)


async def latest(session: AsyncSession) -> tuple[datetime | None, datetime | None]:
    """When a rule was promoted last, and when somebody last held one back or let it go again."""
    query = select(func.max(RuleStateRow.promoted_at), func.max(RuleStateRow.held_at))
    promoted_at, held_at = (await session.execute(query)).one()
    return promoted_at, held_at


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
        hold=_hold(row),
    )


def _hold(row: RuleStateRow) -> Hold | None:
    if row.held_at is None:
        return None
    mode = None if row.held_mode is None else _mode(row.held_mode)
    return Hold(mode=mode, version=row.held_version, by=row.held_by or "", at=row.held_at)


def _hold_columns(hold: Hold | None) -> dict[str, object]:
    if hold is None:
        return {"held_mode": None, "held_version": None, "held_at": None, "held_by": None}
    mode = None if hold.mode is None else str(hold.mode)
    return {"held_mode": mode, "held_version": hold.version, "held_at": hold.at, "held_by": hold.by}


def _mode(word: str) -> Mode:
    return Mode[word.upper()]
