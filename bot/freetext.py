"""What is typed without a command, and commands that are none. Never silence in a member's chat."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.commands import tag, user
from bot.commands.table import BY_NAME
from bot.screens import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_SUGGESTED = ("requests", "status", "help")
_ALIKE = 0.5


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """`#sunset` is a tag, `@mira` is a user; everything else gets suggestions."""
    first = asked.argument.split(maxsplit=1)[0] if asked.argument.strip() else ""
    if len(first) > 1 and first == asked.argument.strip():
        if first.startswith("#"):
            return await tag.answer(connections, asked)
        if first.startswith("@"):
            return await user.answer(connections, asked)
    return (empty.not_understood([_run(name) for name in _SUGGESTED]),)


def unknown_command(typed: str) -> Sequence[Shown]:
    """The nearest commands to one that is none, with what followed it."""
    name, _, argument = typed.removeprefix("/").partition(" ")
    name, argument = name.partition("@")[0], argument.strip()
    alike = difflib.get_close_matches(name.lower(), BY_NAME, n=2, cutoff=_ALIKE)
    return (empty.unknown_command(name, [_run(other, argument) for other in alike] or [_run("help")]),)


def location() -> Sequence[Shown]:
    """A shared place."""
    return (empty.location(),)


def _run(name: str, argument: str = "") -> Press:
    press = Press(verb=Verb.RUN, id=name, arg=argument or None) if BY_NAME[name].argument else None
    return press if press is not None and press.fits else Press(verb=Verb.RUN, id=name)
