"""What was done, by rules and by people: all of it, one rule's, or what somebody met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import inbox
from bot.screens import log as screens
from bot.screens.inbox import Item
from domain.ids import UserId
from storage import deeds

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Screen
    from storage.actions import StoredAction

PAGE = 8
_MOST = 500
_ALL, _RULE, _PERSON = "-", "r=", "p="


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What of it is shown; with neither, all."""

    rule: str | None = None
    person: UserId | None = None

    @property
    def key(self) -> str:
        """How a button carries it."""
        if self.rule is not None:
            return f"{_RULE}{self.rule}"
        return _ALL if self.person is None else f"{_PERSON}{self.person}"


def from_key(key: str) -> Part | None:
    """Read back what `key` gave; None for anything else."""
    if key == _ALL:
        return Part()
    if key.startswith(_RULE):
        return Part(rule=key.removeprefix(_RULE))
    return Part(person=UserId(key.removeprefix(_PERSON))) if key.startswith(_PERSON) else None


async def page(connections: Connections, part: Part, start: int, name: str = "") -> Screen:
    """A page of it, the latest first; `name` is what the part is called."""
    found = await _found(connections, part)
    if start >= len(found):
        start = 0
    shown = [
        Item(action=one, username=await inbox.name_of(connections, one.event)) for one in found[start : start + PAGE]
    ]
    place = screens.Place(key=part.key, name=name or part.rule or "", start=start, page=PAGE, count=len(found))
    return screens.page(shown, place, connections.present())


async def _found(connections: Connections, part: Part) -> list[StoredAction]:
    async with connections.database.read() as session:
        found = await deeds.latest(session, connections.account, _MOST, person=part.person)
    return [one for one in found if part.rule is None or any(rule.id == part.rule for rule in one.wish.rules)]
