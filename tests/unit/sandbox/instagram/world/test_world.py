from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.world.cast import Cast
from sandbox.instagram.world.shelf import Span
from sandbox.instagram.world.world import World

if TYPE_CHECKING:
    from sandbox.instagram.world.posts import Post

OPENING = datetime(2026, 6, 1, 18, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World(Cast.full(), 7, OPENING, story=True)
    world.advance(OPENING)
    return world


def later(seconds: float) -> datetime:
    return OPENING + timedelta(seconds=seconds)


def sunsets(world: World, since: datetime = OPENING) -> list[Post]:
    posts = reversed(world.by_tag["sunset"].newest(Span(), 10_000).posts)
    return [post for post in posts if post.at > since]


def asking(world: World) -> list[str]:
    return [person.username for person in world.bonds.asking(world.cast.owner)]


def test_every_list_is_filled_at_the_opening(world: World) -> None:
    assert len(world.by_tag["sunset"]) > 60
    assert all(len(world.by_author[person]) > 0 for person in world.cast.people if not person.spam)
    assert sum(len(world.by_place[place.id]) > 0 for place in world.cast.places) > len(world.cast.places) / 2
    assert min(post.at for post in world.posts.values()) > OPENING - timedelta(days=11)
    assert max(post.at for post in world.posts.values()) <= OPENING


def test_the_story_begins_with_a_friends_sunset_then_spam(world: World) -> None:
    world.advance(later(14))
    assert sunsets(world) == []
    world.advance(later(21))
    warm, spam = sunsets(world)
    assert world.bonds.follows(world.cast.owner, warm.author)
    assert warm.at == later(15)
    assert spam.author.spam
    assert "GIVEAWAY" in (spam.draft.caption or "")


def test_the_story_goes_on_with_a_genuine_request_then_a_spammers(world: World) -> None:
    world.advance(later(29))
    assert asking(world) == ["the.quiet.tom"]
    world.advance(later(30))
    genuine = world.usernames[asking(world)[0]]
    assert not genuine.spam
    assert len(world.by_author[genuine]) > 3
    world.advance(later(75))
    assert world.usernames[asking(world)[0]].spam


@pytest.mark.parametrize("story", [True, False])
def test_afterwards_sunsets_come_every_few_minutes_for_ever(*, story: bool) -> None:
    world = World(Cast.full(), 7, OPENING, story=story)
    world.advance(later(6 * 3600))
    times = [post.at for post in sunsets(world) if not post.author.spam]
    gaps = [(after - before).total_seconds() for before, after in pairwise(times)]
    assert 100 < sum(gaps) / len(gaps) < 300
    others = [post for post in world.posts.values() if post.at > OPENING and "sunset" not in post.tags]
    assert len(others) > len(times)


def test_the_owner_posts_only_before_the_opening(world: World) -> None:
    world.advance(later(24 * 3600))
    assert all(post.at <= OPENING for post in world.posts.values() if post.author is world.cast.owner)
    assert len(world.by_author[world.cast.owner]) > 0


def test_requests_come_until_everybody_has_asked(world: World) -> None:
    world.advance(later(3600))
    assert len(asking(world)) > 10
    world.advance(later(24 * 3600))
    strangers = [p for p in world.cast.people if p.ties in ("none", "waiting", "admired")]
    assert sorted(asking(world)) == sorted(person.username for person in strangers)


def test_some_grieve_and_some_sell(world: World) -> None:
    captions = [post.draft.caption or "" for post in sunsets(world, OPENING - timedelta(days=20))]
    assert any("est in peace" in text or "funeral" in text or "Beerdigung" in text for text in captions)
    assert any("giveaway" in text.casefold() for text in captions)


def test_likes_grow(world: World) -> None:
    world.advance(later(60))
    counts = [[post.applause.count(later(seconds)) for post in sunsets(world)] for seconds in (60, 600, 7200)]
    assert sum(counts[0]) < sum(counts[1]) < sum(counts[2])


def test_the_owner_likes_and_says_nothing_by_themselves(world: World) -> None:
    late = later(30 * 24 * 3600)
    for post in world.posts.values():
        assert not post.applause.has(world.cast.owner, late)
        assert world.cast.owner not in {remark.author for remark in post.talk.until(late)}


def test_a_quiet_cast_does_nothing() -> None:
    world = World(Cast.quiet(), 7, OPENING, story=True)
    world.advance(later(24 * 3600))
    assert world.posts == {}
    assert asking(world) == ["the.quiet.tom"]


def test_public_photos_are_found_where_they_were_taken(world: World) -> None:
    found = [post for shelf in world.by_point.values() for post in shelf.newest(Span(), 10_000).posts]
    public = world.public.newest(Span(), 10_000).posts
    assert len(public) > len(found) > 100
    assert not any(post.author.private for post in public)
    assert {post.id for post in found} == {post.id for post in public if post.draft.point is not None}
    assert any(post.draft.place is None for post in found)


def test_who_may_see_whom(world: World) -> None:
    owner, ana, zoe = (world.usernames[name] for name in ("juna.berg", "ana.saltwater", "zoe_hidden_valley"))
    assert [world.may_see(None, one) for one in (ana, zoe)] == [True, False]
    assert [world.may_see(owner, one) for one in (owner, ana, zoe)] == [True, True, False]
    world.bonds.block(ana, owner)
    assert (world.may_see(owner, ana), world.may_see(ana, owner)) == (False, False)
