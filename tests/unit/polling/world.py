"""A network in memory, by hand: what is on it, what was asked, what was done, and what goes wrong when."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from domain.errors import RefusedError, RetryableError
from domain.ids import CommentId, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Page, Place, Tag
from domain.people import Incoming, Outgoing, Person, Profile, Relationship, RelationshipVerb
from domain.unknown import UNKNOWN
from networks.budget import BudgetView
from storage.database import in_transaction
from tests.unit.unasked import Unasked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.unknown import Maybe

ME = UserId("1")
START = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Crash(BaseException):
    """The process dies here."""


class SteppedClock:
    """Stands still until it is told to step."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def step(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def person(number: str, username: str | None = None) -> Person:
    return Person(id=UserId(number), username=username or f"user{number}")


MIRA = person("7", "mira")


def photo(
    number: str,
    at: datetime,
    *,
    author: Person = MIRA,
    tags: tuple[str, ...] = ("sunset",),
    place: str | None = None,
    liked: Maybe[bool] = False,
) -> Media:
    where = None if place is None else Place(id=LocationId(place), name="Pier", latitude=None, longitude=None)
    return Media(
        id=MediaId(number),
        kind=MediaKind.IMAGE,
        author=author,
        created_at=at,
        caption="Evening at the pier",
        tags=tags,
        location=where,
        likes=3,
        comments=0,
        liked_by_me=liked,
        link=None,
        filter=None,
        thumbnail=None,
        picture=None,
        tagged=(),
    )


def profile(who: Person, *, followers: Maybe[int] = 50) -> Profile:
    return Profile(person=who, bio="", website="", posts=12, followers=followers, follows=80)


