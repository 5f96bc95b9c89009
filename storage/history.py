"""What our own records say about people: the ledger, and the lists that the chat keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import col, select

from domain.facts import History
from domain.ids import MediaId
from domain.plans import LIMIT_CLASS, ActionKind, Mode, Reason
from storage.states import ActionState
from storage.tables import ActionRow, ListEntryRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from storage.cases import Case

OPTED_OUT = "opted_out"
"""The list of those who want nothing from us: they removed what we wrote, or said so."""

_COMMENTS = frozenset({ActionKind.COMMENT, ActionKind.REPLY})
_SENT = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN, ActionState.DONE})


async def of(session: AsyncSession, account: AccountKey, case: Case, now: datetime) -> History:
    """What was done, asked and decided about the person of an event before it, and about its photo."""
    person = case.event.person.id
    query = select(ActionRow).where(
        ActionRow.account == account, ActionRow.person_id == person, ActionRow.event_key != case.event.key
    )
    rows = list(await session.scalars(query))
    done = [row for row in rows if row.state == ActionState.DONE]
    return History(
        likes=sum(row.kind == ActionKind.LIKE for row in done),
        comments=sum(row.kind in _COMMENTS for row in done),
        last_action_at=max((row.changed_at for row in done if row.kind in LIMIT_CLASS), default=None),
        asked=sum(map(_was_asked, rows)),
        declined=sum(map(_was_declined, rows)),
        undone=sum(map(_was_undone, rows)),
        opted_out=await _has_opted_out(session, account, person, now),
        declined_before=any(row.kind == ActionKind.IGNORE for row in done),
        seen_by=case.met,
        first_caption=case.first_caption,
    )


async def liked_by_rules(session: AsyncSession, account: AccountKey, media: Collection[MediaId]) -> set[MediaId]:
    """Those of the photos that a rule liked, or is about to."""
    query = select(ActionRow.target).where(
        ActionRow.account == account,
        ActionRow.kind == ActionKind.LIKE,
        col(ActionRow.target).in_(media),
        col(ActionRow.state).in_(_SENT),
        col(ActionRow.decided_by).is_(None),
    )
    return set(map(MediaId, await session.scalars(query)))


async def _has_opted_out(session: AsyncSession, account: AccountKey, person: str, now: datetime) -> bool:
    query = select(ListEntryRow.person_id).where(
        ListEntryRow.account == account,
        ListEntryRow.list == OPTED_OUT,
        ListEntryRow.person_id == person,
        or_(col(ListEntryRow.until).is_(None), col(ListEntryRow.until) > now),
    )
    return (await session.scalar(query)) is not None


def _was_asked(row: ActionRow) -> bool:
    """Whether the owner was, or is being, asked about what a rule wanted."""
    decided = row.wish["mode"] == Mode.ASK and row.decided_by is not None
    return decided or row.state in {ActionState.AWAITING_APPROVAL, ActionState.EXPIRED}


def _was_declined(row: ActionRow) -> bool:
    return row.state == ActionState.CANCELLED and row.reason == Reason.DECLINED


def _was_undone(row: ActionRow) -> bool:
    """Whether it had been done when a person took it back. What a rule takes back, no owner has undone."""
    return row.state == ActionState.CANCELLED and row.first_intent_at is not None and row.decided_by is not None
