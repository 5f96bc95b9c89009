"""Chance that can be repeated: every draw follows from the seed and from what it is drawn for."""

from __future__ import annotations

from random import Random


def dice(*parts: object) -> Random:
    """A source of chance that gives the same for the same parts, in every process and version of Python."""
    return Random(":".join(map(str, parts)))  # noqa: S311  # it paints pictures, it guards nothing


def happens(chance: Random, share: float) -> bool:
    """Whether something that happens in so large a share of all cases (0 to 1) happens in this one."""
    return chance.random() < share
