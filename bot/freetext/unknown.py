"""Commands that are none, but may be meant for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import typed
from bot.freetext.names import canonical, nearest
from bot.screens import guesses
from bot.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_OFFERED = 3


async def command(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Another name of a command is the command; for one that is none, the nearest with what followed it."""
    name, _, argument = asked.argument.removeprefix("/").partition(" ")
    name, _, bot = name.partition("@")
    known = canonical(name)
    if known is not None and not bot:
        return await typed.run(connections, asked, Typed(name=known, argument=argument.strip()))
    likely = [known] if known else nearest(name)[:_OFFERED] or ["help"]
    offers = [Typed(name=one, argument=argument.strip() if one != "help" else "") for one in likely]
    presses = [await typed.kept(connections, asked.chat, offer) for offer in offers]
    return (guesses.did_you_mean(name, list(zip(map(str, offers), presses, strict=True))),)
