"""Colours as triples from 0 to 255."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

Colour: TypeAlias = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def parse(text: str) -> Colour:
    """The colour of six hex digits."""
    return (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16))


def palette(text: str) -> tuple[Colour, ...]:
    """The colours of several six hex digits, parted by spaces."""
    return tuple(parse(word) for word in text.split())


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with so much of `other`, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def stray(colour: Colour, chance: Random, *, hue: float = 0.02, light: float = 0.05) -> Colour:
    """A neighbour of a colour, so that no two pictures share one exactly."""
    h, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    lightness = min(1.0, max(0.0, lightness + chance.uniform(-light, light)))
    red, green, blue = colorsys.hls_to_rgb((h + chance.uniform(-hue, hue)) % 1, lightness, saturation)
    return (round(red * 255), round(green * 255), round(blue * 255))


def stray_all(colours: tuple[Colour, ...], chance: Random, *, hue: float = 0.015) -> tuple[Colour, ...]:
    """A whole palette moved together, so that it stays in tune."""
    turn, lift = chance.uniform(-hue, hue), chance.uniform(-0.03, 0.03)
    moved = []
    for colour in colours:
        h, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
        lightness = min(1.0, max(0.0, lightness + lift))
        moved.append(tuple(round(part * 255) for part in colorsys.hls_to_rgb((h + turn) % 1, lightness, saturation)))
    return tuple((red, green, blue) for red, green, blue in moved)
