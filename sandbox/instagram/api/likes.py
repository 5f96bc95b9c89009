"""Endpoints about likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.journal import Kind

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call

_LISTED = 120


def show(call: Call) -> Answer:
    """People who like a photo, the latest first; unpaged and cut."""
    fans = call.sight.existing(call.media().applause.latest(call.now, _LISTED))
    return Answer(data=[Shapes(call).person(fan) for fan in fans])


def add(call: Call) -> Answer:
    """Like a photo. Choice: once more changes nothing and succeeds."""
    call.deeds.do(call.viewer, Kind.LIKE, call.media().id)
    return Answer()


def remove(call: Call) -> Answer:
    """Take a like back. Choice: as above."""
    call.deeds.do(call.viewer, Kind.UNLIKE, call.media().id)
    return Answer()
