"""What a judgement knew: kept beside the event, so that it can be explained and judged again as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.events import with_photo
from domain.facts import Facts, History
from domain.unknown import UNKNOWN, Unknown
from storage import codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.events import Event
    from domain.ids import UserId
    from domain.media import Media
    from domain.unknown import Maybe


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """The facts of one judgement. Read back, what was never asked is unknown, as it was to the rules."""

    at: datetime
    facts: Facts


def to_json(ground: Ground) -> codec.Json:
    """A ground without the owner, who is the account's."""
    facts: codec.Json = codec.encode(ground.facts)
    del facts["me"]
    return {"at": codec.encode(ground.at), "facts": facts}


def from_json(data: Mapping[str, Any], me: UserId) -> Ground:
    """Read back what `to_json` wrote."""
    facts = data["facts"]
    history, profile, relationship = facts.get("history"), facts.get("profile"), facts.get("relationship")
    comments = facts.get("comments")
    return Ground(
        at=datetime.fromisoformat(data["at"]),
        facts=Facts(
            me=me,
            history=UNKNOWN if history is None else _history(history),
            profile=UNKNOWN if profile is None else codec.profile_from_json(profile),
            relationship=UNKNOWN if relationship is None else codec.relationship_from_json(relationship),
            media=_media(facts),
            comments=UNKNOWN if comments is None else tuple(map(codec.comment_from_json, comments)),
        ),
    )


def as_last_seen(event: Event, grounds: Sequence[Mapping[str, Any]]) -> Event:
    """The event with its photo as the latest judgement that loaded it saw it."""
    found = (_media(ground["facts"]) for ground in reversed(grounds))
    return with_photo(event, next((media for media in found if not isinstance(media, Unknown)), UNKNOWN))


def _media(facts: Mapping[str, Any]) -> Maybe[Media]:
    media = facts.get("media")
    return UNKNOWN if media is None else codec.media_from_json(media)


def _history(data: Mapping[str, Any]) -> History:
    moment = data["last_action_at"]
    rest = {
        "last_action_at": None if moment is None else datetime.fromisoformat(moment),
        "seen_by": tuple(data["seen_by"]),
        "first_caption": data.get("first_caption", UNKNOWN),
    }
    return History(**{**data, **rest})
