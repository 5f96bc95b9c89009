"""Events as they were recorded, in files beside the rules: what `all_of_examples` names.

A file holds one recording, or a list of them. A recording is an event as the database keeps it, alone or with what
was known of it: {"event": {...}, "ground": {"at": ..., "facts": {...}}, "me": "<the owner's id>"}.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from domain.facts import Facts
from domain.ids import UserId
from rules.testing.case import Situation
from storage import codec, grounds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from domain.events import Event
    from storage.grounds import Ground

_ME = UserId("me")
"""The owner, where a recording does not say who that was."""


def read(pattern: str, folder: Path) -> dict[str, Situation]:
    """The recorded events that a pattern finds, by file and place in it. Relative patterns begin at `folder`.

    Raises:
        ValueError: there is no such file, or one that holds something else; the sentence says which.
    """
    files = sorted(folder.glob(pattern)) if not pattern.startswith("/") else []
    if not files:
        raise ValueError(f"no file is found by {pattern}; it begins at the folder of the rules file")
    return {
        str(file.relative_to(folder)) + (f", number {place}" if many else ""): situation
        for file in files
        for many, place, situation in _situations(file)
    }


def write(event: Event, ground: Ground | None, me: UserId) -> str:
    """The text of a file with one recording."""
    told: dict[str, Any] = {"event": codec.event_to_json(event), "me": me}
    if ground is not None:
        told["ground"] = grounds.to_json(ground)
    return f"{json.dumps(told, ensure_ascii=True, indent=2)}\n"


def _situations(file: Path) -> list[tuple[bool, int, Situation]]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        many = isinstance(told, list)
        return [(many, place, _situation(one)) for place, one in enumerate(told if many else [told], 1)]
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(
            f"{file} holds no recorded event; likewise test --from EVENT --json writes such a file"
        ) from None


def _situation(told: Mapping[str, Any]) -> Situation:
    event = codec.event_from_json(told.get("event", told))
    me = UserId(told.get("me", _ME))
    if "ground" not in told:
        return Situation(event=event, facts=Facts(me=me), now=event.first_seen_at, used={})
    ground = grounds.from_json(told["ground"], me)
    return Situation(event=event, facts=ground.facts, now=ground.at, used={})
