"""Coffee from above, with a pattern in the milk."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, stray
from sandbox.instagram.pictures.table import POTTERY, disc, laid, round_shape
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point


def coffee(chance: Random) -> Picture:
    """A cup from above, with a pattern in the milk."""
    canvas = laid(chance)
    centre, radius = (chance.uniform(280, 360), chance.uniform(280, 360)), chance.uniform(150, 178)
    pot = stray(chance.choice(POTTERY), chance, light=0.02)
    disc(canvas, centre, radius * 1.42, pot)
    disc(canvas, centre, radius * 0.98, mix(pot, BLACK, 0.05), shadow=0.3)
    _handle(canvas, centre, radius, pot, chance.uniform(0, 2 * pi))
    disc(canvas, centre, radius, pot, shadow=0.45)
    round_shape(canvas, centre, radius * 0.9, mix(pot, BLACK, 0.3), 2)
    crema = stray((150, 92, 48), chance, light=0.03)
    round_shape(canvas, centre, radius * 0.86, mix(crema, BLACK, 0.42), 1)
    round_shape(canvas, centre, radius * 0.8, crema, 9)
    _latte(canvas, chance, centre, radius * 0.62)
    canvas.glow((centre[0] - radius * 0.4, centre[1] - radius * 0.5), radius * 0.7, (255, 236, 210), 0.2)
    _beside(canvas, chance, centre)
    return canvas.finish(chance)


def _handle(canvas: Canvas, centre: Point, radius: float, pot: Colour, angle: float) -> None:
    outer = (centre[0] + cos(angle) * radius * 1.14, centre[1] + sin(angle) * radius * 1.14)
    shade = Sketch()
    shade.ellipse((outer[0] + 7, outer[1] + 9), (radius * 0.3, radius * 0.15), turn=angle)
    canvas.fill(shade.mask(7), BLACK, 0.4)
    ring = Sketch()
    ring.ellipse(outer, (radius * 0.3, radius * 0.15), turn=angle)
    ring.ellipse(outer, (radius * 0.18, radius * 0.07), turn=angle, strength=0)
    canvas.fill(ring.mask(0.6), mix(pot, WHITE, 0.18))


def _latte(canvas: Canvas, chance: Random, centre: Point, size: float) -> None:
    milk, turn = Sketch(), chance.uniform(-0.5, 0.5)
    c, s = cos(turn), sin(turn)

    def placed(points: list[Point]) -> list[Point]:
        return [(centre[0] + (x * c - y * s) * size, centre[1] + (x * s + y * c) * size) for x, y in points]

    if happens(chance, 0.5):  # a heart, or a fern
        beat = [2 * pi * step / 60 for step in range(60)]
        heart = [
            (sin(t) ** 3 * 0.8, -(13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)) / 17 * 0.8)
            for t in beat
        ]
        for shrink, strength in ((1.0, 1.0), (0.72, 0.0), (0.56, 1.0)):
            milk.polygon(placed([(x * shrink, y * shrink - 0.04) for x, y in heart]), strength)
    else:
        for leaf in range(7):
            level, wide = 0.72 - leaf * 0.23, 0.78 * sin((leaf + 1.4) * pi / 9)
            upper = [(wide * t / 8, level - 0.34 * (t / 8) ** 2) for t in range(-8, 9)]
            lower = [(x, y + 0.13 * (1 - (x / wide) ** 2)) for x, y in reversed(upper)]
            milk.polygon(placed([*upper, *lower]))
        milk.line(placed([(0, 0.9), (0, -0.75)]), size * 0.05, 0)
    canvas.fill(milk.mask(1.4), (250, 238, 218), 0.94)


def _beside(canvas: Canvas, chance: Random, centre: Point) -> None:
    """Something next to the cup: beans, or a biscuit."""
    corner = (90.0 if centre[0] > SIDE / 2 else 550.0, chance.choice((85.0, 560.0)))
    if happens(chance, 0.5):
        shadow, beans, seams = Sketch(), Sketch(), Sketch()
        for _ in range(chance.randint(12, 24)):
            x, y, turn = corner[0] + chance.gauss(0, 42), corner[1] + chance.gauss(0, 36), chance.uniform(0, pi)
            shadow.ellipse((x + 3, y + 4), (12, 8), turn=turn)
            beans.ellipse((x, y), (12, 8), turn=turn)
            seams.line(
                [(x - 9 * cos(turn), y - 9 * sin(turn)), (x + 1.5, y - 1.5), (x + 9 * cos(turn), y + 9 * sin(turn))],
                1.6,
            )
        canvas.fill(shadow.mask(3), BLACK, 0.5)
        canvas.fill(beans.mask(), (78, 46, 28))
        canvas.fill(seams.mask(0.4), (38, 22, 14))
    else:
        disc(canvas, corner, 58, (212, 164, 104))
        chips = Sketch()
        for _ in range(14):
            angle, reach = chance.uniform(0, 2 * pi), 46 * chance.random() ** 0.5
            chips.ellipse((corner[0] + reach * cos(angle), corner[1] + reach * sin(angle)), (6, 4.5), turn=angle)
        canvas.fill(chips.mask(0.5), (72, 42, 28))
