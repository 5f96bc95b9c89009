"""What the rules watch, to offer where somebody may look next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.sources import SourceKind

if TYPE_CHECKING:
    from bot.connections import Connections

_OFFERED = 4


def tags(connections: Connections) -> list[str]:
    """The tags that the rules watch, those of most rules first."""
    return _values(connections, SourceKind.TAG)


def places(connections: Connections) -> list[str]:
    """The places that the rules watch, by id."""
    return _values(connections, SourceKind.LOCATION)


def areas(connections: Connections) -> list[str]:
    """The areas of the application that the rules watch, by id."""
    return _values(connections, SourceKind.GEOGRAPHY)


def _values(connections: Connections, kind: SourceKind) -> list[str]:
    wishes = [wish for wish in connections.rules().wishes() if wish.source.kind is kind]
    wishes.sort(key=lambda wish: -len(wish.rules))
    return [wish.source.value for wish in wishes][:_OFFERED]
