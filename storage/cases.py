"""Events that the rules are to judge: for the first time, or again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlalchemy import update as change
from sqlmodel import col, update

from domain.events import FollowRequest
from domain.facts import caption_hash
from domain.ids import EventKey
from domain.plans import Mode
from domain.unknown import UNKNOWN, Unknown
from domain.verdicts import Verdict
from storage import accounts, codec, grounds, wishes
from storage.columns import table_of
from storage.states import EventState
from storage.tables import EventRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey, UserId
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """What the rules said to an event, on what ground, and when they are asked again."""

    case: Case
    judgement: Judgement
    ground: Ground
    next_judge_at: datetime | None


_TABLE = table_of(EventRow)
_C = _TABLE.c
_READ = (_C.payload, _C.grounds, _C.judgement, _C.ceiling, _C.judged_at, _C.next_judge_at)
"""What a case is made of."""
_OURS = _C.account == bindparam("account")
_KEYS = _C.key.in_(bindparam("keys", expanding=True))
_DUE = pick(*_READ).where(_OURS, _C.key.not_in(bindparam("besides", expanding=True))).limit(bindparam("limit"))
_FRESH = _DUE.where(_C.state == EventState.NEW).order_by(_C.id)
_AGAIN = _DUE.where(_C.state == EventState.JUDGED, _C.next_judge_at <= bindparam("now")).order_by(
    _C.next_judge_at, _C.id
)
_OF_EVENTS = pick(*_READ).where(_OURS, _KEYS)
_AS_KNOWN = pick(_C.id, _C.key, _C.judged_at, _C.next_judge_at).where(_OURS, _KEYS).with_for_update()
_SETTLED = ("state", "judged_at", "judgement", "next_judge_at", "grounds")
_SETTLE = change(_TABLE).where(_C.id == bindparam("number")).values({name: bindparam(name) for name in _SETTLED})
"""What every round asks and writes: made once."""


async def due(
    session: AsyncSession, account: AccountKey, now: datetime, limit: int, *, besides: Collection[EventKey] = ()
) -> list[Case]:
    """Events that no rule has seen, oldest first; then those that are to be judged again by now; `besides` these."""
    asked = {"account": account, "besides": [*besides]}
    rows = list(await session.execute(_FRESH, {**asked, "limit": limit}))
    rows += await session.execute(_AGAIN, {**asked, "now": now, "limit": limit - len(rows)})
    if not rows:
        return []
    me = await accounts.owner(session, account)
    return [_case(row, me) for row in rows]


async def of_events(session: AsyncSession, account: AccountKey, keys: list[EventKey]) -> list[Case]:
    """The cases of these events, as far as they are kept."""
    rows = list(await session.execute(_OF_EVENTS, {"account": account, "keys": keys}))
    me = await accounts.owner(session, account)
    return [_case(row, me) for row in rows]


async def settle(session: AsyncSession, account: AccountKey, settled: Sequence[Settlement]) -> set[EventKey]:
    """Keep what the rules said to events; gives which of them that was.

    Left out are those with which another had been quicker, or of which something new is known: then nothing may
    follow from this.
    """
    as_known = {one.case.event.key: (one.case.judged_at, one.case.next_judge_at) for one in settled}
    found = await session.execute(_AS_KNOWN, {"account": account, "keys": [*as_known]})
    ids = {key: number for number, key, *moments in found if as_known[key] == tuple(moments)}
    rows = [_settled(ids[one.case.event.key], one) for one in settled if one.case.event.key in ids]
    if rows:
        await session.execute(_SETTLE, rows)
    return set(map(EventKey, ids))


def _settled(number: int, settlement: Settlement) -> dict[str, Any]:
    judgement, ground = settlement.judgement, settlement.ground
    return {
        "number": number,
        "state": EventState.JUDGED,
        "judged_at": ground.at,
        "judgement": {
            "ruleset": judgement.ruleset,
            "matched": any(one.finding.verdict is Verdict.YES for one in judgement.verdicts),
            "verdicts": codec.encode(judgement.verdicts),
            "suppressed": codec.encode(judgement.plan.suppressed),
            "notes": codec.encode(judgement.plan.notes),
        },
        "next_judge_at": settlement.next_judge_at,
        "grounds": [grounds.to_json(one) for one in (*settlement.case.grounds, ground)],
    }


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


def _case(row: Row[*tuple[Any, ...]], me: UserId) -> Case:
    first = codec.event_from_json(row.payload)
    kept = row.grounds or []
    return Case(
        event=grounds.as_last_seen(first, kept),
        first_caption=_caption(first),
        grounds=tuple(grounds.from_json(one, me) for one in kept),
        met=wishes.matching_rules(row.judgement),
        ceiling=None if row.ceiling is None else Mode(row.ceiling),
        judged_at=row.judged_at,
        next_judge_at=row.next_judge_at,
    )


def _caption(event: Event) -> Maybe[str | None]:
    if isinstance(event, FollowRequest) or isinstance(event.media.caption, Unknown):
        return UNKNOWN
    return caption_hash(event.media.caption)
