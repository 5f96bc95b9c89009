"""A table from above, and round things on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.pictures import noise
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch, ellipse
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from sandbox.instagram.pictures.canvas import Point

_WOODS = palette("8a5a3a a87850 5f4030 c49a6c 3f3430")
CLOTHS = palette("e9e2d4 cfd8d6 3c4a54 d9c7b4 f1ede4")
POTTERY = palette("f4efe6 2f4858 d8cfc0 88a096 e8b4a0 fbfaf7")


def laid(chance: Random) -> Canvas:
    """A table of wood, or with a cloth."""
    if happens(chance, 0.6):  # rather wood than cloth
        wood = stray(chance.choice(_WOODS), chance)
        canvas = Canvas(wood)
        fibre = noise.clouds(chance, (SIDE, SIDE), (3, 60), 4)
        canvas.fill(noise.steep(fibre, 120, 90), mix(wood, BLACK, 0.35), 0.55)
        canvas.fill(noise.steep(fibre, 150, 60), mix(wood, WHITE, 0.25), 0.35)
        joints = Sketch()
        for row in range(1, 4):
            level = row * 160 + chance.uniform(-14, 14)
            joints.line([(0, level), (SIDE, level)], 2.4)
        canvas.fill(joints.mask(0.8), mix(wood, BLACK, 0.7), 0.8)
        return canvas
    cloth = stray(chance.choice(CLOTHS), chance)
    canvas = Canvas(cloth)
    for cells in ((220, 12), (12, 220)):
        canvas.fill(noise.steep(noise.clouds(chance, (SIDE, SIDE), cells, 2), 118, 60), mix(cloth, BLACK, 0.2), 0.22)
    return canvas


def round_shape(canvas: Canvas, centre: Point, radius: float, colour: Colour, blur: float) -> None:
    """A circle with a soft edge."""
    canvas.shape(ellipse(centre, (radius, radius)), colour, blur=blur)


def disc(canvas: Canvas, centre: Point, radius: float, colour: Colour, shadow: float = 0.5) -> None:
    """A round thing that lies on the table, lit from the upper left."""
    under = (centre[0] + radius * 0.07, centre[1] + radius * 0.1)
    canvas.shape(ellipse(under, (radius * 1.02, radius * 1.02)), BLACK, strength=shadow, blur=radius * 0.09)
    round_shape(canvas, centre, radius, mix(colour, BLACK, 0.08), 0)
    round_shape(
        canvas, (centre[0] - radius * 0.015, centre[1] - radius * 0.02), radius * 0.97, mix(colour, WHITE, 0.35), 2
    )
    round_shape(canvas, (centre[0] + radius * 0.01, centre[1] + radius * 0.015), radius * 0.93, colour, 3)
