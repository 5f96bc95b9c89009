"""How the text of one value is read once its type is known. The language has no other types than these."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from domain.terms import Rate
from rules.problems import Flaw
from rules.syntax.mishaps import no_value
from rules.syntax.nodes import Node, Scalar, kind
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    Word = TypeVar("Word", bound=StrEnum)

# Kept as text: re compiles a pattern when it is first used, and starting must be quick.
_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,9})?"
_WHOLE = r"-?[0-9]{1,9}"
_DURATION = r"(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,8})s)?"
_DISTANCE = r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(km|m)"
_RATE = r"([0-9]{1,6}) +per +(\S+)"
_PERCENT = r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?%"
_CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
_METRES = {"km": 1000.0, "m": 1.0}


def scalar(node: Node, name: str) -> Scalar:
    """The node itself when it is one value. `name` says in messages what is being read."""
    if not isinstance(node, Scalar):
        raise Flaw("E113", node.mark, f"{name} takes one value, not {kind(node)}")
    if node.missing:
        raise no_value(name, node.mark)
    return node


def text(node: Node, name: str) -> str:
    """One text with something in it."""
    value = scalar(node, name)
    if not value.text.strip():
        raise Flaw("E108", node.mark, f"{name} is an empty text; write something or leave it out")
    return value.text


def number(node: Node, name: str) -> float:
    """A number with or without decimals."""
    value = scalar(node, name)
    if not re.fullmatch(_NUMBER, value.text):
        raise _wrong(value, name, "a number such as 12 or 0.5")
    return float(value.text)


def whole(node: Node, name: str, *, least: int | None = None) -> int:
    """A number without decimals."""
    value = scalar(node, name)
    if not re.fullmatch(_WHOLE, value.text):
        raise _wrong(value, name, "a whole number such as 12")
    if least is not None and int(value.text) < least:
        raise Flaw("E108", node.mark, f"{name} must be {least} or more, not {value.text}")
    return int(value.text)


def truth(node: Node, name: str) -> bool:
    """`true` or `false`; every other way of saying it is refused, since half of the tools read it otherwise."""
    value = scalar(node, name)
    if value.text in {"true", "false"}:
        return value.text == "true"
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(value.text.casefold())
    raise _wrong(value, name, f"true or false{f', here probably {meant}' if meant else ''}")


def duration(node: Node, name: str) -> timedelta:
    """A length of time, longer than none."""
    value = scalar(node, name)
    parts = re.fullmatch(_DURATION, value.text)
    if parts is None or not value.text:
        raise _wrong(value, name, "a duration such as 45s, 10m, 2h30m or 7d")
    days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not length:
        raise Flaw("E108", node.mark, f"{name} must be longer than {value.text}")
    return length


def span(node: Node, name: str) -> tuple[timedelta, timedelta]:
    """The least and the most of a range of durations; a single one is both."""
    value = scalar(node, name)
    low, dots, high = (part.strip() for part in value.text.partition(".."))
    if not low or (dots and not high):
        raise _wrong(value, name, "a range of durations such as 45s..3m")
    least = duration(Scalar(text=low, mark=value.mark), name)
    most = duration(Scalar(text=high, mark=value.mark), name) if dots else least
    if least > most:
        raise Flaw("E108", node.mark, f"{name} is empty: {low} is more than {high}; turn them round")
    return least, most


def rate(node: Node, name: str) -> Rate:
    """So many in any span of a length."""
    value = scalar(node, name)
    parts = re.fullmatch(_RATE, value.text.strip())
    if parts is None or not int(parts[1]):
        raise _wrong(value, name, "a number and a duration such as 20 per 1d")
    length = duration(Scalar(text=parts[2], mark=value.mark), f"{name}, behind 'per',")
    return Rate(count=int(parts[1]), seconds=length.total_seconds())


def percent(node: Node, name: str) -> float:
    """A share as a part of 1: more than nothing, and no more than all."""
    value = scalar(node, name)
    parts = re.fullmatch(_PERCENT, value.text)
    if parts is None or not 0 < float(parts[1]) <= 100:  # noqa: PLR2004 - that is what per cent means
        raise _wrong(value, name, "a share such as 20%, more than 0% and up to 100%")
    return float(parts[1]) / 100


def clock(node: Node, name: str) -> time:
    """A time of day. 24:00 is midnight too: the one at the end of the day."""
    value = scalar(node, name)
    parts = re.fullmatch(_CLOCK, value.text)
    if parts is None and value.text != "24:00":
        raise _wrong(value, name, "a time of day such as 08:00 or 22:30")
    return time(int(parts[1]), int(parts[2])) if parts else time()


def moment(node: Node, name: str) -> datetime:
    """A point in time that was written with its zone, in UTC."""
    value = scalar(node, name)
    wanted = "a time with its zone such as 2026-06-01T18:00:00+02:00"
    try:
        read = datetime.fromisoformat(value.text)
        if read.tzinfo is None:
            raise _wrong(value, name, wanted)
        return read.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _wrong(value, name, wanted) from error


def distance(node: Node, name: str) -> float:
    """A distance in metres, more than none."""
    value = scalar(node, name)
    parts = re.fullmatch(_DISTANCE, value.text)
    if parts is None:
        raise _wrong(value, name, "a distance such as 30km or 500m")
    metres = float(parts[1]) * _METRES[parts[2]]
    if not metres:
        raise Flaw("E108", node.mark, f"{name} must be more than {value.text}")
    return metres


def choice(node: Node, name: str, choices: Iterable[str]) -> str:
    """One of the words that are allowed here."""
    value = scalar(node, name)
    allowed = tuple(choices)
    if value.text not in allowed:
        end = advice(value.text, allowed, lead="it is one of")
        raise Flaw("E108", node.mark, f"{name} cannot be {shown(value.text)}{end}")
    return value.text


def one_of(words: type[Word]) -> Callable[[Node, str], Word]:
    """Reads one of the words of an enumeration."""

    def read(node: Node, name: str) -> Word:
        return words(choice(node, name, tuple(words)))

    return read


def _wrong(value: Scalar, name: str, wanted: str) -> Flaw:
    return Flaw("E108", value.mark, f"{name} takes {wanted}, not {shown(value.text)}")
