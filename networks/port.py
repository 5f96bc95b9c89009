"""The outside world as the rest of the house sees it: one protocol, whatever the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
    from domain.media import Circle, Comment, ForeignPlace, Media, Page, Place, Tag
    from domain.people import Outgoing, Person, Profile, Relationship, RelationshipVerb
    from networks.budget import BudgetView


class Network(Protocol):
    """What a network can do, in the vocabulary of Instagram's API v1.

    Every method makes one call and may raise:
        RetryableError: nothing happened; ask again after `delay`.
        UncertainError: only from a method that writes: it may have happened.
        RefusedError: the network refused this one thing (`gone` when it no longer exists for us).
        BlockedError: the token is refused or lacks a scope, or the network suspects abuse.
    """

    @property
    def budget(self) -> BudgetView:
        """What is left of this hour's calls."""
        ...

    async def me(self) -> Profile:
        """The owner's own profile."""
        ...

    async def user(self, user_id: UserId) -> Profile:
        """Somebody's profile. Private people show theirs too."""
        ...

    async def search_users(self, query: str, *, count: int | None = None) -> tuple[Person, ...]:
        """People whose user name or full name matches, best first."""
        ...

    async def user_media(
        self,
        user_id: UserId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        """Somebody's photos, newest first. A network that cannot look in a span of time gives those of all times."""
        ...

    async def feed(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        """The photos of the owner and of those whom they follow, newest first."""
        ...

    async def liked(self, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        """Photos that the owner likes, the latest like first."""
        ...

    async def search_tags(self, query: str, *, count: int | None = None) -> tuple[Tag, ...]:
        """Tags that begin with `query`."""
        ...

    async def tag(self, name: str) -> Tag:
        """A tag and how often it is used."""
        ...

    async def tag_media(self, name: str, *, cursor: str | None = None, count: int | None = None) -> Page[Media]:
        """Photos with a tag, the most recently *tagged* first."""
        ...

    async def search_locations(self, where: Circle | ForeignPlace, *, count: int | None = None) -> tuple[Place, ...]:
        """Places within a circle of at most 5000 metres; or the one that another service has under this id."""
        ...

    async def location(self, location_id: LocationId) -> Place:
        """A place by id."""
        ...

    async def location_media(
        self,
        location_id: LocationId,
        *,
        cursor: str | None = None,
        count: int | None = None,
        earliest: datetime | None = None,
        latest: datetime | None = None,
    ) -> Page[Media]:
        """Photos taken at a place, newest first. A span of time as for somebody's photos."""
        ...

    async def geography_media(
        self, geography_id: GeographyId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Media]:
        """Photos taken in a circle that the application watches, newest first."""
        ...

    async def media(self, media_id: MediaId) -> Media:
        """One photo as it is now."""
        ...

    async def media_by_shortcode(self, code: str) -> Media:
        """One photo, by the code in its address: `D` of `https://www.instagram.com/p/D/`."""
        ...

    async def search_media(
        self,
        around: Circle,
        *,
        earliest: datetime | None = None,
        latest: datetime | None = None,
        count: int | None = None,
    ) -> tuple[Media, ...]:
        """Photos taken in a circle of at most 5000 metres and a span of at most 7 days (without one: the last 5)."""
        ...

    async def popular(self, *, count: int | None = None) -> tuple[Media, ...]:
        """What many people like at the moment."""
        ...

    async def comments(self, media_id: MediaId, *, whole: bool = False) -> tuple[Comment, ...]:
        """The latest comments under a photo (at most 150), oldest first.

        What cannot be read is left out; `whole`: raises RetryableError then. Only a whole list shows what is missing.
        """
        ...

    async def post_comment(self, media_id: MediaId, text: str) -> None:
        """Comment on a photo.

        `text` is 1 to 300 characters with at most 4 hashtags and one URL, not all in capitals.
        """
        ...

    async def delete_comment(self, media_id: MediaId, comment_id: CommentId) -> None:
        """Remove one's own comment, or any under one's own photo."""
        ...

    async def likes(self, media_id: MediaId) -> tuple[Person, ...]:
        """People who liked a photo; long lists are cut by the network."""
        ...

    async def like(self, media_id: MediaId) -> None:
        """Like a photo. Doing it twice is the same as once."""
        ...

    async def unlike(self, media_id: MediaId) -> None:
        """Take a like back."""
        ...

    async def requested_by(self) -> tuple[Person, ...]:
        """People who wait for the owner's approval, all of them."""
        ...

    async def follows(self, user_id: UserId, *, cursor: str | None = None, count: int | None = None) -> Page[Person]:
        """People whom somebody follows, in the network's order."""
        ...

    async def followed_by(
        self, user_id: UserId, *, cursor: str | None = None, count: int | None = None
    ) -> Page[Person]:
        """People who follow somebody, in the network's order."""
        ...

    async def relationship(self, user_id: UserId) -> Relationship:
        """How the owner and somebody stand to each other."""
        ...

    async def change_relationship(self, user_id: UserId, verb: RelationshipVerb) -> Outgoing:
        """Follow, unfollow, block, unblock, approve or ignore; gives what the owner is to them afterwards."""
        ...

    async def picture(self, url: str) -> bytes:
        """The bytes of a photo that a media names, at most 10 MB. The token is not sent with this call."""
        ...
