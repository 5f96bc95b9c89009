"""Texts with places to be filled: `{{ author.username }}`, and with variants: `{one|another}`."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from rules.contents import url_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.fields.field import AnyField
    from rules.subject import Subject

GAP = "unknown"
"""Stands in a notice where a value should be that nobody told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """A place for the value of a field."""

    field: AnyField
    sample: str
    """As long as a value is likely to get."""
    default: str | None = None
    clip: int | None = None
    date: bool = False
    public: bool = False
    """Whether strangers will read it: then a value that could tag, mention or link counts as none."""

    def render(self, subject: Subject) -> str | None:
        """The value as text on one line, or the default."""
        value = self.field.show(subject)
        line = None if value is None else " ".join(value.split())
        if not line or (self.public and not harmless(line)):
            return self.default
        if self.date:
            return line[:10]
        if self.clip is not None and len(line) > self.clip:
            return f"{line[: self.clip - 1].rstrip()}…"
        return line


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One of several wordings."""

    options: tuple[tuple[str | Slot, ...], ...]


Part: TypeAlias = str | Slot | Choice


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendering:
    """A filled text, and the fields for which there was nothing."""

    text: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A text with its places and variants."""

    parts: tuple[Part, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All places, those in variants too."""
        options = (option for part in self.parts if isinstance(part, Choice) for option in part.options)
        pieces = (*self.parts, *(piece for option in options for piece in option))
        return tuple(piece for piece in pieces if isinstance(piece, Slot))

    def render(self, subject: Subject, seed: str) -> Rendering:
        """The text for an event. The same `seed` always gives the same wording."""
        texts: list[str] = []
        gaps: list[str] = []
        for piece in self._pieces(seed):
            text = piece if isinstance(piece, str) else piece.render(subject)
            if text is None and isinstance(piece, Slot):
                gaps.append(piece.field.name)
            texts.append(GAP if text is None else text)
        return Rendering(text="".join(texts).strip(), gaps=tuple(gaps))

    def longest(self, measure: Callable[[str], int]) -> str:
        """The wording that measures most, with a sample in every place."""
        texts = [
            max((_sample(option) for option in part.options), key=measure)
            if isinstance(part, Choice)
            else _sample((part,))
            for part in self.parts
        ]
        return "".join(texts).strip()

    def _pieces(self, seed: str) -> list[str | Slot]:
        pieces: list[str | Slot] = []
        for number, part in enumerate(self.parts):
            if isinstance(part, Choice):
                pieces.extend(part.options[draw(f"{seed}:{number}", len(part.options))])
            else:
                pieces.append(part)
        return pieces


def harmless(text: str) -> bool:
    """Whether a stranger's text may be repeated in public: no tag, no mention, no link."""
    return not any(sign in text for sign in "#@\N{FULLWIDTH NUMBER SIGN}") and not url_count(text)


def draw(seed: str, count: int) -> int:
    """A number below `count` that depends on nothing but the seed, so that a test and a real run agree."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=8).digest()) % count


def _sample(option: tuple[str | Slot, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.sample for piece in option)
