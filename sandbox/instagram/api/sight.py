"""What a caller can see: private people, blocks in both directions, and the small world of sandbox mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sandbox.instagram.api.callers import Caller
    from sandbox.instagram.world.cast import Resident
    from sandbox.instagram.world.posts import Post
    from sandbox.instagram.world.world import World

_LATEST = 20
"""So many photos of each of its users exist for an app in sandbox mode."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """The world as one caller sees it."""

    world: World
    caller: Caller

    def exists(self, person: Resident) -> bool:
        """Whether there is such a person, for this app."""
        users = self.caller.app.users
        return users is None or person.username in users

    def existing(self, people: Iterable[Resident]) -> list[Resident]:
        """Those of them who exist."""
        return [person for person in people if self.exists(person)]

    def has(self, post: Post) -> bool:
        """Whether there is such a photo, for this app."""
        if self.caller.app.users is None:
            return True
        return self.exists(post.author) and self.world.by_author[post.author].newer(post.number) < _LATEST

    def shows(self, author: Resident) -> bool:
        """Whether the caller may see somebody's photos. Choice: after a block neither side sees the other's."""
        return self.world.may_see(self.caller.person, author)

    def listed(self) -> Callable[[Post], bool] | None:
        """Tells what a list of public photos shows this caller; `None` if that is everything."""
        hidden = self._hidden()
        if self.caller.app.users is not None:
            return lambda post: post.author not in hidden and self.has(post)
        return (lambda post: post.author not in hidden) if hidden else None

    def _hidden(self) -> frozenset[Resident]:
        person = self.caller.person
        return frozenset() if person is None else self.world.bonds.apart(person)
