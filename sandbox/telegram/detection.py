"""What Telegram itself makes clickable in plain text: commands, names, tags, addresses."""

from __future__ import annotations

import re

from sandbox.telegram.entities import Entity
from sandbox.telegram.wire import utf16_length

_PATTERNS = (
    # Choice: a short list of endings stands for Telegram's long one.
    (
        "url",
        re.compile(
            r"(?<![\w@./-])https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?/?", re.IGNORECASE
        ),
    ),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|dev|app|social|art|de|fr|uk)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?/?",
            re.IGNORECASE,
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/@])")),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z]\w{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}")),
)

_OPAQUE = frozenset({"code", "pre", "text_link", "url", "email", "mention"})
"""Nothing is found inside these."""


def detected(text: str, known: list[Entity]) -> list[Entity]:
    """`known` and what else stands in `text`, in order."""
    found = list(known)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            part = Entity(type=kind, offset=utf16_length(text[: match.start()]), length=utf16_length(match.group()))
            if not any(other.type in _OPAQUE and _overlap(part, other) for other in found):
                found.append(part)
    return sorted(found, key=lambda part: (part.offset, -part.length))


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end
