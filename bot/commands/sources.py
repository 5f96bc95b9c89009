"""/sources: every list that is watched, and what it takes and brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import sources as screens
from polling.lists import label
from polling.lookout import standing
from storage import sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """The lists, those first that take the most calls."""
    present = connections.present()
    async with connections.database.read() as session:
        active = await sources.active(session, connections.account)
    rows = [_row(one, connections) for one in active]
    rows.sort(key=lambda one: -one.calls)
    return (screens.overview(rows, connections.network.budget, present),)


def _row(stored: sources.StoredSource, connections: Connections) -> screens.SourceFigures:
    how = standing(stored, connections.clock())
    return screens.SourceFigures(
        name=label(stored.source),
        rate=how.rate if stored.learned else None,
        last=stored.last_looked_at,
        due=stored.next_due_at,
        delay=how.delay,
        calls=how.calls,
        every=stored.every,
        failures=stored.failures,
        error=stored.last_error,
    )
