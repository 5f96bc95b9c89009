"""Text as a bot hands it in, made into what people see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from sandbox.telegram.detection import detected
from sandbox.telegram.entities import Entity
from sandbox.telegram.errors import bad_request
from sandbox.telegram.html_reader import TAGS, parse_html
from sandbox.telegram.wire import utf16_length

if TYPE_CHECKING:
    from sandbox.telegram.wire import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_ENTITIES = 100

_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_PLAIN_INSIDE = frozenset({"code", "pre"})
_GIVEN = frozenset(TAGS.values()) - {""} | {"expandable_blockquote"}


class GivenEntity(BaseModel):
    """A part that a bot formats by position instead of by tags."""

    type: str
    offset: int = Field(ge=0)
    length: int = Field(ge=1)
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A text as handed in: what it says, and by which rules to read it."""

    text: str
    parse_mode: str | None = None
    entities: list[GivenEntity] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Formatted:
    """A text as people see it."""

    text: str
    entities: list[Entity]

    def as_text(self) -> Json:
        """The fields of a text message."""
        return self._fields("text", "entities")

    def as_caption(self) -> Json:
        """The fields of a caption; none for an empty one."""
        return self._fields("caption", "caption_entities") if self.text else {}

    def _fields(self, text: str, entities: str) -> Json:
        fields: Json = {text: self.text}
        if self.entities:
            fields[entities] = [part.as_object() for part in self.entities]
        return fields


def formatted_text(wording: Wording) -> Formatted:
    """The text of a message: 1 to 4096 UTF-16 units after parsing."""
    formatted = _formatted(wording)
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def formatted_caption(wording: Wording) -> Formatted:
    """The caption under a picture or file: 0 to 1024 UTF-16 units after parsing."""
    formatted = _formatted(wording)
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(wording: Wording) -> Formatted:
    mode = (wording.parse_mode or "").lower()
    if mode == "html":
        text, found = parse_html(wording.text)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request("this stand-in for Telegram reads parse_mode HTML only")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, found = wording.text, _given(wording)
    text, found = _trimmed(text, found)
    return Formatted(text=text, entities=detected(text, _flattened(found))[:MOST_ENTITIES])


def _given(wording: Wording) -> list[Entity]:
    length = utf16_length(wording.text)
    parts = []
    for part in wording.entities or ():
        if part.type in _GIVEN and part.offset + part.length > length:
            raise bad_request(f"entity beginning at UTF-16 offset {part.offset} ends after the end of the text")
        if part.type in _GIVEN:
            parts.append(Entity(**part.model_dump()))
    return sorted(parts, key=lambda part: (part.offset, -part.length))


def _trimmed(text: str, parts: list[Entity]) -> tuple[str, list[Entity]]:
    start = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    length = utf16_length(text)
    moved = []
    for part in parts:
        begin = max(part.offset - start, 0)
        end = min(part.end - start, length)
        if begin < end:
            moved.append(replace(part, offset=begin, length=end - begin))
    return text, moved


def _flattened(parts: list[Entity]) -> list[Entity]:
    """Without what cannot stand inside code or inside another quotation."""
    kept: list[Entity] = []
    for part in parts:
        around = [outer for outer in kept if outer.offset <= part.offset and part.end <= outer.end]
        in_code = any(outer.type in _PLAIN_INSIDE for outer in around)
        in_quote = part.type in _QUOTES and any(outer.type in _QUOTES for outer in around)
        if not in_code and not in_quote:
            kept.append(part)
    return kept