class World(Unasked):
    """Implements the port. Every call checks that no transaction is held meanwhile."""

    def __init__(self, clock: SteppedClock) -> None:
        self.clock = clock
        self.budget = BudgetView(limit=5000, remaining=5000)
        self.page_size = 20
        self.photos: list[Media] = []
        """Newest first."""
        self.people: dict[UserId, Profile] = {}
        self.waiting: list[Person] = []
        self.followers: set[UserId] = set()
        self.following: set[UserId] = set()
        self.blocked: set[UserId] = set()
        self.incoming_hidden = False
        self.written: dict[MediaId, list[Comment]] = {}
        self.garbled: set[MediaId] = set()
        """Photos with a comment that cannot be read."""
        self.hearts: set[MediaId] = set()
        self.calls: list[str] = []
        self.effects: list[str] = []
        """What really happened, in order: `like m1`, `comment m1`, `approve 7`."""
        self.troubles: dict[str, list[BaseException | None]] = {}
        """What is raised by the next calls of an operation, before anything happens."""
        self.losses: dict[str, list[BaseException | None]] = {}
        """What is raised after the next effects, by their first word: they happened, and the answer is lost."""
        self.meanwhile: dict[str, Callable[[], Awaitable[object]]] = {}
        """What somebody else does while the next call of an operation is under way."""

    def add(self, who: Person, *, followers: Maybe[int] = 50) -> Person:
        """Give somebody a profile."""
        self.people[who.id] = profile(who, followers=followers)
        return who

    def post(self, number: str, **how: object) -> Media:
        """Put a photo on top."""
        media = photo(number, self.clock(), **how)  # type: ignore[arg-type]  # handed through as it came
        self.photos.insert(0, media)
        return media

    def count(self, operation: str) -> int:
        """How often an operation was called."""
        return sum(call.split()[0] == operation for call in self.calls)

    async def _call(self, operation: str, *about: str) -> None:
        assert not in_transaction(), f"{operation} was called inside a transaction"
        self.calls.append(" ".join((operation, *about)))
        await asyncio.sleep(0)
        if operation in self.meanwhile:
            await self.meanwhile.pop(operation)()
        _raise_next(self.troubles, operation)

    def _done(self, operation: str, *about: str) -> None:
        self.effects.append(" ".join((operation, *about)))
        _raise_next(self.losses, operation)

    def _page(self, media: list[Media], cursor: str | None) -> Page[Media]:
        start = int(cursor or 0)
        end = start + self.page_size
        return Page(items=tuple(media[start:end]), older=str(end) if end < len(media) else None)

    async def me(self) -> Profile:
        await self._call("me")
        return profile(person(ME, "me"))

    async def user(self, user_id: UserId) -> Profile:
        await self._call("user", user_id)
        return self.people[user_id]

    async def search_users(self, query: str, *, count: int | None = None) -> tuple[Person, ...]:  # noqa: ARG002 - the port's
        await self._call("search_users", query)
        return tuple(one.person for one in self.people.values() if query.lower() in one.person.username.lower())

    async def user_media(
        self,
        user_id: UserId,
        *,
        cursor: str | None = None,
        count: int | None = None,  # noqa: ARG002 - the port's
        earliest: datetime | None = None,  # noqa: ARG002 - the port's
        latest: datetime | None = None,  # noqa: ARG002 - the port's
    ) -> Page[Media]:
        await self._call("user_media", user_id)
        return self._page([one for one in self.photos if one.author.id == user_id], cursor)

    async def tag(self, name: str) -> Tag:
        await self._call("tag", name)
        return Tag(name=name, media_count=UNKNOWN)

    async def tag_media(self, name: str, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:  # noqa: ARG002 - the port's
        await self._call("tag_media", name)
        tagged = [one for one in self.photos if isinstance(one.tags, tuple) and name in one.tags]
        return self._page(tagged, cursor)

    async def location(self, location_id: LocationId) -> Place:
        await self._call("location", location_id)
        return Place(id=location_id, name="Pier", latitude=None, longitude=None)

    async def location_media(
        self,
        location_id: LocationId,
        *,
        cursor: str | None = None,
        count: int | None = None,  # noqa: ARG002 - the port's
        earliest: datetime | None = None,  # noqa: ARG002 - the port's
        latest: datetime | None = None,  # noqa: ARG002 - the port's
    ) -> Page[Media]:
        await self._call("location_media", location_id)
        here = [one for one in self.photos if isinstance(one.location, Place) and one.location.id == location_id]
        return self._page(here, cursor)

    async def media(self, media_id: MediaId) -> Media:
        await self._call("media", media_id)
        found = next((one for one in self.photos if one.id == media_id), None)
        if found is None:
            raise RefusedError("The photo is not there.", gone=True)
        return replace(found, liked_by_me=media_id in self.hearts)

    def change(self, number: str, **how: object) -> None:
        """Let a photo be another by now."""
        self.photos = [replace(one, **how) if one.id == number else one for one in self.photos]  # type: ignore[arg-type]  # handed through as it came

    async def comments(self, media_id: MediaId, *, whole: bool = False) -> tuple[Comment, ...]:
        await self._call("comments", media_id)
        if whole and media_id in self.garbled:
            raise RetryableError("Could not load the comments: the answer is not in the form of this API.", delay=30)
        return tuple(self.written.get(media_id, ())[-150:])

    async def post_comment(self, media_id: MediaId, text: str) -> None:
        await self._call("post_comment", media_id)
        self.say(media_id, text, ME)
        self._done("comment", media_id)

    def say(self, media_id: MediaId, text: str, author: UserId, *, at: datetime | None = None) -> None:
        """Put a comment under a photo."""
        under = self.written.setdefault(media_id, [])
        number = CommentId(f"c{len(under)}")
        under.append(Comment(id=number, text=text, author=person(author), created_at=at or self.clock()))

    async def delete_comment(self, media_id: MediaId, comment_id: CommentId) -> None:
        await self._call("delete_comment", media_id)
        under = self.written.get(media_id, [])
        if all(one.id != comment_id for one in under):
            raise RefusedError("Could not delete the comment: it is not there.", gone=True)
        self.written[media_id] = [one for one in under if one.id != comment_id]
        self._done("delete_comment", comment_id)

    async def likes(self, media_id: MediaId) -> tuple[Person, ...]:
        await self._call("likes", media_id)
        return ()

    async def like(self, media_id: MediaId) -> None:
        await self._call("like", media_id)
        self.hearts.add(media_id)
        self._done("like", media_id)

    async def unlike(self, media_id: MediaId) -> None:
        await self._call("unlike", media_id)
        self.hearts.discard(media_id)
        self._done("unlike", media_id)

    async def requested_by(self) -> tuple[Person, ...]:
        await self._call("requested_by")
        return tuple(self.waiting)

    async def relationship(self, user_id: UserId) -> Relationship:
        await self._call("relationship", user_id)
        incoming = Incoming.FOLLOWED_BY if user_id in self.followers else Incoming.NONE
        if any(one.id == user_id for one in self.waiting):
            incoming = Incoming.REQUESTED_BY
        if user_id in self.blocked:
            incoming = Incoming.BLOCKED_BY_YOU
        outgoing = Outgoing.FOLLOWS if user_id in self.following else Outgoing.NONE
        if self.incoming_hidden:
            return Relationship(outgoing=UNKNOWN, incoming=UNKNOWN, private=False)
        return Relationship(outgoing=outgoing, incoming=incoming, private=False)

    async def change_relationship(self, user_id: UserId, verb: RelationshipVerb) -> Outgoing:
        await self._call("change_relationship", user_id, verb)
        match verb:
            case RelationshipVerb.APPROVE:
                self.followers.add(user_id)
            case RelationshipVerb.FOLLOW:
                self.following.add(user_id)
            case RelationshipVerb.UNFOLLOW:
                self.following.discard(user_id)
            case RelationshipVerb.BLOCK:
                self.blocked.add(user_id)
            case RelationshipVerb.UNBLOCK:
                self.blocked.discard(user_id)
        if verb not in {RelationshipVerb.FOLLOW, RelationshipVerb.UNFOLLOW}:
            self.waiting = [one for one in self.waiting if one.id != user_id]
        self._done(verb, user_id)
        return Outgoing.NONE

    async def picture(self, url: str) -> bytes:
        await self._call("picture", url)
        return b""


def _raise_next(errors: dict[str, list[BaseException | None]], operation: str) -> None:
    queue = errors.get(operation)
    error = queue.pop(0) if queue else None
    if error is not None:
        raise error
