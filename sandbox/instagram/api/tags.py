"""Endpoints about tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_tag_id, page_size

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call

_BANNED = frozenset({"nsfw"})
"""Choice: the one tag of this world that cannot be viewed."""
_FOUND = 50
"""Choice: how many tags a search gives at most."""


def show(call: Call) -> Answer:
    """A tag and how many photos carry it."""
    return Answer(data=Shapes(call).tag(_name(call)))


def recent(call: Call) -> Answer:
    """The tag's photos, the most recently tagged first."""
    return by_tag_id(call, call.world.by_tag.get(_name(call)))


def search(call: Call) -> Answer:
    """Tags that begin with `q`, that tag itself first, then the most used. Unpaged."""
    wanted = call.params.get("q", "").strip().removeprefix("#").lower()
    if not wanted:
        raise errors.invalid("Missing q parameter.")
    shelves = call.world.by_tag.items()
    found = [(tag, len(shelf)) for tag, shelf in shelves if tag.startswith(wanted) and tag not in _BANNED]
    found.sort(key=lambda one: (one[0] != wanted, -one[1], one[0]))
    count = page_size(call, default=_FOUND, largest=_FOUND)
    return Answer(data=[Shapes(call).tag(tag) for tag, _ in found[:count]])


def _name(call: Call) -> str:
    name = call.parts["name"].lower()
    if name in _BANNED:
        raise errors.not_allowed("This tag cannot be viewed")
    return name
