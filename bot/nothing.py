"""A list without photos: what was searched, and the nearest that has some."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from bot import pages, watched
from bot.queries import ListKind
from bot.screens import empty, nothing, surroundings
from domain.errors import RefusedError, RetryableError

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.lists import PhotoList
    from bot.screen import Screen

_OFFERED = 4
_BEGINNING = 3
"""Letters of a tag that are surely spelt right; those after them may not be."""


async def found(connections: Connections, photos: PhotoList) -> Screen:
    """What to say of a list that has no photos."""
    query = photos.query
    match query.kind:
        case ListKind.TAG:
            return empty.no_photos(photos.title, await similar(connections, query.value))
        case ListKind.NEAR:
            return surroundings.nothing_near(pages.where(query))
        case ListKind.USER:
            return nothing.of_somebody(query, photos.title)
        case ListKind.PLACE:
            return nothing.of_place(query, photos.title)
        case ListKind.AREA:
            return nothing.in_area(query.value, watched.areas(connections))
        case _:
            return nothing.listed(query.kind, watched.tags(connections))


async def similar(connections: Connections, name: str) -> list[str]:
    """Tags that are spelt like `name`: those that rules watch, and those of the network."""
    known = [*watched.tags(connections), *await _beginning_like(connections, name)]
    others = list(dict.fromkeys(tag for tag in known if tag != name))
    alike = difflib.get_close_matches(name, others, n=_OFFERED)
    return [*alike, *(tag for tag in others if tag not in alike)][:_OFFERED]


async def _beginning_like(connections: Connections, name: str) -> list[str]:
    beginning = name[: max(_BEGINNING, len(name) * 2 // 3)]
    try:
        return [tag.name for tag in await connections.network.search_tags(beginning)]
    except (RefusedError, RetryableError):
        return []
