from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.liking import liked
from sandbox.instagram.world.world import World

OPENING = datetime(2026, 6, 1, 18, tzinfo=UTC)


def test_everybodys_likes_are_in_the_order_of_liking_and_grow_with_time() -> None:
    world = World(Cast.full(), 7, OPENING, story=True)
    later = OPENING + timedelta(hours=1)
    world.advance(later)
    ana = world.usernames["ana.saltwater"]
    early, late = liked(world, ana, OPENING), liked(world, ana, later)
    numbers = [number for number, _ in late]
    assert numbers == sorted(set(numbers), reverse=True)
    assert late[-len(early) :] == early
    assert len(late) > len(early) > 20
    assert all(post.applause.has(ana, later) for _, post in late)


def test_the_owner_likes_what_was_liked_by_call() -> None:
    world = World(Cast.full(), 7, OPENING, story=True)
    world.advance(OPENING)
    owner, post = world.cast.owner, next(iter(world.posts.values()))
    assert liked(world, owner, OPENING) == []
    post.applause.set(owner, OPENING, liked=True)
    world.touched[owner][post.number] = post
    assert [one for _, one in liked(world, owner, OPENING)] == [post]
