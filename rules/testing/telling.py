"""An event in the words of a test: everything that `given` could say about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from domain.events import Event, FollowRequest, NewComment, NewMedia
from domain.facts import History, NotLoaded, caption_hash
from domain.people import Profile, Relationship
from domain.unknown import Unknown
from rules.testing.photos import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.facts import Facts
    from domain.ids import UserId
    from domain.media import Media, Place
    from domain.people import Person
    from domain.unknown import Maybe
    from rules.syntax.writing import Value

Told: TypeAlias = "tuple[str, object]"
"""A dotted name, and a value of the domain."""


_ROLES = {"new_media": "author", "follow_request": "requester", "new_comment": "comment.author"}
"""Whose profile it is, by trigger."""
_MAY_BE_ABSENT = {"caption.text", "media.filter", "media.link"}


def trigger_of(event: Event) -> str:
    """The key under which a test gives an event like this."""
    match event:
        case NewMedia():
            return "new_media"
        case FollowRequest():
            return "follow_request"
        case NewComment():
            return "new_comment"


def tell(event: Event, facts: Facts, now: datetime) -> dict[str, Value]:
    """All that is known then, by dotted name; what is not stands in the lists `absent` and `unavailable`."""
    role = _ROLES[trigger_of(event)]
    told = [
        *_event(event, facts.me, now),
        *_profile(role, facts.profile),
        *_relationship(facts.relationship),
        *(() if isinstance(event, FollowRequest) else _comments(facts)),
        *_history(event, facts.history, now),
    ]
    known = {name: _worded(value) for name, value in told if value is not None and not _is_unknown(value)}
    without = {
        "absent": [name for name, value in told if value is None and name in _MAY_BE_ABSENT],
        "unavailable": [name for name, value in told if _is_unknown(value)],
    }
    return {**known, **{word: names for word, names in without.items() if names}}


def _is_unknown(value: object) -> bool:
    return isinstance(value, Unknown | NotLoaded)


def _worded(value: object) -> Value:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case datetime():
            return value.astimezone(UTC).isoformat()
        case timedelta():
            return _duration(value)
        case tuple():
            return [str(one) for one in value]
    return str(value)


def _duration(length: timedelta) -> str:
    """Such as `1d2h` or `45s`; at least a second, as no length is none."""
    rest, text = max(1, int(length.total_seconds())), ""
    for unit, seconds in (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, seconds)
        text += f"{count}{unit}" if count else ""
    return text


def _event(event: Event, me: UserId, now: datetime) -> Iterator[Told]:
    match event:
        case NewMedia():
            yield from _via(event)
            yield from _person("author", event.media.author, me)
            yield from _photo(event.media, me)
            yield "media.first_seen_at", event.first_seen_at
        case FollowRequest():
            yield from _person("requester", event.requester, me)
            yield "requester.waiting", now - event.first_seen_at
        case NewComment():
            yield "comment.text", event.comment.text
            yield "comment.id", event.comment.id
            yield "comment.age", now - event.comment.created_at
            yield from _person("comment.author", event.comment.author, me)
            yield from _photo(event.media, me)


def _via(event: NewMedia) -> Iterator[Told]:
    kinds: dict[str, list[str]] = {}
    for source in sorted(event.sources):
        if source.kind in ALONE:
            yield f"via.{source.kind}", True
        else:
            kinds.setdefault(f"via.{source.kind}", []).append(source.value)
    yield from ((name, tuple(values)) for name, values in kinds.items())


def _person(role: str, person: Person, me: UserId) -> Iterator[Told]:
    if person.id == me:
        yield f"{role}.username", "self"
        return
    yield f"{role}.username", person.username
    yield f"{role}.id", person.id
    if person.full_name:
        yield f"{role}.full_name", person.full_name
    yield f"{role}.has_picture", person.picture is not None


def _photo(media: Media, me: UserId) -> Iterator[Told]:
    yield "caption.text", media.caption
    yield "media.type", media.kind.value
    yield "media.created_at", media.created_at
    yield "media.id", media.id
    yield "media.liked_by_me", media.liked_by_me
    yield "media.filter", media.filter
    yield "media.link", media.link
    if not isinstance(media.picture, Unknown) and media.picture is not None:
        yield "media.width", media.picture.width
        yield "media.height", media.picture.height
    yield "likes.count", media.likes
    yield "comments.count", media.comments
    yield "tags", media.tags
    yield from _place(media.location)
    if isinstance(media.tagged, Unknown):
        yield "tagged.users", media.tagged
    else:
        yield "tagged.users", tuple(person.username for person in media.tagged if person.id != me)
        yield "tagged.me", any(person.id == me for person in media.tagged)


def _place(place: Maybe[Place | None]) -> Iterator[Told]:
    if isinstance(place, Unknown):
        yield "location.id", place
    elif place is not None:
        told = {"id": place.id, "name": place.name, "lat": place.latitude, "lng": place.longitude}
        yield from ((f"location.{name}", value) for name, value in told.items() if value is not None)


def _profile(role: str, profile: object) -> Iterator[Told]:
    for name in ("bio", "website", "posts", "followers", "follows"):
        yield f"{role}.{name}", getattr(profile, name) if isinstance(profile, Profile) else profile


def _relationship(known: object) -> Iterator[Told]:
    for name in ("outgoing", "incoming", "private"):
        value = getattr(known, name) if isinstance(known, Relationship) else known
        yield f"relationship.{name}", value


def _comments(facts: Facts) -> Iterator[Told]:
    known = facts.comments
    if not isinstance(known, tuple):
        yield "comments.texts", known
        return
    others = [one for one in known if one.author.id != facts.me]
    yield "comments.texts", tuple(one.text for one in others)
    yield "comments.authors", tuple(one.author.username for one in others)
    yield "comments.mine", len(others) < len(known)


def _history(event: Event, history: object, now: datetime) -> Iterator[Told]:
    if not isinstance(history, History):
        return
    for name in ("likes", "comments", "asked", "declined", "undone", "opted_out"):
        yield f"history.author.{name}", getattr(history, name)
    yield "history.media.seen_by", history.seen_by
    if history.last_action_at is not None:
        yield "history.author.last_action_age", now - history.last_action_at
    if isinstance(event, FollowRequest):
        yield "requester.declined_before", history.declined_before
    elif not isinstance(history.first_caption, Unknown) and not isinstance(event.media.caption, Unknown):
        yield "caption.edited", caption_hash(event.media.caption) != history.first_caption
