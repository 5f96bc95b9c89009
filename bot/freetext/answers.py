"""What is typed without a command. Never silence in a member's chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import typed
from bot.buttons import Press, Verb
from bot.commands.table import BY_NAME
from bot.freetext.direct import named
from bot.freetext.intents import sentence
from bot.freetext.names import canonical, nearest
from bot.freetext.table import INTENTS
from bot.screens import empty, guesses
from bot.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_SUGGESTED = ("requests", "status", "help")
_OFFERED = 3


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """What the words ask for. A read is done at once; a write that is only guessed asks first."""
    meant = named(asked.argument) or _wished(asked.argument) or _bare(asked.argument)
    if meant is None:
        return (empty.not_understood(_suggestions(asked.argument)),)
    if meant.writes:
        await typed.permit(connections, asked, meant)
        press = await typed.kept(connections, asked.chat, meant)
        return (guesses.asking(str(meant), press),)
    return await typed.run(connections, asked, meant)


def _wished(text: str) -> Typed | None:
    said = sentence(text)
    return next((meant for intent in INTENTS if (meant := intent.read(said))), None) if said else None


def _bare(text: str) -> Typed | None:
    """A command whose slash was forgotten."""
    name, _, argument = sentence(text).partition(" ")
    known = canonical(name)
    if known is None or (argument and not BY_NAME[known].argument):
        return None
    return Typed(name=known, argument=argument.strip())


def _suggestions(text: str) -> list[Press]:
    alike = nearest(text.split(maxsplit=1)[0]) if text.split() else []
    names = list(dict.fromkeys([*alike, *_SUGGESTED]))[:_OFFERED]
    return [Press(verb=Verb.RUN, id=name) for name in names]
