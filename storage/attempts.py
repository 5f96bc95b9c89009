"""Acting exactly once: the intent is written before the call, and the attempt's number fences the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select as sql_select
from sqlmodel import col, func, select, update

from storage import codec, waiting
from storage.actions import stored
from storage.moves import unchanged
from storage.states import ActionState, Outcome
from storage.tables import ActionRow, AttemptRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from domain.plans import LimitClass, PlannedAction
    from storage.actions import StoredAction
    from storage.moves import Move


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """How an attempt ended and where the action goes from there."""

    outcome: Outcome
    move: Move
    detail: str | None = None
    """The network's own words, without secrets."""


async def one_at_a_time(session: AsyncSession, account: AccountKey) -> None:
    """Let nobody else count and claim for this account before the transaction ends.

    SQLite has one writer anyway; PostgreSQL would let two count the same room at the same time.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(turn_of(account))


def turn_of(account: AccountKey) -> Select[tuple[None]]:
    """Waits for a lock that ends with the transaction."""
    return sql_select(func.pg_advisory_xact_lock(func.hashtext(account)))


async def claim(
    session: AsyncSession,
    action: StoredAction,
    limit: LimitClass | None,
    *,
    now: datetime,
    wish: PlannedAction | None = None,
) -> StoredAction | None:
    """Write the intent to call; None when it is not pending, or another was quicker.

    Call only after this transaction has committed. With `wish`, these are the very words of it.
    """
    statement = (
        update(ActionRow)
        .where(*unchanged(action), col(ActionRow.state) == ActionState.PENDING)
        .values(
            state=ActionState.IN_FLIGHT,
            wish=codec.encode(wish or action.wish),
            attempt=action.attempt + 1,
            first_intent_at=action.first_intent_at or now,
            absent_looks=0,
            changed_at=now,
        )
        .returning(ActionRow)
    )
    row = (await session.scalars(statement, execution_options={"populate_existing": True})).one_or_none()
    if row is None:
        return None
    await _book(session, action, limit, now)
    return stored(row)


async def settle(session: AsyncSession, action: StoredAction, ending: Ending, now: datetime) -> bool:
    """Write how the attempt ended, or what looking found out about it.

    False when the action is no longer ours: then our answer counts for nothing.
    """
    uncertain = ending.move.state is ActionState.UNCERTAIN
    statement = (
        update(ActionRow)
        .where(*unchanged(action), col(ActionRow.state).in_((ActionState.IN_FLIGHT, ActionState.UNCERTAIN)))
        .values(
            state=ending.move.state,
            reason=ending.move.reason,
            note=ending.move.note,
            next_at=ending.move.next_at or now,
            uncertain_since=(action.uncertain_since or now) if uncertain else None,
            absent_looks=0,
            changed_at=now,
        )
        .returning(col(ActionRow.id))
    )
    if (await session.scalar(statement)) is None:
        return False
    await waiting.wake(session, action, ending.move.state, now)
    end: dict[str, object] = {"outcome": ending.outcome, "detail": ending.detail}
    if action.state is ActionState.IN_FLIGHT:
        end["ended_at"] = now
    await _write_end(session, action, end)
    return True


async def looked_in_vain(session: AsyncSession, action: StoredAction, *, next_at: datetime, now: datetime) -> None:
    """A complete look did not find the effect of an uncertain action; look again at `next_at`."""
    await session.execute(
        update(ActionRow)
        .where(*unchanged(action))
        .values(absent_looks=action.absent_looks + 1, next_at=next_at, changed_at=now)
    )


async def abandon(session: AsyncSession, account: AccountKey, now: datetime) -> int:
    """What an earlier process left in flight may or may not have happened; gives how many there were.

    Call at start only: one process owns the database, so nobody else is still waiting for an answer.
    """
    statement = (
        update(ActionRow)
        .where(col(ActionRow.account) == account, col(ActionRow.state) == ActionState.IN_FLIGHT)
        .values(state=ActionState.UNCERTAIN, uncertain_since=now, next_at=now, changed_at=now)
        .returning(col(ActionRow.id))
    )
    return len((await session.scalars(statement)).all())


async def counted(session: AsyncSession, account: AccountKey, limit: LimitClass, since: datetime) -> list[datetime]:
    """When the attempts of one class began that count against its limit, oldest first.

    An attempt without an outcome counts: the network may have seen it.
    """
    query = (
        select(AttemptRow.started_at)
        .where(
            AttemptRow.account == account,
            AttemptRow.limit_class == limit,
            AttemptRow.started_at > since,
            col(AttemptRow.outcome).is_distinct_from(Outcome.NOT_SENT),
        )
        .order_by(col(AttemptRow.started_at))
    )
    return list(await session.scalars(query))


async def first(session: AsyncSession, account: AccountKey) -> datetime | None:
    """When the account's first attempt began that the network may have seen; None: there was none."""
    query = select(func.min(AttemptRow.started_at)).where(
        AttemptRow.account == account, col(AttemptRow.outcome).is_distinct_from(Outcome.NOT_SENT)
    )
    return await session.scalar(query)


async def unfinished(session: AsyncSession, action: StoredAction) -> int:
    """How many attempts never came back, whatever looking found out: each may have killed its process."""
    query = (
        select(func.count())
        .select_from(AttemptRow)
        .where(AttemptRow.action_id == action.id, col(AttemptRow.ended_at).is_(None))
    )
    return await session.scalar(query) or 0


async def _book(session: AsyncSession, action: StoredAction, limit: LimitClass | None, now: datetime) -> None:
    attempt = {
        "account": action.account,
        "action_id": action.id,
        "n": action.attempt + 1,
        "limit_class": limit,
        "started_at": now,
    }
    await insert_new(session, AttemptRow, [attempt], "id")


async def _write_end(session: AsyncSession, action: StoredAction, end: dict[str, object]) -> None:
    await session.execute(
        update(AttemptRow)
        .where(col(AttemptRow.action_id) == action.id, col(AttemptRow.n) == action.attempt)
        .values(**end)
    )
