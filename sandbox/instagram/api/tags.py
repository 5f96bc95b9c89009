"""Endpoints about tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_tag_id

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call

_BANNED = frozenset({"nsfw"})
"""Choice: the one tag of this world that cannot be viewed."""


def show(call: Call) -> Answer:
    """A tag and how many photos carry it."""
    return Answer(data=Shapes(call).tag(_name(call)))


def recent(call: Call) -> Answer:
    """The tag's photos, the most recently tagged first."""
    return by_tag_id(call, call.world.by_tag.get(_name(call)))


def _name(call: Call) -> str:
    name = call.parts["name"].lower()
    if name in _BANNED:
        raise errors.not_allowed("This tag cannot be viewed")
    return name
