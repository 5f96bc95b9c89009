"""What rules want that writes nothing on the network: done in the moment it is admitted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.details import MarkDetail, RememberDetail
from storage import listing, marks
from storage.listing import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from storage.actions import StoredAction


async def do(session: AsyncSession, action: StoredAction, event: Event | None, now: datetime) -> None:
    """Put the person on a list, or a word on the event. About an event that nobody knows there is nothing to do."""
    if event is None:
        return
    match action.wish.detail:
        case RememberDetail(list=name, seconds=seconds):
            until = None if seconds is None else now + timedelta(seconds=seconds)
            by = ",".join(f"rule:{rule.id}" for rule in action.wish.rules)
            entry = Entry(list=name, person=event.person.id, username=event.person.username, added_by=by, until=until)
            await listing.put(session, action.account, entry, now)
        case MarkDetail(label=label):
            await marks.put(session, action.account, action.event, label, now)
