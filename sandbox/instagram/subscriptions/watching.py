"""What has come since the last look, subscription by subscription."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.world.shelf import Shelf, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.instagram.api.call import Json
    from sandbox.instagram.apps import Apps
    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.subscriptions.register import Subscription
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Resident
    from sandbox.instagram.world.posts import Post

_MOST_PER_LOOK = 100


class Watch:
    """Remembers, for each subscription, the newest photo it was told of.

    What comes while no sandbox runs is told to nobody, as a client that was away has to look for itself anyway.
    """

    def __init__(self, deeds: Deeds, apps: Apps, tokens: Tokens) -> None:
        self._deeds = deeds
        self._apps = apps
        self._tokens = tokens
        self._marks: dict[tuple[int, str], int] = {}

    def look(self, subscription: Subscription) -> list[dict[str, Json]]:
        """Updates about photos that came since the last look, oldest first; none at the first."""
        self._deeds.now()
        updates: list[dict[str, Json]] = []
        for object_id, shelf in self._shelves(subscription):
            updates += [
                _update(subscription, object_id, post) for post in self._fresh(subscription, object_id, shelf)
            ]
        return updates

    def _fresh(self, subscription: Subscription, object_id: str, shelf: Shelf) -> list[Post]:
        newest = next(iter(shelf.newest(Span(), 1).numbers), -1)
        mark = self._marks.get((subscription.id, object_id), newest)
        self._marks[subscription.id, object_id] = newest
        if newest <= mark:
            return []
        part = shelf.newest(Span(above=mark), _MOST_PER_LOOK, self._wanted(subscription))
        return list(reversed(part.posts))

    def _shelves(self, subscription: Subscription) -> list[tuple[str, Shelf]]:
        """Where photos that it is about come, each shelf with the id that an update names."""
        world, wish = self._deeds.world, subscription.wish
        if wish.object_id is None:
            users = [person for person in world.cast.people if self._lets(person, wish.client_id)]
            return [(person.id, world.by_author.get(person, Shelf())) for person in users]
        if wish.kind == "tag":
            return [(wish.object_id, world.by_tag.get(wish.object_id, Shelf()))]
        if wish.kind == "location":
            return [(wish.object_id, world.by_place.get(int(wish.object_id), Shelf()))]
        return [(wish.object_id, world.public)]

    def _lets(self, person: Resident, client_id: str) -> bool:
        return any(grant.app.client_id == client_id for grant in self._tokens.given(person.id))

    def _wanted(self, subscription: Subscription) -> Callable[[Post], bool]:
        wish = subscription.wish
        app = self._apps.find(wish.client_id)
        users = () if app is None else app.users
        circle = self._deeds.geographies.find(wish.object_id or "") if wish.kind == "geography" else None
        return lambda post: (
            (users is None or post.author.username in users) and (circle is None or circle.holds(post))
        )


def _update(subscription: Subscription, object_id: str, post: Post) -> dict[str, Json]:
    """As it is pushed: the photo itself is not in it, and only updates about users name it."""
    named: dict[str, Json] = {"data": {"media_id": post.id}} if subscription.wish.kind == "user" else {}
    return {
        "changed_aspect": "media",
        "object": subscription.wish.kind,
        "object_id": object_id,
        "time": int(post.at.timestamp()),
        "subscription_id": subscription.id,
        **named,
    }
