"""What the ledger holds for later: asked anew when the rules change, and pulled in when the clock was wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import case, col, update

from domain.plans import LIMIT_CLASS, ActionKind, Reason
from storage.states import OPEN_STATES, ActionState
from storage.tables import ActionRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, ActionId
    from storage.actions import StoredAction

LONGEST = timedelta(days=31)
"""Nothing need wait longer; what waits for a limit or an hour is asked about anew when it is due."""
CLOCKS_DIFFER = timedelta(minutes=5)

_LATER = (ActionState.PLANNED, ActionState.PENDING, ActionState.UNCERTAIN)


async def reconsider(
    session: AsyncSession, account: AccountKey, now: datetime, *, besides: Collection[ActionId]
) -> None:
    """Let what only rules want, `besides` what is in hand, be planned again: guards and gate look once more.

    What was held back may go on at once when nothing speaks against it any more; what is tried again keeps its pause.
    """
    held = col(ActionRow.reason).is_not(None)
    await session.execute(
        update(ActionRow)
        .where(
            col(ActionRow.account) == account,
            col(ActionRow.state) == ActionState.PENDING,
            col(ActionRow.kind) != ActionKind.NOTIFY,  # which merely waits for others of its kind
            col(ActionRow.decided_by).is_(None),
            col(ActionRow.id).not_in(besides),
        )
        .values(
            state=ActionState.PLANNED,
            reason=None,
            note=None,
            next_at=case((held, now), else_=col(ActionRow.next_at)),
            changed_at=now,
        )
    )


async def wake(session: AsyncSession, action: StoredAction, state: ActionState, now: datetime) -> None:
    """When a write is over, let what waited for it be asked about anew: what writes nothing, about the same event."""
    if state in OPEN_STATES or action.kind not in LIMIT_CLASS:
        return
    await session.execute(
        update(ActionRow)
        .where(
            col(ActionRow.account) == action.account,
            col(ActionRow.event_key) == action.event,
            col(ActionRow.state) == ActionState.PLANNED,
            col(ActionRow.reason) == Reason.CONFLICT,
        )
        .values(next_at=now)
    )


async def pull_in(session: AsyncSession, account: AccountKey, now: datetime) -> None:
    """Let nothing wait for a moment that was reckoned from a clock far ahead."""
    later = (col(ActionRow.account) == account, col(ActionRow.state).in_(_LATER))
    since = col(ActionRow.uncertain_since)
    await session.execute(
        update(ActionRow)
        .where(*later, col(ActionRow.changed_at) > now + CLOCKS_DIFFER)
        .values(next_at=now, changed_at=now, uncertain_since=case((since > now, now), else_=since))
    )
    await session.execute(
        update(ActionRow).where(*later, col(ActionRow.next_at) > now + LONGEST).values(next_at=now + LONGEST)
    )
