"""What rules have used up of what they may do in any span of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from storage.states import ActionState
from storage.tables import ActionRow, AllowanceRow
from storage.upsert import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlmodel.sql.expression import SelectOfScalar

    from domain.ids import UserId
    from domain.plans import ActionKind
    from storage.actions import StoredAction

_UNUSED = (ActionState.PLANNED, ActionState.WATCHED, ActionState.SUPPRESSED, ActionState.EXPIRED)
"""What came to nothing without anybody's doing uses nothing up. What a person declined does: they were asked."""


async def take(session: AsyncSession, action: StoredAction, rules: Iterable[str], now: datetime) -> None:
    """Let an action count for rules as of now, instead of when it counted before."""
    for rule in rules:
        row = {"action_id": action.id, "rule_id": rule, "account": action.account, "taken_at": now}
        await replace(session, AllowanceRow, row, keys=["action_id", "rule_id"])


async def taken(
    session: AsyncSession,
    action: StoredAction,
    rule: str | None,
    since: datetime,
    *,
    person: UserId | None = None,
    kind: ActionKind | None = None,
) -> list[datetime]:
    """When a rule, or with `None` any rule, did something since then, besides this action; oldest first.

    With `person` or `kind`, only what was about somebody or of a kind counts. What two rules wanted counts once.
    """
    query = _times(action, since, AllowanceRow.action_id).where(col(AllowanceRow.action_id) != action.id)
    for column, value in ((AllowanceRow.rule_id, rule), (ActionRow.person_id, person), (ActionRow.kind, kind)):
        query = query if value is None else query.where(col(column) == value)
    return list(await session.scalars(query))


async def met(
    session: AsyncSession, action: StoredAction, rule: str, since: datetime, person: UserId
) -> list[datetime]:
    """When a rule met somebody since then, besides the event that this action is about; oldest first.

    Whatever it did about one event is one meeting: a like and a comment under the same photo belong together.
    """
    query = _times(action, since, ActionRow.event_key).where(
        col(ActionRow.event_key) != action.event,
        col(AllowanceRow.rule_id) == rule,
        col(ActionRow.person_id) == person,
    )
    return list(await session.scalars(query))


def _times(action: StoredAction, since: datetime, each: object) -> SelectOfScalar[datetime]:
    """When something was last taken for each of what is counted."""
    return (
        select(func.max(AllowanceRow.taken_at))
        .join(ActionRow, col(ActionRow.id) == col(AllowanceRow.action_id))
        .where(
            col(AllowanceRow.account) == action.account,
            col(AllowanceRow.taken_at) > since,
            col(ActionRow.state).not_in(_UNUSED),
        )
        .group_by(col(each))
        .order_by(func.max(AllowanceRow.taken_at))
    )
