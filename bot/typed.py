"""A command as it would be typed, made of words or kept behind a button, and the one place where commands are run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import lists, rights
from bot.buttons import Press, Verb
from bot.commands.table import BY_NAME
from storage import views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from domain.ids import ChatId


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """One of our commands with what follows it."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"/{self.name} {self.argument}".rstrip()

    @property
    def writes(self) -> bool:
        """Whether it may change something, so that it is not to be guessed."""
        return BY_NAME[self.name].writes


async def run(connections: Connections, asked: Asked, typed: Typed) -> Sequence[Shown]:
    """What the command answers whoever asks.

    Raises RefusedError for those who may not type it.
    """
    await permit(connections, asked, typed)
    return await BY_NAME[typed.name].answer(connections, replace(asked, argument=typed.argument))


async def permit(connections: Connections, asked: Asked, typed: Typed) -> None:
    """Raise RefusedError for those who may not type it."""
    await rights.demand(connections, asked.user, BY_NAME[typed.name].least)


async def kept(connections: Connections, chat: ChatId, typed: Typed) -> Press:
    """The button that runs the command, whatever its argument; good for a week."""
    payload = {"command": typed.name, "argument": typed.argument}
    return Press(verb=Verb.TYPED, id=await lists.keep(connections, chat, payload))


async def taken(connections: Connections, chat: ChatId, token: str) -> Typed | None:
    """The command behind such a button, once; None when it expired, was pressed before or was never this chat's."""
    async with connections.database.write() as session:
        payload = await views.get(session, token, chat, connections.clock())
        if payload is None or payload.get("command") not in BY_NAME:
            return None
        await views.change(session, token, {})
    return Typed(name=payload["command"], argument=payload["argument"])
