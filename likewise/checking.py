"""What the guards look at, reckoned for the moment at which an action was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.plans import LIMIT_CLASS, ActionKind
from rules.values.numbers import elapsed
from rules.values.people import username
from storage import allowances, attempts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.terms import Rate
    from likewise.records import Records
    from storage.actions import StoredAction

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing that a guard looks at."""

    name: str
    held: bool
    """Whether it spoke for the action."""
    seen: str = ""
    """Such as `20m ≤ 6h`."""


async def checks(session: AsyncSession, held: Records, action: StoredAction, event: Event) -> list[Check]:
    """Everything that can be told about an action afterwards. What writes nothing on the network has no guards."""
    if action.kind not in LIMIT_CLASS:
        return []
    moment = action.first_intent_at or action.changed_at
    found = [*_of_person(held, action, event), *_of_age(action, event, moment)]
    found += [check async for check in _of_rates(session, action, event, moment)]
    found.append(await _of_class(session, held, action, moment))
    return found


def _of_person(held: Records, action: StoredAction, event: Event) -> Iterator[Check]:
    person = event.person
    mine = person.id == held.account.user_id and not any(terms.include_self for terms in action.wish.terms)
    listed = {f"id:{person.id}", username(person.username)} & held.rules.never
    yield Check(name="self", held=not mine)
    yield Check(name="never", held=not listed or action.kind is ActionKind.IGNORE)


def _of_age(action: StoredAction, event: Event, moment: datetime) -> Iterator[Check]:
    longest = action.wish.max_age_seconds
    if longest is None or isinstance(event, FollowRequest):
        return
    age, most = moment - event.media.created_at, timedelta(seconds=longest)
    yield Check(name="age", held=age <= most, seen=f"{elapsed(age)} {'≤' if age <= most else '>'} {elapsed(most)}")


async def _of_rates(
    session: AsyncSession, action: StoredAction, event: Event, moment: datetime
) -> AsyncIterator[Check]:
    several = len(action.wish.terms) > 1
    for terms in action.wish.terms:
        of = f" of {terms.rule.id}" if several else ""
        if terms.per_author is not None:
            taken = await allowances.taken(
                session, action, terms.rule.id, _start(terms.per_author, moment), person=event.person.id
            )
            yield _rated(f"per_author{of}", taken, terms.per_author, moment)
        if terms.limit is not None:
            taken = await allowances.taken(session, action, terms.rule.id, _start(terms.limit, moment))
            yield _rated(f"limit{of}", taken, terms.limit, moment)


async def _of_class(session: AsyncSession, held: Records, action: StoredAction, moment: datetime) -> Check:
    limit = LIMIT_CLASS[action.kind]
    most = held.rules.limits[limit]
    counted = await attempts.counted(session, held.account.key, limit, moment - _DAY)
    before = [one for one in counted if one < moment]
    hour, day = sum(one > moment - _HOUR for one in before), len(before)
    seen = f"{hour}/{most.per_hour} h, {day}/{most.per_day} d"
    return Check(name=str(limit), held=hour < most.per_hour and day < most.per_day, seen=seen)


def _start(rate: Rate, moment: datetime) -> datetime:
    return moment - timedelta(seconds=rate.seconds)


def _rated(name: str, taken: list[datetime], rate: Rate, moment: datetime) -> Check:
    count = sum(one <= moment for one in taken)
    return Check(name=name, held=count < rate.count, seen=f"{count}/{rate.count}")
