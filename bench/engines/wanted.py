"""Rules in no engine's words, and what people add to many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

SHAPES = (
    "{0} (and|or|of) {1}",
    "{0}[a-z]+ {1}",
    "{0}.?{0}",
    "{0} ?(no|nr) ?[0-9]+|{1}{0}",
    "({0}|{1}) ?[0-9]{{2,4}}",
)


class Asked(NamedTuple):
    """One condition, in no engine's words."""

    field: str
    """tags, author, place, spot, words, text, likes, comments, type, liked or length."""
    sign: str
    """any, none, is, near, has, lacks, regex, gte, lte or between."""
    value: tuple[str | float, ...]


@dataclass(frozen=True)
class Wanted:
    """One rule."""

    name: str
    kind: str
    asks: tuple[Asked, ...]


def further(dice: random.Random, tags: list[str], words: list[str]) -> Asked:
    """What people add to many rules: bounds, and words that they never want to see."""
    return dice.choice(
        (
            lambda: Asked("likes", "gte", (dice.choice((3, 5, 10, 20, 50)),)),
            lambda: Asked("likes", "between", (dice.choice((3, 5, 10)), dice.choice((400, 1_000, 5_000)))),
            lambda: Asked("comments", "lte", (dice.choice((5, 10, 20, 50)),)),
            lambda: Asked("type", "is", ("image",)),
            lambda: Asked("liked", "is", ("false",)),
            lambda: Asked("length", "lte", (dice.choice((100, 200, 300)),)),
            lambda: Asked("tags", "none", (dice.choice(tags),)),
            lambda: Asked("words", "lacks", (dice.choice(words),)),
        )
    )()


def numbers(dice: random.Random) -> tuple[Asked, ...]:
    """Something rare about the numbers alone: a photo that does very well, or is talked about a lot."""
    likes, comments = dice.randint(800, 20_000), dice.randint(40, 600)
    return dice.choice(
        (
            (Asked("likes", "gte", (likes,)),),
            (Asked("comments", "gte", (comments,)),),
            (Asked("likes", "gte", (likes // 4,)), Asked("comments", "gte", (comments // 4,))),
            (Asked("likes", "between", (likes, likes + 500)),),
        )
    )
