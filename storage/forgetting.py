"""Forgets one person: what was kept about them goes, and what was done stays counted without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, func, or_, text
from sqlmodel import col, delete, select, update

from domain.ids import UserId
from domain.plans import ActionKind
from storage.history import OPTED_OUT
from storage.listing import MUTED, NEVER
from storage.states import OPEN_STATES, ActionState
from storage.tables import (
    ActionRow,
    AttemptRow,
    AwaitingRow,
    EventRow,
    ListEntryRow,
    NoticeRow,
    ProfileRow,
    RelationshipRow,
    ViewRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey

LEFT_ALONE = (NEVER, OPTED_OUT, MUTED)
"""Lists of people who want nothing from us: to forget who they are would be to begin again."""
_ON_A_PHOTO = frozenset({ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT})
_UNDER_WAY = (ActionState.IN_FLIGHT, ActionState.UNCERTAIN)
_NOTE = "The person was forgotten."


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Whom to forget."""

    id: UserId
    name: str
    """Their user name, as texts have it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forgotten:
    """What was kept about somebody."""

    events: int
    actions: int
    """They stay, without the person."""
    lists: tuple[str, ...]
    """From which they are gone."""
    left_alone: tuple[str, ...]
    """On which their id stays."""


async def named(session: AsyncSession, account: AccountKey, word: str) -> dict[UserId, str]:
    """The people that somebody may mean by `@username`, a user name or an id, with their names."""
    name = word.removeprefix("@").casefold()
    found: dict[UserId, str] = {}
    listed = select(ListEntryRow.person_id, ListEntryRow.username).where(
        ListEntryRow.account == account,
        or_(func.lower(ListEntryRow.username) == name, col(ListEntryRow.person_id) == word),
    )
    found |= {UserId(number): username for number, username in await session.execute(listed)}
    profiles = select(ProfileRow.payload).where(
        ProfileRow.account == account, _mentions(ProfileRow.payload, name, word)
    )
    events = select(EventRow.payload).where(EventRow.account == account, _mentions(EventRow.payload, name, word))
    people = [payload["person"] for payload in await session.scalars(profiles)]
    for payload in await session.scalars(events):
        people += _people(payload)
    for person in people:
        if person["username"].casefold() == name or person["id"] == word:
            found[UserId(person["id"])] = person["username"]
    return found


async def under_way(session: AsyncSession, account: AccountKey, person: UserId) -> bool:
    """Whether something about somebody is being done right now, or it is not known whether it was."""
    query = select(ActionRow.id).where(
        ActionRow.account == account, ActionRow.person_id == person, col(ActionRow.state).in_(_UNDER_WAY)
    )
    return (await session.scalar(query.limit(1))) is not None


async def forget(session: AsyncSession, account: AccountKey, known: Known, now: datetime) -> Forgotten:
    """Forget somebody. Ids of photos stay, so that nothing is done to one twice."""
    person = known.id
    if session.get_bind().dialect.name == "sqlite":
        await session.execute(text("PRAGMA secure_delete=ON"))  # else the words stay in the file until overwritten
    keys = list(
        await session.scalars(select(EventRow.key).where(EventRow.account == account, EventRow.person_id == person))
    )
    actions = await _actions(session, account, person, keys, now)
    await _notices(session, account, known.name, keys)
    await session.execute(delete(EventRow).where(col(EventRow.account) == account, col(EventRow.person_id) == person))
    await _from_others(session, account, person)
    for kept in (ViewRow, AwaitingRow):
        await session.execute(delete(kept).where(_mentions(kept.payload, known.name.casefold(), person)))
    for table in (ProfileRow, RelationshipRow):
        await session.execute(delete(table).where(col(table.account) == account, col(table.user_id) == person))
    gone, stays = await _lists(session, account, person)
    return Forgotten(events=len(keys), actions=actions, lists=gone, left_alone=stays)


async def _actions(
    session: AsyncSession, account: AccountKey, person: UserId, keys: Sequence[str], now: datetime
) -> int:
    query = select(ActionRow).where(
        ActionRow.account == account, or_(col(ActionRow.person_id) == person, col(ActionRow.event_key).in_(keys))
    )
    rows = list(await session.scalars(query))
    for row in rows:
        _anonymize(row, now)
    numbers = [row.id for row in rows]
    await session.execute(update(AttemptRow).where(col(AttemptRow.action_id).in_(numbers)).values(detail=None))
    return len(numbers)


def _anonymize(row: ActionRow, now: datetime) -> None:
    """Leave of an action what is counted, and which photo it was."""
    if row.state in OPEN_STATES:
        row.state, row.reason, row.changed_at = ActionState.CANCELLED, None, now
    row.person_id, row.note = None, _NOTE
    if row.kind not in _ON_A_PHOTO:
        nobody = f"forgotten:{row.id}"
        row.target, row.event_key = nobody, nobody
        row.scope = "*" if row.scope == "*" else nobody
    row.wish = {**row.wish, "target": row.target, "because": [], "text": None, "detail": None}


async def _notices(session: AsyncSession, account: AccountKey, name: str, subjects: Sequence[str]) -> None:
    """Forget what was told about them, and every sentence that names them."""
    naming = re.compile(rf"@{re.escape(name)}(?![\w.]*\w)", re.IGNORECASE)
    query = select(NoticeRow.id, NoticeRow.text).where(
        NoticeRow.account == account, func.lower(NoticeRow.text).contains(f"@{name.casefold()}", autoescape=True)
    )
    numbers = [number for number, said in await session.execute(query) if naming.search(said or "")]
    about = or_(col(NoticeRow.subject).in_(subjects), col(NoticeRow.id).in_(numbers))
    await session.execute(delete(NoticeRow).where(col(NoticeRow.account) == account, about))


async def _from_others(session: AsyncSession, account: AccountKey, person: UserId) -> None:
    """Take somebody out of what was kept about others: where they are tagged, or commented."""
    whole = cast(col(EventRow.payload), Text).contains(f'"{person}"', autoescape=True)
    known = cast(col(EventRow.grounds), Text).contains(f'"{person}"', autoescape=True)
    query = select(EventRow).where(EventRow.account == account, or_(whole, known))
    for row in await session.scalars(query):
        row.payload = _without(row.payload, person)
        row.grounds = None if row.grounds is None else _without(row.grounds, person)


def _without(value: Any, person: UserId) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """The same without the people and comments in lists that are theirs."""
    if isinstance(value, list):
        return [_without(one, person) for one in value if not _is_theirs(one, person)]
    if isinstance(value, dict):
        return {name: _without(one, person) for name, one in value.items()}
    return value


def _is_theirs(value: object, person: UserId) -> bool:
    if not isinstance(value, dict):
        return False
    author = value.get("author", value)
    return isinstance(author, dict) and author.get("id") == person and "username" in author


def _people(value: Any) -> list[dict[str, str]]:  # noqa: ANN401 - JSON is any of its kinds
    """Everybody who is named anywhere in an event."""
    if isinstance(value, list):
        return [person for one in value for person in _people(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if "username" in value and "id" in value else []
    return own + [person for one in value.values() for person in _people(one)]


def _mentions(column: Any, name: str, word: str) -> Any:  # noqa: ANN401 - how the library types JSON columns
    """Whether a name or an id stands in a text of JSON."""
    held = func.lower(cast(column, Text))
    return or_(held.contains(f'"{name}"', autoescape=True), held.contains(f'"{word.lower()}"', autoescape=True))


async def _lists(
    session: AsyncSession, account: AccountKey, person: UserId
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    here = (col(ListEntryRow.account) == account, col(ListEntryRow.person_id) == person)
    stays = await session.scalars(
        update(ListEntryRow)
        .where(*here, col(ListEntryRow.list).in_(LEFT_ALONE))
        .values(username=person)
        .returning(col(ListEntryRow.list))
    )
    gone = await session.scalars(
        delete(ListEntryRow).where(*here, col(ListEntryRow.list).not_in(LEFT_ALONE)).returning(col(ListEntryRow.list))
    )
    return tuple(sorted(gone)), tuple(sorted(stays))
