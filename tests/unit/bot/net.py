"""A network in memory, by hand, for what the chat asks of one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeVar

from PIL import Image

from domain.errors import RefusedError
from domain.ids import GeographyId
from domain.media import Circle, Comment, Media, Page, Tag
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from networks.budget import BudgetView
from storage.database import in_transaction
from tests.unit.bot.world import JONAS, LENA, LISBON, ME, MIRA, photo, profile
from tests.unit.unasked import Unasked

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable
    from datetime import datetime

    from domain.ids import CommentId, LocationId, MediaId, UserId
    from domain.media import ForeignPlace, Place
    from domain.people import RelationshipVerb
    from domain.unknown import Maybe


T = TypeVar("T")


class Net(Unasked):
    """Implements the port for what the chat asks. Every call is noted, and checks that no transaction is held."""

    def __init__(self) -> None:
        self.budget = BudgetView(limit=5000, remaining=4980)
        self.photos = [photo(number) for number in range(1, 46)]
        self.people = {person.id: profile(person) for person in (MIRA, JONAS, LENA)}
        self.place = LISBON
        self.places = [LISBON]
        """What is found around any point."""
        self.area = GeographyId("5")
        self.find_whole = False
        """Whether names must have all the letters that are searched, and not merely the first three."""
        self.waiting: list[Person] = []
        self.outgoing: Maybe[Outgoing] = Outgoing.FOLLOWS
        self.incoming: Maybe[Incoming] = Incoming.FOLLOWED_BY
        self.private: Maybe[bool] = False
        """All three: how everybody stands to the owner who does not wait."""
        self.calls: list[str] = []
        self.fans: list[Person] = [MIRA, JONAS]
        """Who liked a photo, follows somebody, and is followed."""
        self.spoken: dict[MediaId, list[Comment]] = {}
        """What stands below a photo."""
        self.pictures_work = True
        self.trouble: dict[str, Exception] = {}
        """What a call raises, by its name."""
        self.hold: asyncio.Event | None = None
        """While it is set and not released, calls do not come back."""

    async def _call(self, *words: str) -> None:
        assert not in_transaction(), f"{words} inside a transaction"
        self.calls.append(" ".join(words))
        if self.hold is not None:
            await self.hold.wait()
        if words[0] in self.trouble:
            raise self.trouble[words[0]]

    async def me(self) -> Profile:
        await self._call("me")
        return profile(Person(id=ME, username="you"))

    async def user(self, user_id: UserId) -> Profile:
        await self._call("user", user_id)
        if user_id == ME:
            return profile(Person(id=ME, username="you"))
        if user_id not in self.people:
            raise RefusedError("This user does not exist.", gone=True)
        return self.people[user_id]

    async def search_users(self, query: str, *, count: int | None = None) -> tuple[Person, ...]:
        await self._call("search_users", query, *([str(count)] if count else []))
        people = (page.person for page in self.people.values())
        wanted = (query if self.find_whole else query[:3]).lower()
        return tuple(person for person in people if wanted in person.username)

    async def user_media(
        self,
        user_id: UserId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        await self._call("user_media", user_id, *_asked(count=count, earliest=earliest, latest=latest))
        return self._page([media for media in self.photos if media.author.id == user_id], cursor, count)

    async def tag(self, name: str) -> Tag:
        await self._call("tag", name)
        return Tag(name=name, media_count=1_200_000 if name == "sunset" else 0)

    async def tag_media(self, name: str, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        await self._call("tag_media", name, *_asked(count=count))
        return self._page([media for media in self.photos if media.tags and name in media.tags], cursor, count)

    async def search_tags(self, query: str, *, count: int | None = None) -> tuple[Tag, ...]:
        await self._call("search_tags", query, *_asked(count=count))
        known = {tag for media in self.photos if media.tags for tag in media.tags}
        return tuple(Tag(name=tag, media_count=1_200_000) for tag in sorted(known) if tag.startswith(query))

    async def feed(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        await self._call("feed", *_asked(count=count))
        return self._page(self.photos, cursor, count)

    async def liked(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        await self._call("liked", *_asked(count=count))
        return self._page([media for media in self.photos if media.liked_by_me is True], cursor, count)

    async def popular(self, *, count: int | None = None) -> tuple[Media, ...]:
        await self._call("popular", *_asked(count=count))
        return tuple(self.photos[: count or 20])

    async def geography_media(
        self, geography_id: GeographyId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        await self._call("geography_media", geography_id, *_asked(count=count))
        if geography_id != self.area:
            raise RefusedError("There is no such area.", gone=True)
        return self._page(self.photos, cursor, count)

    async def search_media(
        self,
        around: Circle,
        *,
        earliest: datetime | None = None,
        latest: datetime | None = None,
        count: int | None = None,
    ) -> tuple[Media, ...]:
        where = f"{around.latitude},{around.longitude},{around.radius}"
        await self._call("search_media", where, *_asked(earliest=earliest, latest=latest, count=count))
        since = earliest or min(media.created_at for media in self.photos)
        return tuple(media for media in self.photos if media.created_at >= since)[: count or 20]

    async def search_locations(self, where: Circle | ForeignPlace, *, count: int | None = None) -> tuple[Place, ...]:
        text = f"{where.latitude},{where.longitude},{where.radius}" if isinstance(where, Circle) else str(where.id)
        service = [] if isinstance(where, Circle) else [str(where.service)]
        await self._call("search_locations", text, *service, *_asked(count=count))
        return tuple(self.places)

    async def location(self, location_id: LocationId) -> Place:
        await self._call("location", location_id)
        if location_id != self.place.id:
            raise RefusedError("There is no such place.", gone=True)
        return self.place

    async def location_media(
        self,
        location_id: LocationId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        await self._call("location_media", location_id, *_asked(count=count, earliest=earliest, latest=latest))
        return self._page(self.photos, cursor, count)

    async def media(self, media_id: MediaId) -> Media:
        await self._call("media", media_id)
        return self._there(media.id == media_id for media in self.photos)

    async def media_by_shortcode(self, code: str) -> Media:
        await self._call("media_by_shortcode", code)
        return self._there(str(media.link).endswith(f"/p/{code}/") for media in self.photos)

    def _there(self, fits: Iterable[bool]) -> Media:
        found = next((media for media, fit in zip(self.photos, fits, strict=True) if fit), None)
        if found is None:
            raise RefusedError("This photo does not exist.", gone=True)
        return found

    async def comments(self, media_id: MediaId, *, whole: bool = False) -> tuple[Comment, ...]:  # noqa: ARG002 - the port's
        await self._call("comments", media_id)
        return tuple(self.spoken.get(media_id, ()))

    async def post_comment(self, media_id: MediaId, text: str) -> None:
        await self._call("post_comment", media_id, text)

    async def delete_comment(self, media_id: MediaId, comment_id: CommentId) -> None:
        await self._call("delete_comment", media_id, comment_id)

    async def likes(self, media_id: MediaId) -> tuple[Person, ...]:
        await self._call("likes", media_id)
        return tuple(self.fans)

    async def follows(self, user_id: UserId, *, cursor: str | None = None, count: int | None = None) -> Page[Person]:
        await self._call("follows", user_id)
        return self._page(self.fans, cursor, count)

    async def followed_by(
        self, user_id: UserId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Person]:
        await self._call("followed_by", user_id)
        return self._page(self.fans, cursor, count)

    async def like(self, media_id: MediaId) -> None:
        await self._call("like", media_id)

    async def unlike(self, media_id: MediaId) -> None:
        await self._call("unlike", media_id)

    async def requested_by(self) -> tuple[Person, ...]:
        await self._call("requested_by")
        return tuple(self.waiting)

    async def relationship(self, user_id: UserId) -> Relationship:
        await self._call("relationship", user_id)
        asks = any(person.id == user_id for person in self.waiting)
        incoming = Incoming.REQUESTED_BY if asks else self.incoming
        return Relationship(outgoing=self.outgoing, incoming=incoming, private=self.private)

    async def change_relationship(self, user_id: UserId, verb: RelationshipVerb) -> Outgoing:
        await self._call("change_relationship", user_id, verb)
        self.waiting = [person for person in self.waiting if person.id != user_id]
        follows = {"follow": Outgoing.FOLLOWS, "unfollow": Outgoing.NONE}
        before = self.outgoing if isinstance(self.outgoing, Outgoing) else Outgoing.NONE
        self.outgoing = after = follows.get(verb, before)
        blocks = {"block": Incoming.BLOCKED_BY_YOU, "unblock": Incoming.NONE, "approve": Incoming.FOLLOWED_BY}
        self.incoming = blocks.get(verb, self.incoming)
        return after

    async def picture(self, url: str) -> bytes:
        await self._call("picture", url)
        if not self.pictures_work:
            raise RefusedError("The picture is gone.", gone=True)
        file = io.BytesIO()
        Image.new("RGB", (64, 64), (hash(url) % 256, 120, 80)).save(file, "PNG")
        return file.getvalue()

    def _page(self, items: list[T], cursor: str | None, count: int | None) -> Page[T]:
        start = int(cursor or 0)
        end = start + (count or 20)
        return Page(items=tuple(items[start:end]), older=str(end) if end < len(items) else None)

    def writes(self) -> list[str]:
        """The calls that changed something."""
        verbs = ("like", "unlike", "change_relationship", "post_comment", "delete_comment")
        return [call for call in self.calls if call.split()[0] in verbs]


def _asked(**parameters: int | datetime | None) -> list[str]:
    """The parameters that a call was made with."""
    return [f"{name}={value}" for name, value in parameters.items() if value is not None]
