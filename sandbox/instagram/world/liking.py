"""Which photos somebody likes, in the order in which they came to like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.world.numbers import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sandbox.instagram.world.cast import Resident
    from sandbox.instagram.world.posts import Post
    from sandbox.instagram.world.world import World


def liked(world: World, person: Resident, now: datetime) -> list[tuple[int, Post]]:
    """The photos that `person` likes, each with the id of the like, the latest like first.

    Somebody who likes by themselves may like any photo, so all are looked at; of the owner the world knows which.
    """
    candidates = world.touched[person].values() if _by_calls_only(world, person) else world.posts.values()
    return sorted(_likes(candidates, person, now), key=_number, reverse=True)


def _by_calls_only(world: World, person: Resident) -> bool:
    return person is world.cast.owner or not world.cast.lively


def _likes(posts: Iterable[Post], person: Resident, now: datetime) -> Iterable[tuple[int, Post]]:
    for post in posts:
        at = post.applause.since(person, now)
        if at is not None:
            yield stamp(at, post.number), post


def _number(like: tuple[int, Post]) -> int:
    return like[0]
