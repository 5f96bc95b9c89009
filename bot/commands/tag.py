"""/tag: photos with a tag."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from bot import lists
from bot.screens import empty
from domain.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections

_TAG = re.compile(r"\w{1,100}")
_OFFERED = 4


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest photo with the tag, as a card that pages."""
    name = asked.argument.removeprefix("#").lower()
    if not name:
        return (empty.which_tag(wished(connections)),)
    if not _TAG.fullmatch(name):
        return (empty.not_a_tag(asked.argument, nearest(connections, name)),)
    photos = await lists.fetch(connections, lists.ListKind.TAG, name)
    if not photos.items:
        return (empty.no_photos(photos.title, nearest(connections, name)),)
    return (await lists.opened(connections, asked.chat, photos),)


def wished(connections: Connections) -> list[str]:
    """The tags that the rules watch, those of most rules first."""
    wishes = [wish for wish in connections.rules().wishes() if wish.source.kind is SourceKind.TAG]
    wishes.sort(key=lambda wish: -len(wish.rules))
    return [wish.source.value for wish in wishes][:_OFFERED]


def nearest(connections: Connections, name: str) -> list[str]:
    """The watched tags, those spelt like `name` first."""
    tags = [tag for tag in wished(connections) if tag != name]
    alike = difflib.get_close_matches(name, tags, n=_OFFERED)
    return alike + [tag for tag in tags if tag not in alike]
