"""The world at any moment: a pure function of cast, seed, opening and what was done to it by calls."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from sandbox.instagram.world.bonds import Bonds
from sandbox.instagram.world.crowd import Crowd
from sandbox.instagram.world.dice import dice
from sandbox.instagram.world.life import Asking, Life, Posting
from sandbox.instagram.world.numbers import stamp, tag_stamp
from sandbox.instagram.world.posts import Draft, Post
from sandbox.instagram.world.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sandbox.instagram.world.cast import Cast, Resident
    from sandbox.instagram.world.life import Happening

_APPROVAL_SECONDS = (40, 900)
"""How long people with a private account take to let somebody in."""


class World:
    """People, photos and ties. Nothing here reads a clock: `advance` says what time it is."""

    def __init__(self, cast: Cast, seed: int, opening: datetime, *, story: bool) -> None:
        self.cast = cast
        self.seed = seed
        self.opening = opening
        self.bonds = Bonds.among(cast, seed, opening)
        self.people = {person.id: person for person in cast.people}
        self.usernames = {person.username: person for person in cast.people}
        self.places = {str(place.id): place for place in cast.places}
        self.posts: dict[int, Post] = {}
        self.by_code: dict[str, Post] = {}
        self.by_author: dict[Resident, Shelf] = defaultdict(Shelf)
        self.by_tag: dict[str, Shelf] = defaultdict(Shelf)
        self.by_place: dict[int, Shelf] = defaultdict(Shelf)
        self.by_point: dict[tuple[float, float], Shelf] = defaultdict(Shelf)
        """Public photos by latitude and longitude: those of a place and those with a bare geotag."""
        self.public = Shelf()
        self.touched: dict[Resident, dict[int, Post]] = defaultdict(dict)
        """What people have liked or unliked by call."""
        self._crowd = Crowd(cast=cast, seed=seed)
        self._happenings = Life(cast=cast, seed=seed, opening=opening, story=story).happenings()
        self._next = next(self._happenings, None)
        self._agenda: list[tuple[datetime, str, Callable[[], object]]] = []

    def advance(self, now: datetime) -> None:
        """Let everything happen that happens until `now`."""
        while True:
            due = self._agenda[0][0] if self._agenda else None
            if self._next is not None and self._moment(self._next) <= min(now, due or now):
                self._happen(self._next)
                self._next = next(self._happenings, None)
            elif due is not None and due <= now:
                heappop(self._agenda)[2]()
            else:
                return

    def publish(self, draft: Draft, at: datetime) -> Post:
        """Post a photo. `at` may lie in the past: the photo takes its place among the older ones."""
        tail = dice(self.seed, "number", draft.key).getrandbits(23)
        number = stamp(at, tail)
        while number in self.posts:
            number += 1
        post = Post(number=number, at=at, draft=draft, crowd=self._crowd)
        self.posts[number] = post
        self.by_code[post.code] = post
        self.by_author[post.author].add(number, post)
        if not post.author.private:
            self._show(post, at, tail)
        return post

    def tag_later(self, post: Post, tags: tuple[str, ...], at: datetime, tail: int) -> None:
        """Add tags to a photo, as its author does in a comment: under these it counts as new."""
        fresh = [tag for tag in tags if tag not in post.tags]
        post.tags.extend(fresh)
        if not post.author.private:
            for tag in fresh:
                self.by_tag[tag].add(tag_stamp(at, tail), post)

    def request(self, one: Resident, other: Resident, at: datetime) -> bool:
        """`one` asks to follow `other`, who decides for themselves unless they are the owner."""
        changed = self.bonds.ask(one, other, at)
        if changed and self.cast.lively and other is not self.cast.owner:
            wait = dice(self.seed, "approval", one.username, other.username).uniform(*_APPROVAL_SECONDS)
            key = f"{one.username}>{other.username}"
            heappush(self._agenda, (at + timedelta(seconds=wait), key, lambda: self._let_in(one, other)))
        return changed

    def may_see(self, viewer: Resident | None, author: Resident) -> bool:
        """Whether `viewer` (`None`: anybody) is shown the photos of `author`."""
        if viewer is None or viewer is author:
            return viewer is author or not author.private
        if self.bonds.blocks(author, viewer) or self.bonds.blocks(viewer, author):
            return False
        return not author.private or self.bonds.follows(viewer, author)

    def _let_in(self, one: Resident, other: Resident) -> None:
        if self.bonds.asks(one, other):
            self.bonds.follow(one, other)

    def _moment(self, happening: Happening) -> datetime:
        return self.opening + timedelta(seconds=happening.offset)

    def _happen(self, happening: Happening) -> None:
        at = self._moment(happening)
        if isinstance(happening, Posting):
            self.publish(happening.draft, at)
        if isinstance(happening, Asking):
            self._ask_owner(happening.people, at)

    def _ask_owner(self, people: tuple[Resident, ...], at: datetime) -> None:
        owner = self.cast.owner
        who = next((person for person in people if self.bonds.may_ask(person, owner, at)), None)
        if who is not None:
            self.request(who, owner, at)

    def _show(self, post: Post, at: datetime, tail: int) -> None:
        self.public.add(post.number, post)
        if post.draft.point is not None:
            self.by_point[post.draft.point].add(post.number, post)
        for tag in post.tags:
            self.by_tag[tag].add(tag_stamp(at, tail), post)
        if post.draft.place is not None:
            self.by_place[post.draft.place.id].add(post.number, post)
