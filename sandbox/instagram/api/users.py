"""Endpoints under /users that tell about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.objects import Shapes
from sandbox.instagram.api.paging import by_like_id, by_media_id, by_merged_media_id, page_size
from sandbox.instagram.world import liking

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Call
    from sandbox.instagram.world.cast import Resident

_FOUND = 50
"""Choice: how many people a search gives at most."""


def profile(call: Call) -> Answer:
    """Somebody's profile."""
    return Answer(data=Shapes(call).profile(call.shown_user()))


def recent(call: Call) -> Answer:
    """Somebody's photos; those of private people are for their followers."""
    person = call.shown_user()
    if not call.sight.shows(person):
        raise errors.not_allowed()
    return by_media_id(call, call.world.by_author.get(person))


def feed(call: Call) -> Answer:
    """The photos of the viewer and of those whom they follow."""
    world, viewer = call.world, call.viewer
    return by_merged_media_id(call, [world.by_author[one] for one in (viewer, *world.bonds.following(viewer))])


def liked(call: Call) -> Answer:
    """What the viewer likes and may still see, in order of liking."""
    sight = call.sight
    likes = liking.liked(call.world, call.viewer, call.now)
    return by_like_id(
        call, ((number, post) for number, post in likes if sight.has(post) and sight.shows(post.author))
    )


def search(call: Call) -> Answer:
    """People whose user name or full name contains `q`; exact ones first, then those that begin with it."""
    wanted = call.params.get("q", "").strip().removeprefix("@").casefold()
    if not wanted:
        raise errors.invalid("Missing q parameter.")
    ranked = [
        (rank, person)
        for person in call.sight.existing(call.world.cast.people)
        if (rank := _rank(person, wanted)) is not None
    ]
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
