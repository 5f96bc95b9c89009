"""Domain values as JSON and back. An absent key means UNKNOWN, null means that there is none: as on the wire."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic_core import PydanticSerializationError, from_json, to_json

from domain.events import Event, FollowRequest, NewComment, NewMedia
from domain.facts import NOT_LOADED
from domain.ids import CommentId, LocationId, MediaId, UserId
from domain.media import Comment, Media, MediaKind, Picture, Place
from domain.people import Incoming, Outgoing, Person, Profile, Relationship
from domain.plans import RuleRef
from domain.sources import Source
from domain.unknown import UNKNOWN
from domain.verdicts import Finding, Verdict
from storage.columns import in_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
Json: TypeAlias = dict[str, Any]


def dumps(value: object) -> str:
    """JSON as the database keeps it."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:  # half of a character: Python's own writes it as an escape
        return json.dumps(value)


def loads(text: str | bytes) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """What `dumps` wrote."""
    try:
        return from_json(text)
    except ValueError:
        return json.loads(text)


def encode(value: object) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """Any frozen value of the domain as JSON. What nobody has asked is left out, as what nobody told."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    encoder = _encoders.get(kind)
    if encoder is None:
        encoder = _encoders[kind] = _encoder(kind)
    return encoder(value)


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})
"""What JSON says as it is. Exactly these: an enumeration may be a text, too."""


_VERDICTS = {verdict: verdict.value for verdict in Verdict}


def _finding(value: Finding) -> Json:
    return {
        "verdict": _VERDICTS[value.verdict],
        "text": value.text,
        "parts": [_finding(part) for part in value.parts],
    }


def _rule(value: RuleRef) -> Json:
    return {"id": value.id, "version": value.version}


_encoders: dict[type, Callable[[Any], Any]] = {Finding: _finding, RuleRef: _rule, Source: str}
"""How values of a class are written: asked of the class once, but for those that long judgements are made of."""


def _encoder(kind: type) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        return _fields_of(tuple(field.name for field in fields(kind)))
    if issubclass(kind, datetime):
        return lambda value: in_utc(value).isoformat()
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if issubclass(kind, frozenset):
        return lambda value: sorted(map(encode, value))
    if issubclass(kind, tuple):
        return lambda value: [encode(item) for item in value]
    return lambda value: value


def _fields_of(names: tuple[str, ...]) -> Callable[[object], Json]:
    read = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, *names),)

    def told(value: object) -> Json:
        found: Json = {}
        for name, item in zip(names, read(value), strict=True):
            if type(item) in _AS_IT_IS:
                found[name] = item
            elif item is not UNKNOWN and item is not NOT_LOADED:
                found[name] = encode(item)
        return found

    return told


_KINDS: dict[type[Event], str] = {NewMedia: "media", FollowRequest: "request", NewComment: "comment"}


def event_to_json(event: Event) -> Json:
    """An event with its kind beside it."""
    return {"kind": _KINDS[type(event)], **encode(event)}


def event_from_json(data: Mapping[str, Any]) -> Event:
    """Read back what `event_to_json` wrote."""
    first_seen_at = datetime.fromisoformat(data["first_seen_at"])
    if data["kind"] == "request":
        return FollowRequest(requester=person_from_json(data["requester"]), first_seen_at=first_seen_at)
    media = media_from_json(data["media"])
    if data["kind"] == "comment":
        return NewComment(comment=comment_from_json(data["comment"]), media=media, first_seen_at=first_seen_at)
    return NewMedia(media=media, sources=frozenset(map(Source.parse, data["sources"])), first_seen_at=first_seen_at)


def person_from_json(data: Mapping[str, Any]) -> Person:
    """Read back a person."""
    return Person(
        id=UserId(data["id"]), username=data["username"], full_name=data["full_name"], picture=data["picture"]
    )


def profile_from_json(data: Mapping[str, Any]) -> Profile:
    """Read back a profile."""
    return Profile(
        person=person_from_json(data["person"]),
        **{name: data.get(name, UNKNOWN) for name in ("bio", "website", "posts", "followers", "follows")},
    )


def relationship_from_json(data: Mapping[str, Any]) -> Relationship:
    """Read back how somebody stands to the owner."""
    return Relationship(
        outgoing=Outgoing(data["outgoing"]) if "outgoing" in data else UNKNOWN,
        incoming=Incoming(data["incoming"]) if "incoming" in data else UNKNOWN,
        private=data.get("private", UNKNOWN),
    )


def comment_from_json(data: Mapping[str, Any]) -> Comment:
    """Read back what somebody wrote."""
    return Comment(
        id=CommentId(data["id"]),
        text=data["text"],
        author=person_from_json(data["author"]),
        created_at=datetime.fromisoformat(data["created_at"]),
    )


def place_from_json(data: Mapping[str, Any]) -> Place:
    """Read back a place."""
    place_id = None if data["id"] is None else LocationId(data["id"])
    return Place(id=place_id, name=data["name"], latitude=data["latitude"], longitude=data["longitude"])


def picture_from_json(data: Mapping[str, Any]) -> Picture:
    """Read back one rendition."""
    return Picture(url=data["url"], width=data["width"], height=data["height"])


def _people_from_json(data: list[Mapping[str, Any]]) -> tuple[Person, ...]:
    return tuple(map(person_from_json, data))


_PLAIN = ("caption", "likes", "comments", "liked_by_me", "link", "filter")
_MADE: dict[str, Callable[[Any], object]] = {
    "tags": tuple,
    "location": place_from_json,
    "thumbnail": picture_from_json,
    "picture": picture_from_json,
    "tagged": _people_from_json,
}


def media_from_json(data: Mapping[str, Any]) -> Media:
    """Read back a photo; what was unknown is unknown again."""
    rest: Json = {name: data.get(name, UNKNOWN) for name in _PLAIN}
    for name, make in _MADE.items():
        value = data.get(name, UNKNOWN)
        rest[name] = value if value is None or value is UNKNOWN else make(value)
    return Media(
        id=MediaId(data["id"]),
        kind=MediaKind(data["kind"]),
        author=person_from_json(data["author"]),
        created_at=datetime.fromisoformat(data["created_at"]),
        **rest,
    )
