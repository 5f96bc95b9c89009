"""What people write under their photos."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel, ConfigDict

from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from sandbox.instagram.world.cast import Place, Resident

Lines: TypeAlias = dict[str, tuple[str, ...]]
"""Captions by language."""

_HASHTAG = re.compile(r"#(\w+)")
_LONG_CAPTION_LINES = 14


class Phrases(BaseModel):
    """The file of captions, checked as it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tags: dict[str, tuple[str, ...]]
    """Hashtags by motif; the first is always used."""
    lines: dict[str, Lines]
    """Captions by motif, or by motif and tone (`sunset_spam`)."""
    replies: Lines


@cache
def phrases() -> Phrases:
    """Everything that people of this world say."""
    text = resources.files("sandbox.instagram.world").joinpath("captions.toml").read_text(encoding="utf-8")
    return Phrases.model_validate(tomllib.loads(text))


def hashtags(text: str) -> tuple[str, ...]:
    """The tags in a text, lower case, each once, in order."""
    return tuple(dict.fromkeys(tag.lower() for tag in _HASHTAG.findall(text)))


def caption(person: Resident, motif: str, place: Place | None, chance: Random, tone: str = "") -> str:
    """What `person` writes under a photo of `motif`, with hashtags. `tone` is `spam`, `grief` or nothing."""
    tone = "spam" if person.spam else tone
    lines = phrases().lines.get(f"{motif}_{tone}", phrases().lines[motif])
    fitting = [line for line in _spoken(lines, person) if place is not None or "{place}" not in line]
    line = chance.choice(fitting)
    if happens(chance, 0.02):  # one in fifty writes a novel
        line = "\n\n".join(chance.choice(fitting) for _ in range(_LONG_CAPTION_LINES))
    name = place.name if place is not None else ""
    return line.format(place=name) + chance.choice(("\n\n", "\n", " ")) + _tag_line(motif, chance)


def reply(person: Resident, chance: Random) -> str:
    """What `person` writes under somebody else's photo."""
    return chance.choice(_spoken(phrases().replies, person))


def _spoken(lines: Lines, person: Resident) -> list[str]:
    known = [line for language in person.languages for line in lines.get(language, ())]
    return known or list(lines.get("en") or next(iter(lines.values())))


def _tag_line(motif: str, chance: Random) -> str:
    first, *others = phrases().tags[motif]
    chosen = [first, *chance.sample(others, k=chance.randint(0, min(3, len(others))))]
    return " ".join(f"#{tag}" for tag in chosen)
