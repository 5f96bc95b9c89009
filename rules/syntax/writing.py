"""Writes YAML that our loader reads as it was meant: text, lists and maps, in one line where they fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value] | None"
"""`None` is a value that is left out: `follow_request:`."""
Path: TypeAlias = tuple[str | int, ...]
"""The keys and places by which a value is reached."""
Notes: TypeAlias = Mapping[Path, str]
"""Comments: behind the key, or above the entry, that they are about."""

WIDTH = 110
_STEP = "  "
_PLAIN = r"(?:[\w$./+]|-(?=\w))(?:[\w $%./+()°-]*[\w$%./+()°])?"
_TIME = r"-?\d[\dT:.+Z-]*"
"""A colon with something behind it makes no key."""


def write(value: Mapping[str, Value], notes: Notes | None = None) -> str:
    """The text of a file."""
    return "".join(f"{line}\n" for line in _lines(value, (), notes or {}))


def _lines(value: Value, path: Path, notes: Notes) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _pair(key, held, (*path, key), notes)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for place, held in enumerate(value):
            yield from _entry(held, (*path, place), notes)


def _pair(key: str, held: Value, path: Path, notes: Notes) -> Iterator[str]:
    word = _word(key)
    note = f"  # {_one_line(notes[path])}" if path in notes else ""
    if _fits(held, path, notes, len(word) + len(note)):
        yield f"{word}: {_in_line(held)}".rstrip() + note
    else:
        yield f"{word}:{note}"
        yield from (f"{_STEP}{line}" for line in _lines(held, path, notes))


def _entry(held: Value, path: Path, notes: Notes) -> Iterator[str]:
    if path in notes:
        yield f"# {_one_line(notes[path])}"
    alone = isinstance(held, Mapping) and len(held) == 1
    if not alone and _fits(held, path, notes, 0):
        yield f"- {_in_line(held)}".rstrip()
    else:
        begun = _lines(held, path, notes)
        yield f"- {next(begun)}"
        yield from (f"{_STEP}{line}" for line in begun)


def _fits(held: Value, path: Path, notes: Notes, beside: int) -> bool:
    """Whether a value stands in one line. Text always does."""
    if isinstance(held, str) or not held:
        return True
    noted = any(len(other) > len(path) and other[: len(path)] == path for other in notes)
    return not noted and len(_in_line(held)) + beside + len(_STEP) * len(path) <= WIDTH and _flows(held)


def _flows(held: Value, most: int = 2) -> bool:
    """Whether it can be read in one line: no list of maps, no maps in maps in maps, and nothing left out."""
    if isinstance(held, Mapping):
        return most > 0 and all(_flows(one, most - 1) for one in held.values())
    if isinstance(held, str) or held is None:
        return held is not None
    return all(_flows(one) and not isinstance(one, Mapping) for one in held)


def _in_line(held: Value) -> str:
    if held is None or isinstance(held, str):
        return "" if held is None else _word(held)
    if isinstance(held, Mapping):
        pairs = ", ".join(f"{_word(key)}: {_in_line(one)}" for key, one in held.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f"[{', '.join(map(_in_line, held))}]"


def _word(text: str) -> str:
    """One value, in quotes where YAML could take it for something else."""
    if re.fullmatch(_PLAIN, text) or re.fullmatch(_TIME, text):
        return text
    return "".join(map(_sign, json.dumps(text, ensure_ascii=False)))


def _sign(sign: str) -> str:
    if sign.isprintable():
        return sign
    if "\ud800" <= sign <= "\udfff":  # half a character, which no file may hold
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"  # noqa: PLR2004 - four hex digits


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
