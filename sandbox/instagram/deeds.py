"""What calls do to the world: journalled as they are done, and done again from the journal at the next start."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.instagram.journal import Effect, Happened, Kind
from sandbox.instagram.world.captions import hashtags
from sandbox.instagram.world.geographies import Geographies
from sandbox.instagram.world.numbers import stamp
from sandbox.instagram.world.posts import Draft
from sandbox.instagram.world.reactions import Remark

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sandbox.instagram.journal import Journal
    from sandbox.instagram.world.cast import Resident
    from sandbox.instagram.world.posts import Post
    from sandbox.instagram.world.world import World


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A photo that the control interface posts."""

    username: str
    caption: str | None = None
    tags: tuple[str, ...] = ()
    """Beside those in the caption."""
    location_id: str | None = None
    motif: str | None = None
    """What it shows; the author's favourite if `None`."""
    age_seconds: float = 0.0
    """How long ago it was posted."""
    video: bool = False
    spot: tuple[float, float] | None = None
    """Latitude and longitude of a bare geotag, for a photo without a place."""


class Deeds:
    """The only way in which calls change a world."""

    def __init__(self, world: World, journal: Journal, clock: Callable[[], datetime]) -> None:
        self.world = world
        self.journal = journal
        self.geographies = Geographies(journal)
        self._clock = clock
        self._latest = world.opening
        self._next = journal.next_number()
        for entry in journal.entries():
            self._latest = max(self._latest, entry.at)
            world.advance(self._latest)
            self._apply(entry)

    def now(self) -> datetime:
        """World time, after everything has happened that happens until then. Never goes back."""
        self._latest = max(self._latest, self._clock())
        self.world.advance(self._latest)
        return self._latest

    def do(self, actor: Resident, kind: Kind, target: str, detail: str = "") -> Effect:
        """Do and journal one thing. The target exists and the actor may do it: the caller has looked."""
        at, n = self.now(), self._number()
        asked = Effect(n=n, at=at, actor=actor.username, kind=kind, target=target, detail=detail, changed=False)
        effect = replace(asked, changed=self._apply(asked))
        self.journal.record(effect)
        return effect

    def post(self, upload: Upload) -> Post:
        """Post a photo now, or in the past.

        Raises:
            ValueError: nobody has that name, or no place that id.
        """
        self.resident(upload.username)
        if upload.location_id is not None and upload.location_id not in self.world.places:
            raise ValueError(f"There is no place with the id {upload.location_id!r}.")
        at, n = self.now(), self._number()
        fields = {name: getattr(upload, name) for name in Upload.__slots__}
        entry = Happened(n=n, at=at, kind="media", detail=json.dumps(fields, ensure_ascii=False))
        self.journal.record(entry)
        return self._post(entry)

    def request(self, username: str) -> bool:
        """Let somebody ask to follow the owner now. False when they follow or ask already, or are blocked.

        Raises:
            ValueError: nobody has that name.
        """
        self.resident(username)
        entry = Happened(n=self._number(), at=self.now(), kind="request", detail=json.dumps({"username": username}))
        self.journal.record(entry)
        return self._request(entry)

    def resident(self, username: str) -> Resident:
        """Who has that name.

        Raises:
            ValueError: nobody.
        """
        if username not in self.world.usernames:
            raise ValueError(f"Nobody here is called {username!r}.")
        return self.world.usernames[username]

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _apply(self, entry: Effect | Happened) -> bool:
        if isinstance(entry, Happened):
            return self._post(entry) is not None if entry.kind == "media" else self._request(entry)
        actor = self.world.usernames[entry.actor]
        if entry.kind in (Kind.LIKE, Kind.UNLIKE, Kind.COMMENT, Kind.DELETE_COMMENT):
            return self._react(entry, actor, self.world.posts[int(entry.target.split("_")[0])])
        return self._relate(entry, actor, self.world.people[entry.target])

    def _react(self, effect: Effect, actor: Resident, post: Post) -> bool:
        if effect.kind is Kind.COMMENT:
            remark = Remark(stamp(effect.at, effect.n), effect.at, actor, effect.detail)
            post.talk.add(remark)
            if actor is post.author:
                self.world.tag_later(post, hashtags(remark.text), effect.at, effect.n)
            return True
        if effect.kind is Kind.DELETE_COMMENT:
            remark_or_none = post.talk.find(int(effect.detail), effect.at)
            if remark_or_none is not None:
                post.talk.remove(remark_or_none)
            return remark_or_none is not None
        self.world.touched[actor][post.number] = post
        return post.applause.set(actor, effect.at, liked=effect.kind is Kind.LIKE)

    def _relate(self, effect: Effect, actor: Resident, other: Resident) -> bool:
        bonds = self.world.bonds
        match effect.kind:
            case Kind.FOLLOW:
                return self._follow(actor, other, effect.at)
            case Kind.UNFOLLOW:
                return bonds.part(actor, other)
            case Kind.APPROVE:
                return bonds.asks(other, actor) and bonds.follow(other, actor)
            case Kind.IGNORE:
                return bonds.ignore(other, actor, effect.at)
            case Kind.BLOCK:
                return bonds.block(actor, other)
            case _:
                return bonds.unblock(actor, other)

    def _follow(self, actor: Resident, other: Resident, at: datetime) -> bool:
        bonds = self.world.bonds
        if other.private and not bonds.follows(actor, other):
            return self.world.request(actor, other, at)
        return not bonds.blocks(other, actor) and bonds.follow(actor, other)

    def _post(self, entry: Happened) -> Post:
        upload = Upload(**json.loads(entry.detail))
        author = self.resident(upload.username)
        draft = Draft(
            key=f"upload:{entry.n}",
            author=author,
            motif=upload.motif or author.motifs[0],
            caption=upload.caption,
            tags=tuple(dict.fromkeys((*hashtags(upload.caption or ""), *map(str.lower, upload.tags)))),
            place=None if upload.location_id is None else self.world.places[upload.location_id],
            spot=None if upload.spot is None else (upload.spot[0], upload.spot[1]),
            video=upload.video,
        )
        return self.world.publish(draft, entry.at - timedelta(seconds=upload.age_seconds))

    def _request(self, entry: Happened) -> bool:
        person = self.resident(json.loads(entry.detail)["username"])
        return self.world.request(person, self.world.cast.owner, entry.at)
