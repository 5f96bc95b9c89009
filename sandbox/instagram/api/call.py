"""One call as handlers see it, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sandbox.instagram.api import errors
from sandbox.instagram.api.sight import Sight
from sandbox.instagram.api.texts import Written, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sandbox.instagram.api.callers import Caller
    from sandbox.instagram.api.texts import Texts
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
    caller: Caller
    now: datetime
    base: str
    """This server as the caller addresses it, such as `http://127.0.0.1:8000`."""
    path: str
    """The path under `/v1`, without `.json`."""
    parts: Mapping[str, str]
    """What stands where the route has `{name}`."""
    params: Mapping[str, str]
    """Query and form together."""
    texts: Texts

    @property
    def world(self) -> World:
        """The world that it is about."""
        return self.deeds.world

    @property
    def sight(self) -> Sight:
        """What the caller can see of it."""
        return Sight(world=self.deeds.world, caller=self.caller)

    @property
    def legacy(self) -> bool:
        """Whether the app is one from before 2015-11-17."""
        return self.caller.app.shape == "legacy"

    @property
    def viewer(self) -> Resident:
        """Whose token it is.

        Raises:
            ApiError: nobody's; the app shows its client id alone.
        """
        if self.caller.person is None:
            raise errors.no_person()
        return self.caller.person

    def user(self) -> Resident:
        """The person that the path names; `self` is the viewer."""
        wanted = self.parts.get("id", "self")
        if wanted == "self":
            return self.viewer
        person = self.world.people.get(wanted)
        if person is None or not self.sight.exists(person):
            raise errors.unknown_user()
        return person

    def shown_user(self) -> Resident:
        """The person that the path names, if they show themselves to the caller."""
        person, viewer = self.user(), self.caller.person
        if person is viewer:
            return person
        if person.gated:
            raise errors.age_gated()
        if viewer is not None and self.world.bonds.blocks(person, viewer):
            raise errors.not_allowed()
        return person

    def media(self) -> Post:
        """The photo that the path names, if the caller may see it."""
        post = self.world.posts.get(media_number(self.parts["id"]) or -1)
        if post is None or self.parts["id"] not in (post.id, str(post.number)):
            raise errors.unknown_media()
        return self.shown(post)

    def shown(self, post: Post | None) -> Post:
        """The photo, if it is there and the caller may see it."""
        if post is None or post.at > self.now or not self.sight.has(post):
            raise errors.unknown_media()
        if not self.sight.shows(post.author):
            raise errors.not_allowed()
        return post


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A success. `pagination` is `None` where the endpoint has no such key."""

    data: Json | Written = field(default=None)
    pagination: dict[str, Json] | None = None

    def text(self) -> str:
        """The envelope as JSON."""
        paging = "" if self.pagination is None else f'"pagination":{written(self.pagination)},'
        return f'{{{paging}"meta":{{"code":200}},"data":{written(self.data)}}}'


def digits(text: str) -> int | None:
    """A whole number of at most twenty ASCII digits; `None` for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else None


def media_number(media_id: str) -> int | None:
    """The number in a photo's id, with or without its author."""
    return digits(media_id.partition("_")[0])
