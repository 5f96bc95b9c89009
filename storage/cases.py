"""Events that the rules are to judge: for the first time, or again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select, update

from domain.events import FollowRequest
from domain.facts import caption_hash
from domain.plans import Mode
from domain.unknown import UNKNOWN, Unknown
from domain.verdicts import Verdict
from storage import accounts, codec, grounds, wishes
from storage.states import EventState
from storage.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey, EventKey, UserId
    from domain.unknown import Maybe
    from domain.verdicts import Judgement
    from storage.grounds import Ground


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """An event with what must be known to judge it."""

    event: Event
    """As it was last seen."""
    first_caption: Maybe[str | None]
    """The `caption_hash` of what its photo said when it was first seen."""
    grounds: tuple[Ground, ...]
    """Of the judgements so far, the first one first."""
    met: tuple[str, ...]
    """The ids of the rules that said yes the last time."""
    ceiling: Mode | None
    """How far rules may go about it; None: as far as they say."""
    judged_at: datetime | None
    """None: not yet."""
    next_judge_at: datetime | None


async def due(
    session: AsyncSession, account: AccountKey, now: datetime, limit: int, *, besides: Collection[EventKey] = ()
) -> list[Case]:
    """Events that no rule has seen, oldest first; then those that are to be judged again by now; `besides` these."""
    others = col(EventRow.key).not_in(besides)
    fresh = (
        select(EventRow)
        .where(EventRow.account == account, EventRow.state == EventState.NEW, others)
        .order_by(col(EventRow.id))
        .limit(limit)
    )
    rows = list(await session.scalars(fresh))
    again = (
        select(EventRow)
        .where(
            EventRow.account == account,
            EventRow.state == EventState.JUDGED,
            col(EventRow.next_judge_at) <= now,
            others,
        )
        .order_by(col(EventRow.next_judge_at), col(EventRow.id))
        .limit(limit - len(rows))
    )
    rows += await session.scalars(again)
    if not rows:
        return []
    me = await accounts.owner(session, account)
    return [_case(row, me) for row in rows]


async def of_events(session: AsyncSession, account: AccountKey, keys: list[EventKey]) -> list[Case]:
    """The cases of these events, as far as they are kept."""
    rows = list(
        await session.scalars(select(EventRow).where(EventRow.account == account, col(EventRow.key).in_(keys)))
    )
    me = await accounts.owner(session, account)
    return [_case(row, me) for row in rows]


async def settle(
    session: AsyncSession,
    account: AccountKey,
    case: Case,
    judgement: Judgement,
    ground: Ground,
    *,
    next_judge_at: datetime | None,
) -> bool:
    """Keep what the rules said, on what ground, and when they are asked again.

    False when another had been quicker, or something new is known of the event: then nothing may follow from this.
    """
    said = {
        "ruleset": judgement.ruleset,
        "verdicts": codec.encode(judgement.verdicts),
        "suppressed": codec.encode(judgement.plan.suppressed),
        "notes": codec.encode(judgement.plan.notes),
    }
    statement = (
        update(EventRow)
        .where(*_unchanged(account, case))
        .values(
            state=EventState.JUDGED,
            judged_at=ground.at,
            judgement=said,
            next_judge_at=next_judge_at,
            grounds=[grounds.to_json(one) for one in (*case.grounds, ground)],
        )
        .returning(col(EventRow.id))
    )
    return (await session.scalar(statement)) is not None


async def let_be(session: AsyncSession, account: AccountKey, case: Case) -> bool:
    """Leave a judged event as it stands for good; False when something new is known of it."""
    statement = (
        update(EventRow).where(*_unchanged(account, case)).values(next_judge_at=None).returning(col(EventRow.id))
    )
    return (await session.scalar(statement)) is not None


def _unchanged(account: AccountKey, case: Case) -> tuple[ColumnElement[bool], ...]:
    return (
        col(EventRow.account) == account,
        col(EventRow.key) == case.event.key,
        col(EventRow.judged_at).is_not_distinct_from(case.judged_at),
        col(EventRow.next_judge_at).is_not_distinct_from(case.next_judge_at),
    )


def _case(row: EventRow, me: UserId) -> Case:
    first = codec.event_from_json(row.payload)
    kept = row.grounds or []
    verdicts = map(wishes.verdict_from_json, (row.judgement or {"verdicts": []})["verdicts"])
    return Case(
        event=grounds.as_last_seen(first, kept),
        first_caption=_caption(first),
        grounds=tuple(grounds.from_json(one, me) for one in kept),
        met=tuple(verdict.rule.id for verdict in verdicts if verdict.finding.verdict is Verdict.YES),
        ceiling=None if row.ceiling is None else Mode(row.ceiling),
        judged_at=row.judged_at,
        next_judge_at=row.next_judge_at,
    )


def _caption(event: Event) -> Maybe[str | None]:
    if isinstance(event, FollowRequest) or isinstance(event.media.caption, Unknown):
        return UNKNOWN
    return caption_hash(event.media.caption)
