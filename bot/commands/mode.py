"""/mode: how far a rule may go at most, whatever its file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.promoting import Promotion, hold, promote
from bot.commands.promote import AT_ONCE
from bot.screens import modes
from domain.plans import Mode
from storage import standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from bot.screen import Screen

AS_WRITTEN = "default"
WORDS: dict[str, Mode | None] = {**{str(mode): mode for mode in Mode}, AS_WRITTEN: None}
"""What can be said, and how far that is; None: as far as the rule was granted."""
_UNTIL = "until"


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Let a rule go at most so far; with a name alone, how far it goes; with nothing, which rules are held back."""
    rule, *words = asked.argument.split()[:3] or [""]
    known = {one.ref.id for one in connections.rules().rules}
    if not rule:
        async with connections.database.read() as session:
            found = (await standings.all_of(session)).values()
        return (modes.held([one for one in found if one.held is not None and one.rule in known]),)
    if rule not in known:
        return (modes.told(f"There is no rule {rule!r}."),)
    if not words:
        return (await shown(connections, rule),)
    word, rest = words[0].casefold(), [one.casefold() for one in words[1:]]
    if word not in WORDS:
        return (modes.told(f"Say /mode {rule} {', '.join(WORDS)}, and until changed if it is to end with that."),)
    at_once = bool(AT_ONCE.intersection(rest))
    said = await let(connections, rule, word, asked.by, until_changed=_UNTIL in rest, at_once=at_once)
    return (modes.told(said.text),)


async def shown(connections: Connections, rule: str) -> Screen:
    """How far one rule goes, with buttons for how far it may."""
    async with connections.database.read() as session:
        standing = await standings.get(session, rule)
    return modes.told(f"There is no rule {rule!r}.") if standing is None else modes.one(standing)


async def let(
    connections: Connections, rule: str, word: str, by: str, *, until_changed: bool = False, at_once: bool = False
) -> Promotion:
    """Do as somebody says."""
    mode, now = WORDS[word], connections.clock()
    async with connections.database.write() as session:
        if mode is Mode.AUTO and at_once:
            return await promote(session, rule, by, now, at_once=True)
        return await hold(session, rule, mode, by, now, until_changed=until_changed)
