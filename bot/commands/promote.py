"""/promote: lets a rule act by itself that is new or was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.promoting import promote
from bot.screens import promotions
from storage import standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

AT_ONCE = {"now", "--now", "\N{EM DASH}now"}
"""Phones make one dash of two."""


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Promote a rule, or say why not; without a name, which rules wait for it."""
    rule, _, rest = asked.argument.partition(" ")
    async with connections.database.write() as session:
        if not rule:
            there = {one.ref.id for one in connections.rules().rules}
            found = (await standings.all_of(session)).values()
            held = [one for one in found if one.granted < one.wanted and one.rule in there]
            return (promotions.waiting(held, connections.present()),)
        at_once = rest.strip().casefold() in AT_ONCE
        promotion = await promote(session, rule, asked.by, connections.clock(), at_once=at_once)
    return (promotions.told(promotion.text),)
