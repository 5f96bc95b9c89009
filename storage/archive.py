"""The past as it is kept, for reports: nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import Text, cast
from sqlmodel import col, func, select

from domain.events import FollowRequest
from domain.facts import Facts
from domain.ids import EventKey
from domain.media import Media
from domain.unknown import UNKNOWN
from storage import accounts, codec, grounds
from storage.states import Outcome
from storage.tables import AttemptRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey, ActionId, UserId


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """An event as it was seen at one moment. What nobody asked then is unknown."""

    event: Event
    facts: Facts
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An event with every look at it, the first one first."""

    number: int
    """Rises with the time at which events came."""
    sights: tuple[Sight, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Try:
    """One attempt at an action."""

    started_at: datetime
    ended_at: datetime | None
    """None: its process died."""
    outcome: Outcome | None
    detail: str | None
    """The network's own words."""


async def page(
    session: AsyncSession, account: AccountKey, since: datetime, *, after: int, most: int
) -> Sequence[Kept]:
    """The next events that came since then, `after` that number, in the order in which they came."""
    query = (
        select(EventRow.id, EventRow.payload, EventRow.grounds)
        .where(EventRow.account == account, EventRow.first_seen_at >= since, EventRow.id > after)
        .order_by(col(EventRow.id))
        .limit(most)
    )
    me = await accounts.owner(session, account)
    return [_kept(number, payload, kept, me) for number, payload, kept in await session.execute(query)]


async def find(session: AsyncSession, account: AccountKey, word: str, most: int) -> list[EventKey]:
    """The events that somebody may mean, the newest first: by key, id, link, shortcode, username or `@username`."""
    exact = select(EventRow.key).where(
        EventRow.account == account, col(EventRow.key).in_((word, f"media:{word}", f"comment:{word}"))
    )
    found = [EventKey(key) for key in await session.scalars(exact)]
    if found or not word:
        return found
    name = word.removeprefix("@")
    path = urlsplit(word).path.rstrip("/") if "://" in word else f"/{word}"
    if not word.startswith("@"):
        found = await _telling(session, account, path, lambda event: _is_at(event, path), most)
    return found or await _telling(session, account, name, lambda event: _is_about(event, name), most)


async def tries(session: AsyncSession, action: ActionId) -> list[Try]:
    """Every attempt at an action, the first one first."""
    query = select(AttemptRow).where(AttemptRow.action_id == action).order_by(col(AttemptRow.n))
    return [
        Try(
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=None if row.outcome is None else Outcome(row.outcome),
            detail=row.detail,
        )
        for row in await session.scalars(query)
    ]


async def judged_later(session: AsyncSession, account: AccountKey, now: datetime) -> tuple[int, datetime | None]:
    """How many events are to be judged again after now, and when the first of them."""
    query = select(func.count(), func.min(EventRow.next_judge_at)).where(
        EventRow.account == account, col(EventRow.next_judge_at) > now
    )
    count, first = (await session.execute(query)).one()
    return count, first


async def _telling(
    session: AsyncSession, account: AccountKey, text: str, meant: Callable[[Event], bool], most: int
) -> list[EventKey]:
    """The events that hold a text somewhere and are meant by it. Text, as the databases have no JSON in common."""
    query = (
        select(EventRow.key, EventRow.payload)
        .where(
            EventRow.account == account,
            func.lower(cast(col(EventRow.payload), Text)).contains(text.lower(), autoescape=True),
        )
        .order_by(col(EventRow.id).desc())
    )
    found: list[EventKey] = []
    async for key, payload in await session.stream(query):
        if meant(codec.event_from_json(payload)):
            found.append(EventKey(key))
        if len(found) == most:
            break
    return found


def _is_at(event: Event, path: str) -> bool:
    """Whether the event's photo has a link that ends so: a network answers under more than one host."""
    link = None if isinstance(event, FollowRequest) else event.media.link
    return isinstance(link, str) and urlsplit(link).path.rstrip("/").endswith(path)


def _is_about(event: Event, username: str) -> bool:
    return event.person.username.casefold() == username.casefold()


def _kept(number: int, payload: Mapping[str, Any], kept: Sequence[Mapping[str, Any]] | None, me: UserId) -> Kept:
    event = codec.event_from_json(payload)
    if not kept:
        unasked = Facts(me=me, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
        return Kept(number=number, sights=(Sight(event=event, facts=unasked, at=event.first_seen_at),))
    sights: list[Sight] = []
    for ground in (grounds.from_json(one, me) for one in kept):
        seen = ground.facts.media
        if isinstance(seen, Media) and not isinstance(event, FollowRequest):
            event = replace(event, media=seen)
        sights.append(Sight(event=event, facts=ground.facts, at=ground.at))
    return Kept(number=number, sights=tuple(sights))
