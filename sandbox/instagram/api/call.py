"""One call as handlers see it, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sandbox.instagram.api import errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.world.cast import Resident
    from sandbox.instagram.world.posts import Post
    from sandbox.instagram.world.world import World

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_LONGEST_NUMBER = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A request that may be answered: token, scopes and limits are in order."""

    deeds: Deeds
    viewer: Resident
    """Whose token it is."""
    now: datetime
    base: str
    """This server as the caller addresses it, such as `http://127.0.0.1:8000`."""
    path: str
    """The path under `/v1`, without `.json`."""
    parts: Mapping[str, str]
    """What stands where the route has `{name}`."""
    params: Mapping[str, str]
    """Query and form together."""

    @property
    def world(self) -> World:
        """The world that it is about."""
        return self.deeds.world

    def user(self) -> Resident:
        """The person that the path names; `self` is the viewer."""
        wanted = self.parts.get("id", "self")
        if wanted == "self":
            return self.viewer
        if wanted not in self.world.people:
            raise errors.unknown_user()
        return self.world.people[wanted]

    def media(self) -> Post:
        """The photo that the path names, if the viewer may see it."""
        post = self.world.posts.get(media_number(self.parts["id"]) or -1)
        if post is None or post.at > self.now or self.parts["id"] not in (post.id, str(post.number)):
            raise errors.unknown_media()
        if not self.world.may_see(self.viewer, post.author):
            raise errors.not_allowed()
        return post


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A success. `pagination` is `None` where the endpoint has no such key."""

    data: Json = field(default=None)
    pagination: dict[str, Json] | None = None

    def body(self) -> dict[str, Json]:
        """The envelope."""
        paging: dict[str, Json] = {} if self.pagination is None else {"pagination": self.pagination}
        return {**paging, "meta": {"code": 200}, "data": self.data}


def digits(text: str) -> int | None:
    """A whole number of at most twenty ASCII digits; `None` for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else None


def media_number(media_id: str) -> int | None:
    """The number in a photo's id, with or without its author."""
    return digits(media_id.partition("_")[0])
