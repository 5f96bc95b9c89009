"""The text of a regular expression: folded like what it is held against, and its mistakes explained."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rules.syntax.spelling import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.folding import Folding

# Kept as text: re compiles a pattern when it is first used, and starting must be quick.
_PIECE = (
    r"(?s)(?P<quote>\\Q.*?(?:\\E|$))"
    r"|(?P<escape>\\(?:[pP](?:\{[^}]*\}|.)|x\{[^}]*\}|.))"
    r"|(?P<set>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\])"
    r"|(?P<open>\(\?P?<\w+>|\(\?[a-zA-Z-]*:?)"
    r"|(?P<count>\{(?P<least>[0-9]+)(?:,(?P<most>[0-9]*))?\})"
    r"|(?P<sign>.)"
)
_HEAD = r"\[\^?\]?"
_MEMBER = (
    r"(?s)(?P<posix>\[:\^?\w+:\])"
    r"|(?P<escape>\\(?:[pP](?:\{[^}]*\}|.)|x\{[^}]*\}|.))"
    r"|(?P<range>[^\\]-[^\\])"
    r"|(?P<inner>.)"
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_NAMED = "(?P="
_BACK = r"\\[1-9k]|\(\?P="
_WORDS = "knows English letters only; write {} for any script, or ask with any_word"
_EDGE = "sees the edges of English words only; ask with any_word, or write (?:^|[^\\p{L}\\p{N}]) and the like"
_DIGITS = "knows 0 to 9 only; write {} for the digits of any script, or [0-9] if these are meant"
_SPACE = "never occurs, since white space counts as one plain space; write a space or \\s"
_POSIX = "knows English letters only; write \\p{L}, \\p{N} or the like"
_CAPITAL = "is any letter here, since capitals count as small letters; add case: exact"
_PITFALLS = {
    "\\w": _WORDS.format("[\\p{L}\\p{M}\\p{N}_]"),
    "\\W": _WORDS.format("[^\\p{L}\\p{M}\\p{N}_]"),
    "\\b": _EDGE,
    "\\B": _EDGE,
    "\\d": _DIGITS.format("\\p{Nd}"),
    "\\D": _DIGITS.format("\\P{Nd}"),
    "\\n": _SPACE,
    "\\r": _SPACE,
    "\\t": _SPACE,
}
TOO_OFTEN = "repeats too much; say + or * instead of a high number, and no high number inside another"
_CAPITALS = {"\\p{Lu}", "\\p{Lt}", "\\P{Ll}"}


def rewritten(pattern: str, folding: Folding) -> str:
    """The pattern with its own letters folded, so that `Straße` finds what was folded to `strasse`."""
    return "".join(_folded(piece, folding) for piece in _pieces(pattern))


def pitfalls(pattern: str, folding: Folding) -> tuple[str, ...]:
    """What RE2 reads otherwise than most people expect, and what to write instead; each once."""
    said: dict[str, None] = {}
    for piece in _pieces(pattern):
        members = _members(piece[0]) if piece.lastgroup == "set" else (piece,)
        said.update(dict.fromkeys(told for member in members if (told := _pitfall(member, folding))))
    return tuple(said)


def repetitions(pattern: str) -> int:
    """How often something is repeated by a count such as `{3,9}`, those in one another multiplied."""
    groups, last = [0], 0
    for piece in _pieces(pattern):
        if piece["count"]:
            last = max(last, 1) * int(piece["most"] or piece["least"])
            continue
        groups[-1] += last
        last = 0
        if piece.lastgroup == "open" or piece[0] == "(":
            groups.append(0)
        elif piece[0] == ")" and len(groups) > 1:
            last = groups.pop()
    return sum(groups) + last


def objection(pattern: str, told: str) -> str:
    """Why RE2 refuses a pattern, given what it says, as the end of a sentence."""
    problem, _, place = told.partition(": ")
    place = _NAMED if place == _NAMED[:-1] and _NAMED in pattern else place
    where = f"{shown(place)}{_at(pattern, place)}"
    if place.startswith(_LOOKS):
        return f"has {where}, but there is no look-ahead or look-behind; ask with two conditions instead"
    if re.match(_BACK, place):
        return f"has {where}, but there are no backreferences; write out what may come again"
    if problem.startswith(("pattern too large", "invalid repetition size")):
        return TOO_OFTEN
    return f"is no regular expression: {problem}{'' if place in {'', pattern} else f' {where}'}"


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    return re.finditer(_PIECE, unicodedata.normalize("NFC", pattern))


def _members(text: str) -> Iterator[re.Match[str]]:
    """What stands between brackets."""
    head = re.match(_HEAD, text)
    return re.finditer(_MEMBER, text[head.end() if head else 0 : -1])


def _folded(piece: re.Match[str], folding: Folding) -> str:
    match piece.lastgroup:
        case "set":
            inner = "".join(_in_set(member, folding) for member in _members(piece[0]))
            head = re.match(_HEAD, piece[0])
            return f"{head[0] if head else ''}{inner}]"
        case "sign":
            return _sign(piece[0], folding)
        case _:
            return piece[0]


def _sign(sign: str, folding: Folding) -> str:
    """One sign outside of brackets, which may fold to several or to none."""
    if sign.isascii() and not sign.isalpha():
        return sign
    folded = " " if sign.isspace() else folding.fold(sign)
    return _escaped(folded) if len(folded) == 1 else f"(?:{_escaped(folded)})"


def _in_set(member: re.Match[str], folding: Folding) -> str:
    sign = member[0]
    if member.lastgroup != "inner" or (sign.isascii() and not sign.isalpha()):
        return sign
    folded = folding.fold(sign)
    return _escaped(folded) if len(folded) == 1 else sign


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign.isascii() and not sign.isalnum() else sign for sign in text)


def _pitfall(member: re.Match[str], folding: Folding) -> str | None:
    written = member[0]
    match member.lastgroup:
        case "posix":
            return f"{written} {_POSIX}"
        case "escape" if written in _CAPITALS and folding.case:
            return f"{written} {_CAPITAL}"
        case "escape" if written in _PITFALLS:
            return f"{written} {_PITFALLS[written]}"
        case "inner" if len(folded := folding.fold(written)) > 1:
            return f"{written} is compared as {shown(folded)}, which brackets cannot hold; write (?:{written}|...)"
    return None


def _at(pattern: str, place: str) -> str:
    starts = (piece.start() for piece in _pieces(pattern) if pattern.startswith(place, piece.start()))
    start = next(starts, pattern.find(place))
    return f" at character {start + 1}" if place and start >= 0 else ""
