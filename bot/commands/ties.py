"""/follow, /unfollow, /block, /unblock, /approve, /ignore and /relation: how the owner and somebody stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import people, targets
from bot.pressing import HAPPENED
from bot.screen import Screen
from bot.screens import notices
from bot.screens import ties as screens
from domain.plans import ActionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.results import Result
    from bot.asking import Answer, Asked, Shown
    from bot.connections import Connections
    from domain.people import Person


async def relation(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """How the two stand to each other, with what can be done about it."""
    person = await _other(connections, asked)
    if isinstance(person, Screen):
        return (person,)
    relationship = await connections.network.relationship(person.id)
    request = await people.waiting_request(connections, person, relationship)
    return (screens.standing(person, relationship, request),)


def doing(kind: ActionKind) -> Answer:
    """The answer that does it at once: it can be taken back by a press."""

    async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
        person = await _other(connections, asked)
        if isinstance(person, Screen):
            return (person,)
        result = await connections.desk.relate(person.id, kind, asked.by)
        return (await _shown(connections, person, result, undo=kind is ActionKind.FOLLOW),)

    return answer


def asking(kind: ActionKind) -> Answer:
    """The answer that asks first."""

    async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
        person = await _other(connections, asked)
        return (person,) if isinstance(person, Screen) else (screens.asking(person, kind),)

    return answer


def deciding(kind: ActionKind) -> Answer:
    """The answer that decides about a request that waits."""

    async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
        person = await _other(connections, asked)
        if isinstance(person, Screen):
            return (person,)
        relationship = await connections.network.relationship(person.id)
        request = await people.waiting_request(connections, person, relationship)
        if request is None:
            return (screens.not_asking(person),)
        result = await connections.desk.decide(request, kind, asked.by)
        return (await _shown(connections, person, result),)

    return answer


async def _other(connections: Connections, asked: Asked) -> Person | Screen:
    """Whom the command is about, who is not the owner."""
    person = await targets.person(connections, asked, asked.argument)
    return screens.yourself() if not isinstance(person, Screen) and person.id == connections.me else person


async def _shown(connections: Connections, person: Person, result: Result, *, undo: bool = False) -> Screen:
    if result.state not in HAPPENED:
        return notices.trouble(result.sentence)
    profile = await people.profile_of(connections, person.id)
    return screens.done(result.sentence, await people.shown(connections, profile, undo=undo))
