"""Reads the texts of comments and notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.facts import Need
from domain.sources import SourceKind
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Field, Trigger
from rules.problems import Flaw
from rules.reading.conditions import counterpart
from rules.subject import as_text
from rules.syntax.spelling import advice, shown
from rules.templates import Choice, Part, Slot, Template
from rules.values.textkinds import TEXT
from rules.values.times import TIME
from rules.wording import listed, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rules.fields.field import AnyField
    from rules.folding import Text
    from rules.subject import Subject, Value
    from rules.syntax.nodes import Scalar

_TOKEN = re.compile(r"\{\{(?P<slot>[^{}]*)\}\}|(?P<sign>[{|}])|(?P<text>[^{|}]+)")
_FILTER = re.compile(r"\s*([a-z]+)\s*(?::\s*(.*?))?\s*", re.DOTALL)
_CLIP = re.compile(r"[1-9][0-9]{0,3}")
_SAMPLES = {
    "author.username": "a" * 30,
    "comment.author.username": "a" * 30,
    "location.name": "a" * 60,
    "tag": "a" * 30,
}
"""User names have at most 30 characters; names of places have seldom more than 60."""

PUBLIC = tuple(_SAMPLES)
"""What a comment may repeat. Whatever else strangers write must not be said in public by our account."""


def _tag(subject: Subject) -> Value[Text]:
    """The first by the alphabet, when several lists brought the photo."""
    sources = subject.event.sources if isinstance(subject.event, NewMedia) else frozenset()
    return as_text(min((source.value for source in sources if source.kind is SourceKind.TAG), default=None))


TAG: Field[Text] = Field(
    name="tag",
    kind=TEXT,
    doc="The hashtag by which it was found. For texts alone: conditions ask `tags` and `media.sources`.",
    plain=written("found by {}", "tag", lead="it was"),
    example="tags: [sunset]",
    triggers=frozenset({Trigger.NEW_MEDIA}),
    read=_tag,
)
_FIELDS: Mapping[str, AnyField] = {**CATALOGUE, TAG.name: TAG}


class TemplateReader:
    """Reads one text."""

    def __init__(self, source: Scalar, trigger: Trigger | None, *, public: bool) -> None:
        """`public` is for a comment, which the world reads; otherwise it is a notice to the owner."""
        self._source = source
        self._trigger = trigger
        self._public = public

    def read(self) -> Template:
        """The text with its places. Raises Flaw for anything that could not be filled."""
        return Template(parts=tuple(self._parts()))

    def _parts(self) -> Iterator[Part]:
        options: list[list[str | Slot]] | None = None
        for token in _TOKEN.finditer(self._source.text):
            sign = token["sign"]
            if sign == "{":
                options = self._opened(options)
            elif sign == "}":
                yield self._closed(options)
                options = None
            elif sign == "|" and options is not None:
                options.append([])
            elif options is not None:
                options[-1].append(self._piece(token))
            else:
                yield self._piece(token)
        if options is not None:
            raise self._flaw("a '{' is never closed; variants are written {one|another}")

    def _opened(self, options: list[list[str | Slot]] | None) -> list[list[str | Slot]]:
        if options is not None:
            raise self._flaw("variants cannot stand inside variants, and places are written {{ author.username }}")
        return [[]]

    def _closed(self, options: list[list[str | Slot]] | None) -> Choice:
        if options is None:
            raise self._flaw("a '}' was never opened; variants are written {one|another}")
        if len(options) == 1:
            raise self._flaw("'{…}' holds only one wording; write {one|another}, or {{ … }} for a field")
        return Choice(options=tuple(tuple(option) for option in options))

    def _piece(self, token: re.Match[str]) -> str | Slot:
        return token[0] if token["slot"] is None else self._slot(token["slot"])

    def _slot(self, text: str) -> Slot:
        name, *filters = text.split("|")
        field = self._field(name.strip())
        settings = dict(self._filter(written, field) for written in filters)
        default, clip = settings.get("default"), settings.get("clip")
        sample = max((_SAMPLES.get(field.name, ""), default or ""), key=len)
        return Slot(
            field=field,
            sample=sample,
            default=default,
            clip=int(clip) if clip else None,
            date="date" in settings,
            public=self._public,
        )

    def _field(self, name: str) -> AnyField:
        known = [one for one in (PUBLIC if self._public else _FIELDS) if self._fits(_FIELDS[one])]
        if name not in _FIELDS:
            raise self._flaw(f"unknown field {shown(name)}{advice(name, known, lead='fields are')}")
        field = _FIELDS[name]
        if self._public and name not in PUBLIC:
            may = listed(known, "and", len(known))
            raise self._flaw(f"a comment may only repeat {may}, not {name}, which strangers write")
        if field.need not in {None, Need.PROFILE}:
            raise self._flaw(f"a notice cannot show {name}; ask about it in 'when' instead")
        if self._trigger is not None and self._trigger not in field.triggers:
            message = f"{name} does not exist for this trigger{counterpart(name, self._trigger)}"
            raise Flaw("E111", self._source.mark, message)
        return field

    def _fits(self, field: AnyField) -> bool:
        return self._trigger is None or self._trigger in field.triggers

    def _filter(self, written: str, field: AnyField) -> tuple[str, str]:
        parts = _FILTER.fullmatch(written)
        name, value = (parts[1], parts[2] or "") if parts else (written.strip(), "")
        allowed = ("default",) if self._public else ("clip", "date", "default")
        if name not in allowed:
            raise self._flaw(f"unknown filter {shown(name)}{advice(name, allowed, lead='it may be')}")
        value = _unquoted(value)
        if name == "default" and not value:
            raise self._flaw("'default' needs a text, such as {{ location.name | default: the water }}")
        if name == "clip" and not _CLIP.fullmatch(value):
            raise self._flaw("'clip' needs a length, such as {{ caption.text | clip: 120 }}")
        if name == "date" and (field.kind is not TIME or value):
            raise self._flaw(
                "'date' shows the day of a time, as in {{ media.created_at | date }}, and takes no value"
            )
        return name, value

    def _flaw(self, message: str) -> Flaw:
        return Flaw("E205", self._source.mark, message)


def _unquoted(text: str) -> str:
    """The text without quotes around it, which other template languages want and nobody means to say."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" and text[0] not in text[1:-1]
    return text[1:-1] if quoted else text
