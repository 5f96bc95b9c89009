"""What wakes a rule, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from domain.sources import Source, SourceKind
from rules.triggers import NAMED, OWN, OnFollowRequest, OnNewComment, OnNewMedia
from rules.wording import listed

if TYPE_CHECKING:
    from rules.triggers import RuleTrigger

_NAMES = {
    SourceKind.TAG: ("with", "#{}"),
    SourceKind.USER: ("by", "user {}"),
    SourceKind.FEED: ("by", "people you follow"),
    SourceKind.LOCATION: ("at", "place {}"),
    SourceKind.AREA: ("within", "{}"),
    SourceKind.GEOGRAPHY: ("in", "area {}"),
    SourceKind.LIKED: ("among", "what you liked"),
    SourceKind.POPULAR: ("among", "what is popular"),
}
"""The lists that bring photos."""
_KILOMETRE = 1000


def trigger(waking: RuleTrigger) -> str:
    """For example: a new photo with #sunset or by @ana."""
    match waking:
        case OnFollowRequest():
            return "a follow request"
        case OnNewComment():
            return "a new comment under your photos"
        case OnNewMedia(sources=sources):
            lists: dict[str, list[str]] = {}
            for preposition, name in map(_where, sources):
                lists.setdefault(preposition, []).append(name)
            wheres = [f"{preposition} {listed(names, 'or')}" for preposition, names in lists.items()]
            return f"a new photo {listed(wheres, 'or', len(wheres))}"
    assert_never(waking)


def _where(source: Source) -> tuple[str, str]:
    """How a list is spoken of: those with the same preposition are named in one breath."""
    preposition, name = _NAMES[source.kind]
    match source.kind:
        case SourceKind.USER:
            return preposition, _user(source.value)
        case SourceKind.AREA:
            return preposition, _circle(source.value)
    return preposition, name.format(source.value)


def _user(value: str) -> str:
    if value == OWN:
        return "yourself"
    return value if value.startswith(NAMED) else _NAMES[SourceKind.USER][1].format(value)


def _circle(value: str) -> str:
    latitude, longitude, *metres = value.split(",")
    radius = f"{float(metres[0]) / _KILOMETRE:g} km" if metres else "reach"
    return f"{radius} of {latitude}, {longitude}"
