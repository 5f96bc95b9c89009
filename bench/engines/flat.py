"""The photos as one flat dictionary each, the oracle that says which rules meet them, and one lambda per rule."""

from __future__ import annotations

import re
from math import cos, radians
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeAlias

from bench.engines.world import PER_DEGREE, distance
from domain.unknown import Unknown
from rules.folding import ORDINARY, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bench.engines.wanted import Asked, Wanted
    from domain.events import NewMedia

Facts: TypeAlias = dict[str, Any]
NOWHERE = 999.0
SIGNS = {"is": "==", "gte": ">=", "lte": "<="}
"""How most engines write them."""


def facts(event: NewMedia) -> Facts:
    """What the rules ask about, folded already."""
    media = event.media
    caption = media.caption if isinstance(media.caption, str) else ""
    place = None if isinstance(media.location, Unknown) else media.location
    tags = () if isinstance(media.tags, Unknown) else media.tags
    return {
        "tags": list(tags),
        "tagset": frozenset(tags),
        "author": media.author.username,
        "place": (place and place.id) or "",
        "latitude": NOWHERE if place is None or place.latitude is None else place.latitude,
        "longitude": NOWHERE if place is None or place.longitude is None else place.longitude,
        "words": ORDINARY.phrase(caption),
        "text": fold(caption),
        "likes": media.likes,
        "comments": media.comments,
        "type": media.kind.value,
        "liked": media.liked_by_me,
        "length": len(caption) if caption else 10_000,
    }


def oracle(rules: Sequence[Wanted], photo: Facts) -> list[str]:
    """The names of the rules that meet a photo, found as plainly as can be."""
    return [rule.name for rule in rules if all(_meets(ask, photo) for ask in rule.asks)]


def lambdas(rules: Sequence[Wanted]) -> Callable[[Facts], list[str]]:
    """What a careful programmer writes first: each rule compiled to a lambda, all of them called."""
    functions = [(rule.name, _compiled(rule)) for rule in rules]
    return lambda photo: [name for name, holds in functions if holds(photo)]


def _compiled(rule: Wanted) -> Callable[[Facts], bool]:
    searches = [re.compile(str(ask.value[0])).search for ask in rule.asks if ask.sign == "regex"]
    code = compile(f"lambda f: {' and '.join(map(_python, rule.asks))}", rule.name, "eval")
    (body,) = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return FunctionType(body, {"search": searches[0] if searches else None})


def _python(ask: Asked) -> str:
    written = [repr(f" {one} " if ask.field == "words" else one) for one in ask.value]
    if ask.field == "spot":
        return inside(ask, "f[{!r}]".format)
    if ask.field == "tags":
        members = " or ".join(f"{tag} in f['tagset']" for tag in written)
        return f"{_NOT[ask.sign]}({members})"
    return _PYTHON[ask.sign].format(f"f[{ask.field!r}]", *written).replace("'false'", "False")


def circle(ask: Asked) -> tuple[float, float, float, float]:
    """A circle for engines without a sine: its middle, the square of how degrees shrink there, and of its radius."""
    latitude, longitude, radius = map(float, ask.value)
    return latitude, longitude, round(cos(radians(latitude)) ** 2, 9), round((radius / PER_DEGREE) ** 2, 12)


def inside(ask: Asked, name: Callable[[str], str] = str) -> str:
    """Whether a point lies in a circle, in the arithmetic of any engine; `name` says how it calls a fact."""
    latitude, longitude, shrink, bound = circle(ask)
    north, east = f"({name('latitude')} - ({latitude}))", f"({name('longitude')} - ({longitude}))"
    return f"{north} * {north} + {east} * {east} * {shrink:.9f} <= {bound:.12f}"


def _meets(ask: Asked, photo: Facts) -> bool:
    value, fact = ask.value, photo[_FACT.get(ask.field, ask.field)]
    if ask.field == "spot":
        latitude, longitude, radius = map(float, value)
        return distance(latitude, longitude, photo["latitude"], photo["longitude"]) <= radius
    return _MEETS[ask.sign](fact, value)


_FACT = {"spot": "latitude"}
_NOT = {"any": "", "none": "not "}
_PYTHON = {
    "is": "{0} == {1}",
    "gte": "{0} >= {1}",
    "lte": "{0} <= {1}",
    "between": "{1} <= {0} <= {2}",
    "has": "{1} in {0}",
    "lacks": "{1} not in {0}",
    "regex": "search({0}) is not None",
}
_MEETS: Mapping[str, Callable[[Any, tuple[Any, ...]], bool]] = {
    "any": lambda fact, value: any(tag in fact for tag in value),
    "none": lambda fact, value: not any(tag in fact for tag in value),
    "has": lambda fact, value: f" {value[0]} " in fact,
    "lacks": lambda fact, value: f" {value[0]} " not in fact,
    "regex": lambda fact, value: re.search(value[0], fact) is not None,
    "is": lambda fact, value: fact == (False if value[0] == "false" else value[0]),
    "gte": lambda fact, value: fact >= value[0],
    "lte": lambda fact, value: fact <= value[0],
    "between": lambda fact, value: value[0] <= fact <= value[1],
}
