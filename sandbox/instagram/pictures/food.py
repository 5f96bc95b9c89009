"""Food from above: soup, salad, pie."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image

from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch, ellipse
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray
from sandbox.instagram.pictures.table import CLOTHS, POTTERY, disc, laid, round_shape

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point

_SOUPS = palette("e08a34 c9502f d9b13f 7f9a4a e6b889")
_GREENS = palette("4f7d3a 7da850 2f5d34 9cbf5f")


def food(chance: Random) -> Picture:
    """A bowl or a plate from above."""
    canvas = laid(chance)
    centre, radius = (chance.uniform(295, 345), chance.uniform(295, 345)), chance.uniform(205, 230)
    _napkin(canvas, chance, centre)
    pot = stray(chance.choice(POTTERY), chance, light=0.02)
    disc(canvas, centre, radius, pot)
    round_shape(canvas, centre, radius * 0.84, mix(pot, BLACK, 0.12), 3)
    dish = chance.choice((_soup, _salad, _pie))
    dish(canvas, chance, centre, radius * 0.8)
    canvas.glow((centre[0] - 90, centre[1] - 110), 200, (255, 240, 214), 0.18)
    _spoon(canvas, (centre[0] + radius * 1.12, centre[1] + 10), chance)
    return canvas.finish(chance)


def _soup(canvas: Canvas, chance: Random, centre: Point, radius: float) -> None:
    broth = stray(chance.choice(_SOUPS), chance)
    round_shape(canvas, centre, radius, mix(broth, BLACK, 0.25), 1)
    round_shape(canvas, centre, radius * 0.95, broth, 6)
    swirl = Sketch()
    turns = [step / 14 for step in range(66)]
    swirl.line([(centre[0] + radius * 0.11 * t * cos(t), centre[1] + radius * 0.11 * t * sin(t)) for t in turns], 9)
    canvas.fill(swirl.mask(2.2), (255, 246, 228), 0.85)
    _scatter(canvas, chance, centre, radius * 0.6, (chance.choice(_GREENS), 26, (11, 5)))
    _scatter(canvas, chance, centre, radius * 0.75, ((248, 226, 170), 30, (4, 2.6)))


def _salad(canvas: Canvas, chance: Random, centre: Point, radius: float) -> None:
    for green in (*_GREENS, *_GREENS[:2]):
        _scatter(canvas, chance, centre, radius * 0.86, (green, 13, (44, 20)))
    _scatter(canvas, chance, centre, radius * 0.7, ((214, 60, 48), 7, (21, 20)))
    _scatter(canvas, chance, centre, radius * 0.7, ((247, 232, 190), 9, (18, 11)))
    _scatter(canvas, chance, centre, radius * 0.72, ((120, 58, 108), 8, (20, 5)))
    _scatter(canvas, chance, centre, radius * 0.8, ((240, 206, 120), 26, (5, 3.4)))


def _pie(canvas: Canvas, chance: Random, centre: Point, radius: float) -> None:
    crust = stray((206, 150, 84), chance)
    filling = stray(chance.choice(palette("8c2f4a 5b3a7a c9622f e0b04a")), chance)
    round_shape(canvas, centre, radius, mix(crust, BLACK, 0.2), 1)
    round_shape(canvas, centre, radius * 0.97, crust, 5)
    round_shape(canvas, centre, radius * 0.84, filling, 2)
    _scatter(canvas, chance, centre, radius * 0.74, (mix(filling, WHITE, 0.18), 40, (17, 15)))
    _scatter(canvas, chance, centre, radius * 0.74, (mix(filling, BLACK, 0.3), 26, (12, 11)))
    lattice, shade, inside = Sketch(), Sketch(), Sketch()
    inside.ellipse(centre, (radius * 0.88, radius * 0.88))
    for step in range(-3, 4):
        for along, across in (((0.7, 0.7), (-0.7, 0.7)), ((0.7, -0.7), (0.7, 0.7))):
            mid = (centre[0] + across[0] * step * radius * 0.27, centre[1] + across[1] * step * radius * 0.27)
            ends = [(mid[0] + sign * along[0] * radius, mid[1] + sign * along[1] * radius) for sign in (-1, 1)]
            shade.line([(x + 4, y + 6) for x, y in ends], 24)
            lattice.line(ends, 22)
    for sketch, colour, blur, strength in ((shade, BLACK, 3.0, 0.4), (lattice, mix(crust, WHITE, 0.14), 0.8, 1.0)):
        part = Image.new("L", (SIDE, SIDE), 0)
        part.paste(sketch.mask(blur), (0, 0), inside.mask(1))
        canvas.fill(part, colour, strength)


def _scatter(canvas: Canvas, chance: Random, centre: Point, radius: float, pieces: tuple[Colour, int, Point]) -> None:
    colour, count, size = pieces
    shadow, light, body = Sketch(), Sketch(), Sketch()
    for _ in range(count):
        angle, reach, turn = chance.uniform(0, 2 * pi), radius * chance.random() ** 0.55, chance.uniform(0, pi)
        x, y = centre[0] + reach * cos(angle), centre[1] + reach * sin(angle)
        grown = chance.uniform(0.7, 1.2)
        shadow.ellipse((x + 3, y + 4), (size[0] * grown, size[1] * grown), turn=turn)
        body.ellipse((x, y), (size[0] * grown, size[1] * grown), turn=turn)
        light.ellipse(
            (x - size[0] * 0.12, y - size[1] * 0.2), (size[0] * grown * 0.66, size[1] * grown * 0.5), turn=turn
        )
    canvas.fill(shadow.mask(2.6), BLACK, 0.35)
    canvas.fill(body.mask(0.4), colour)
    canvas.fill(light.mask(1.6), mix(colour, WHITE, 0.3), 0.7)


def _napkin(canvas: Canvas, chance: Random, centre: Point) -> None:
    cloth = stray(chance.choice(CLOTHS), chance)
    turn = chance.uniform(-0.4, 0.4)
    c, s = cos(turn), sin(turn)
    corners = [(-250, 40), (60, 40), (60, 300), (-250, 300)]
    placed = [(centre[0] + x * c - y * s, centre[1] + x * s + y * c) for x, y in corners]
    canvas.shape([(x + 8, y + 10) for x, y in placed], BLACK, strength=0.35, blur=9)
    canvas.shape(placed, cloth)
    stripe = Sketch()
    for offset in (-220, -206):
        stripe.line([(centre[0] + offset * c - y * s, centre[1] + offset * s + y * c) for y in (44, 296)], 4)
    canvas.fill(stripe.mask(), mix(cloth, (160, 60, 60), 0.6), 0.8)


def _spoon(canvas: Canvas, place: Point, chance: Random) -> None:
    x, y = place
    silver = chance.choice(palette("c9ccd1 b58d5a e5e1d8"))
    for shift, blur, colour, strength in ((7, 5.0, BLACK, 0.4), (0, 0.4, silver, 1.0)):
        part = Sketch()
        part.ellipse((x + shift, y - 96 + shift), (23, 36))
        part.line([(x + shift, y - 62 + shift), (x + shift, y + 150 + shift)], 9)
        canvas.fill(part.mask(blur), colour, strength)
    canvas.shape(ellipse((x - 4, y - 100), (13, 24)), mix(silver, WHITE, 0.6), blur=4)
