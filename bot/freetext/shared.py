"""A point on the map that was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def place(connections: Connections, asked: Asked, latitude: float, longitude: float) -> Sequence[Shown]:
    """What is around it."""
    del connections, asked, latitude, longitude
    return (empty.location(),)
