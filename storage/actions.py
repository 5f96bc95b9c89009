"""What was wanted, by a rule or a person, and where it stands: one row per account, kind, target and scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_
from sqlmodel import col, select, update

from domain.details import DraftDetail
from domain.ids import AccountKey, ActionId, EventKey
from domain.plans import DECISIONS, ActionKind, Mode, PlannedAction, Reason
from storage import codec, events, wishes
from storage.ledger import StoredAction
from storage.states import REOPENABLE_STATES, ActionState
from storage.tables import ActionRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.plans import Plan, RuleRef

__all__ = [
    "StoredAction",
    "get",
    "held_wish",
    "in_state",
    "of_event",
    "of_kind",
    "on_target",
    "record_plan",
    "record_plans",
    "scope_of",
    "since",
    "stored",
    "want",
]


def scope_of(wish: PlannedAction, event: EventKey) -> str:
    """What the ledger's key adds to kind and target.

    A photo is liked once, ever, and commented once, but for what people write by hand: each draft is posted once. A
    decision belongs to one request: who asks again may be decided anew.
    """
    if isinstance(wish.detail, DraftDetail):
        return f"draft:{wish.detail.draft}"
    return event if wish.kind in DECISIONS or wish.kind is ActionKind.NOTIFY else "*"


async def record_plan(session: AsyncSession, account: AccountKey, plan: Plan, now: datetime) -> None:
    """Write down everything the rules want, and what they must not have; what is there already stays."""
    await record_plans(session, account, [plan], now)


async def record_plans(session: AsyncSession, account: AccountKey, plans: Sequence[Plan], now: datetime) -> None:
    """The same for the plans of many events at once."""
    speaking = [plan for plan in plans if plan.actions or plan.suppressed]
    people = await events.people(session, account, [plan.event for plan in speaking]) if speaking else {}
    rows = [
        {**row, "person_id": people.get(plan.event)} for plan in speaking for row in _plan_rows(account, plan, now)
    ]
    await insert_new(session, ActionRow, rows, "id")


def _plan_rows(account: AccountKey, plan: Plan, now: datetime) -> Iterator[dict[str, Any]]:
    for wish in plan.actions:
        yield _new_row(account, plan.event, wish, now, state=ActionState.PLANNED)
    for held in plan.suppressed:
        wish = held_wish(held.kind, held.target, held.rules, held.note)
        row = _new_row(account, plan.event, wish, now, state=ActionState.SUPPRESSED)
        yield row | {"reason": held.reason, "note": held.note}


def held_wish(kind: ActionKind, target: str, rules: tuple[RuleRef, ...], note: str) -> PlannedAction:
    """What is kept of a wish that was held back before it had a text."""
    return PlannedAction(kind=kind, target=target, mode=Mode.WATCH, rules=rules, because=(note,))


async def want(
    session: AsyncSession, account: AccountKey, event: EventKey, wish: PlannedAction, *, by: str, now: datetime
) -> StoredAction:
    """A person wants it done now. Reopens what was left undone and takes over what a rule is about to do.

    What is under way or done stays as it is, and so does what another person wanted first.
    """
    row = _new_row(account, event, wish, now, state=ActionState.PENDING)
    row |= {"person_id": await events.person(session, account, event), "decided_by": by, "decided_at": now}
    await insert_new(session, ActionRow, [row], "id")
    reopened = (
        update(ActionRow)
        .where(
            col(ActionRow.account) == account,
            col(ActionRow.kind) == wish.kind,
            col(ActionRow.target) == wish.target,
            col(ActionRow.scope) == scope_of(wish, event),
            or_(
                col(ActionRow.state).in_(REOPENABLE_STATES),
                and_(col(ActionRow.state) == ActionState.PENDING, col(ActionRow.decided_by).is_(None)),
            ),
        )
        .values(
            state=ActionState.PENDING,
            wish=codec.encode(wish),
            reason=None,
            note=None,
            next_at=now,
            decided_by=by,
            decided_at=now,
            changed_at=now,
            vetoable_until=None,
        )
    )
    await session.execute(reopened)
    return await _one(session, account, wish.kind, wish.target, scope_of(wish, event))


async def get(session: AsyncSession, action_id: ActionId) -> StoredAction | None:
    """One action by number."""
    row = await session.get(ActionRow, action_id, populate_existing=True)
    return stored(row) if row else None


async def of_event(session: AsyncSession, account: AccountKey, event: EventKey) -> list[StoredAction]:
    """Everything wanted about one event, in the order in which it was wanted."""
    query = select(ActionRow).where(ActionRow.account == account, ActionRow.event_key == event)
    return [stored(row) for row in await session.scalars(query.order_by(col(ActionRow.id)))]


async def on_target(session: AsyncSession, account: AccountKey, kind: ActionKind, target: str) -> list[StoredAction]:
    """Everything of one kind wanted about one photo or person, whatever the event."""
    query = select(ActionRow).where(ActionRow.account == account, ActionRow.kind == kind, ActionRow.target == target)
    return [stored(row) for row in await session.scalars(query.order_by(col(ActionRow.id)))]


async def of_kind(
    session: AsyncSession, account: AccountKey, kind: ActionKind, state: ActionState
) -> list[StoredAction]:
    """Everything of one kind in one state, oldest first."""
    query = select(ActionRow).where(ActionRow.account == account, ActionRow.state == state, ActionRow.kind == kind)
    return [stored(row) for row in await session.scalars(query.order_by(col(ActionRow.id)))]


async def in_state(
    session: AsyncSession,
    account: AccountKey,
    states: Collection[ActionState],
    *,
    kinds: Collection[ActionKind] = tuple(ActionKind),
    due: datetime | None = None,
) -> list[StoredAction]:
    """Actions of the kinds in one of the states, oldest first; with `due`, only those whose time has come."""
    query = select(ActionRow).where(
        ActionRow.account == account, col(ActionRow.state).in_(states), col(ActionRow.kind).in_(kinds)
    )
    if due is not None:
        query = query.where(ActionRow.next_at <= due)
    query = query.order_by(col(ActionRow.next_at), col(ActionRow.id))
    return [stored(row) for row in await session.scalars(query)]


async def since(session: AsyncSession, account: AccountKey, moment: datetime) -> list[StoredAction]:
    """Everything that changed at or after a moment, newest first."""
    query = select(ActionRow).where(ActionRow.account == account, ActionRow.changed_at >= moment)
    return [stored(row) for row in await session.scalars(query.order_by(col(ActionRow.changed_at).desc()))]


async def _one(session: AsyncSession, account: AccountKey, kind: ActionKind, target: str, scope: str) -> StoredAction:
    query = select(ActionRow).where(
        ActionRow.account == account,
        ActionRow.kind == kind,
        ActionRow.target == target,
        ActionRow.scope == scope,
    )
    return stored((await session.scalars(query.execution_options(populate_existing=True))).one())


def _new_row(
    account: AccountKey, event: EventKey, wish: PlannedAction, now: datetime, *, state: ActionState
) -> dict[str, Any]:
    return {
        "account": account,
        "event_key": event,
        "kind": wish.kind,
        "target": wish.target,
        "scope": scope_of(wish, event),
        "state": state,
        "wish": codec.encode(wish),
        "reason": None,
        "note": None,
        "attempt": 0,
        "absent_looks": 0,
        "next_at": now,
        "created_at": now,
        "changed_at": now,
    }


def stored(row: ActionRow) -> StoredAction:
    """The row as a value that can leave this room."""
    return StoredAction(
        id=ActionId(row.id),
        account=AccountKey(row.account),
        event=EventKey(row.event_key),
        wish=wishes.wish_from_json(row.wish),
        state=ActionState(row.state),
        reason=Reason(row.reason) if row.reason else None,
        note=row.note,
        attempt=row.attempt,
        next_at=row.next_at,
        uncertain_since=row.uncertain_since,
        absent_looks=row.absent_looks,
        first_intent_at=row.first_intent_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        created_at=row.created_at,
        changed_at=row.changed_at,
        vetoable_until=row.vetoable_until,
    )
