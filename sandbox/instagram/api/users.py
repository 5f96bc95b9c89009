"""Endpoints under /users that tell about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_media_id, page_size

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.cast import Resident

_FOUND = 50
"""Choice: how many people a search gives at most."""


def profile(call: Call) -> Answer:
    """Somebody's profile."""
    return Answer(data=Shapes(call).profile(call.user()))


def recent(call: Call) -> Answer:
    """Somebody's photos; those of private people are for their followers."""
    person = call.user()
    if not call.world.may_see(call.viewer, person):
        raise errors.not_allowed()
    return by_media_id(call, call.world.by_author.get(person))


def search(call: Call) -> Answer:
    """People whose user name or full name contains `q`; exact ones first, then those that begin with it."""
    wanted = call.params.get("q", "").strip().removeprefix("@").casefold()
    if not wanted:
        raise errors.invalid("Missing q parameter.")
    ranked = [(rank, person) for person in call.world.cast.people if (rank := _rank(person, wanted)) is not None]
    ranked.sort(key=lambda found: (found[0], -found[1].fame))
    count = page_size(call, default=_FOUND, largest=_FOUND)
    return Answer(data=[Shapes(call).person(person) for _, person in ranked[:count]])


def _rank(person: Resident, wanted: str) -> int | None:
    names = (person.username.casefold(), person.full_name.casefold())
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else None
