"""Who wants to be told what: all subscriptions, kept in the journal."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sandbox.instagram.api.call import digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.instagram.api.call import Json
    from sandbox.instagram.journal import Journal

KINDS = ("user", "tag", "location", "geography")
EVERYTHING = "all"
_FIRST_ID = 2_733_689
"""Choice: near the one captured."""
_ROWS, _NEXT = "subscriptions", "next_subscription"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What an app wants to be told, and where."""

    client_id: str
    kind: str
    """One of `KINDS`."""
    object_id: str | None
    """A tag's name, the id of a place or circle; `None` for all users of the app."""
    callback_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A wish that was confirmed."""

    id: int
    wish: Wish

    def body(self) -> dict[str, Json]:
        """As the API shows it."""
        return {
            "object": self.wish.kind,
            "object_id": self.wish.object_id,
            "aspect": "media",
            "callback_url": self.wish.callback_url,
            "type": "subscription",
            "id": str(self.id),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Which of an app's subscriptions are meant: by id, or by kind and perhaps object."""

    client_id: str
    id: str | None
    kind: str | None
    object_id: str | None

    def holds(self, one: Subscription) -> bool:
        """Whether this one is meant."""
        if one.wish.client_id != self.client_id:
            return False
        if self.id is not None:
            return one.id == digits(self.id)
        return self.kind in (EVERYTHING, one.wish.kind) and self.object_id in (None, one.wish.object_id)


class Register:
    """All subscriptions of all apps."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        rows = json.loads(journal.meta(_ROWS) or "[]")
        self._known = [Subscription(id=row["id"], wish=Wish(**row["wish"])) for row in rows]
        self._next = int(journal.meta(_NEXT) or _FIRST_ID)

    def all(self) -> list[Subscription]:
        """Every subscription, in order of creation."""
        return list(self._known)

    def of(self, client_id: str) -> list[Subscription]:
        """An app's subscriptions, in order of creation."""
        return [one for one in self._known if one.wish.client_id == client_id]

    def add(self, wish: Wish) -> Subscription:
        """The subscription to this. Choice: the same wish again gives the one that is there."""
        for known in self._known:
            if known.wish == wish:
                return known
        fresh = Subscription(id=self._next, wish=wish)
        self._next += 1
        self._keep([*self._known, fresh])
        return fresh

    def remove(self, selection: Selection) -> None:
        """End those that are meant. Choice: none is fine."""
        self._keep(one for one in self._known if not selection.holds(one))

    def _keep(self, subscriptions: Iterable[Subscription]) -> None:
        self._known = list(subscriptions)
        rows = json.dumps([asdict(one) for one in self._known], ensure_ascii=False)
        self._journal.keep(**{_ROWS: rows, _NEXT: str(self._next)})
