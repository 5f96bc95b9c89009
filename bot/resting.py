"""Letting one rule rest, and letting it go on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.language import say
from storage import rests

if TYPE_CHECKING:
    from bot.connections import Connections
    from rules.ruleset import Rule

logger = logging.getLogger(__name__)


async def begin(connections: Connections, rule: Rule, by: str) -> str:
    """Let a rule rest; gives what to answer."""
    present, name = connections.present(), rule.ref.id
    async with connections.database.write() as session:
        rest = await rests.begin(session, name, by, present.now)
    if rest is None:
        return say("{} was not taken up yet; try again in a moment.", name)
    if rest.at != present.now:
        return say("{} rests already; {} paused it, {}.", name, rest.by, present.clock(rest.at))
    logger.info("Paused %s from the chat.", name)
    return say("⏸ {} rests until you resume it; all else goes on.", name)


async def end(connections: Connections, rule: Rule) -> str:
    """Let it go on; gives what to answer."""
    name = rule.ref.id
    async with connections.database.write() as session:
        ended = await rests.end(session, name)
    if not ended:
        return say("{} was not paused.", name)
    logger.info("Resumed %s from the chat.", name)
    return say("▶ {} goes on.", name)
