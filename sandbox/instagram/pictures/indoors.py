"""Close by: a cat at the window, flowers."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import ImageFilter

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point

_PETALS = palette("e8556d f4a259 f7d54b b46ad6 f28ab2 ffffff e2483d 7f8ff0 ffb3a7")
_HEARTS = palette("f2c14e 6b3f2a f7e08a 3f2a1e")
_LEAVES = palette("3f6b3a 5f8f4a 2c5140 7a9a52")
_FURS = palette("1b1a20 3a2f2c c98b4f 6f6a6c e4dccf")
_WALLS = palette("2b2a3a 4a3b3a 35403d 5a4a52")


def cat(chance: Random) -> Picture:
    """A cat on the windowsill, looking out."""
    canvas, colours = _outside(chance)
    fur = stray(chance.choice(_FURS), chance, light=0.02)
    wall = mix(stray(chance.choice(_WALLS), chance), colours[0], 0.25)
    sill = chance.uniform(500, 530)
    _curtains(canvas, chance, mix(colours[3], (250, 240, 230), 0.5))
    frame = Sketch()
    for points in (
        [(0, 0), (SIDE, 0), (SIDE, 26), (0, 26)],
        [(0, 0), (34, 0), (34, SIDE), (0, SIDE)],
        [(SIDE - 34, 0), (SIDE, 0), (SIDE, SIDE), (SIDE - 34, SIDE)],
        [(313, 0), (327, 0), (327, sill), (313, sill)],
        [(0, 214), (SIDE, 214), (SIDE, 226), (0, 226)],
    ):
        frame.polygon(points)
    canvas.fill(frame.mask(0.5), wall)
    canvas.wash((mix(wall, WHITE, 0.35), mix(wall, WHITE, 0.1)), sill, sill + 30)
    canvas.wash((mix(wall, BLACK, 0.25), mix(wall, BLACK, 0.5)), sill + 30, SIDE)
    side = chance.choice((-1, 1))
    seat = (SIDE / 2 - side * chance.uniform(60, 120), sill + 14)
    _pot(canvas, chance, (SIDE / 2 + side * 185, sill + 12))
    _sit(canvas, seat, chance.uniform(250, 300), fur, colours[4], side)
    return canvas.finish(chance, vignette=0.36)


def flowers(chance: Random) -> Picture:
    """Flowers close by, the garden behind them out of focus."""
    leaf = stray(chance.choice(_LEAVES), chance)
    canvas = Canvas(leaf)
    canvas.wash((mix(leaf, (240, 244, 210), 0.6), leaf, mix(leaf, BLACK, 0.45)), 0, SIDE)
    for _ in range(16):
        place = (chance.uniform(0, SIDE), chance.uniform(0, SIDE * 0.8))
        canvas.glow(place, chance.uniform(30, 110), mix(chance.choice(_PETALS), (255, 250, 210), 0.5), 0.35)
    kinds = [(chance.choice(_PETALS), chance.choice(_HEARTS), chance.randint(6, 14)) for _ in range(2)]
    for blur, count, size in ((9.0, 9, (30, 46)), (3.0, 6, (44, 64)), (0.0, chance.randint(3, 5), (72, 104))):
        lowest = 440 if blur else 400
        spots = [
            ((place + chance.uniform(0.2, 0.8)) * SIDE / count, chance.uniform(130 if blur else 190, lowest))
            for place in range(count)
        ]
        _stems(canvas, chance, spots, leaf, 4 if blur else 6)
        # Far away nobody sees which flower stands in front, so they are painted together.
        for bed in (spots[::2], spots[1::2]) if blur else ([spot] for spot in spots):
            _blooms(canvas, chance, [(spot, chance.uniform(*size)) for spot in bed], chance.choice(kinds))
        if blur:
            canvas.image = canvas.image.filter(ImageFilter.GaussianBlur(blur))
    return canvas.finish(chance, vignette=0.34)


def _outside(chance: Random) -> tuple[Canvas, tuple[Colour, ...]]:
    """What the window shows, a little out of focus."""
    canvas, colours = sky.evening(chance, 470)
    sky.sun(canvas, (chance.uniform(120, 520), chance.uniform(300, 380)), 26, colours[4])
    for step in range(3):
        tone = mix(mix(colours[2], colours[3], 0.4), mix(colours[0], BLACK, 0.35), 0.4 + 0.3 * step)
        canvas.shape(shapes.ridge(chance, 440 + 45 * step, 80, 0.44), tone)
    canvas.image = canvas.image.filter(ImageFilter.GaussianBlur(2.4))
    return canvas, colours


def _curtains(canvas: Canvas, chance: Random, cloth: Colour) -> None:
    for edge in (0, 1):
        folds = noise.clouds(chance, (SIDE, 1), (44, 1), 2).resize((SIDE, SIDE))
        veil, inner = Sketch(), 118 + chance.uniform(-20, 20)
        veil.polygon(
            [
                (abs(edge * SIDE - x), y)
                for x, y in ((0, 0), (inner + 20, 0), (inner - 34, 330), (inner, SIDE), (0, SIDE))
            ]
        )
        canvas.fill(veil.mask(2), cloth, 0.72)
        shadow = noise.steep(folds, 90, 110)
        shadow.paste(0, (0, 0, SIDE, SIDE), veil.mask(2).point([255 - value for value in range(256)]))
        canvas.fill(shadow, mix(cloth, BLACK, 0.55), 0.4)


def _pot(canvas: Canvas, chance: Random, foot: Point) -> None:
    x, y = foot
    leaves = Sketch()
    for _ in range(15):
        angle, reach = chance.uniform(-pi * 0.92, -pi * 0.08), chance.uniform(40, 88)
        centre = (x + cos(angle) * reach * 0.6, y - 62 + sin(angle) * reach * 0.7)
        leaves.ellipse(centre, (reach * 0.48, reach * 0.15), turn=angle)
    canvas.fill(leaves.mask(0.5), mix(chance.choice(_LEAVES), BLACK, 0.45))
    clay = stray(chance.choice(palette("b5653f d9cbb8 5f7f8f")), chance)
    canvas.shape([(x - 38, y - 64), (x + 38, y - 64), (x + 28, y), (x - 28, y)], mix(clay, BLACK, 0.4))
    canvas.shape([(x - 42, y - 74), (x + 42, y - 74), (x + 42, y - 60), (x - 42, y - 60)], mix(clay, BLACK, 0.3))


def _sit(canvas: Canvas, seat: Point, tall: float, fur: Colour, light: Colour, side: int) -> None:
    shape, rim = Sketch(), Sketch()
    shapes.cat(rim, seat, tall, facing=side)
    canvas.fill(rim.mask(3), mix(light, WHITE, 0.3), 0.75)
    shapes.cat(shape, (seat[0], seat[1] + 2), tall * 0.985, facing=side)
    canvas.fill(shape.mask(0.6), mix(fur, BLACK, 0.45))
    body = Sketch()
    body.ellipse((seat[0], seat[1] - tall * 0.24), (tall * 0.13, tall * 0.2))
    canvas.fill(body.mask(tall * 0.08), mix(fur, BLACK, 0.1), 0.6)


def _stems(canvas: Canvas, chance: Random, tops: list[Point], leaf: Colour, width: float) -> None:
    stems = Sketch()
    for x, y in tops:
        bend = chance.uniform(-50, 50)
        curve = [(x + bend * (t / 10) ** 2, y + (SIDE + 20 - y) * t / 10) for t in range(11)]
        stems.line(curve, width)
        for spot in chance.sample(curve[3:9], k=2):
            turn = chance.choice((-0.6, pi + 0.6))
            stems.ellipse((spot[0] + 34 * cos(turn), spot[1] - 14), (40, 11), turn=turn)
    canvas.fill(stems.mask(), mix(stray(leaf, chance), BLACK, 0.15))


def _blooms(
    canvas: Canvas, chance: Random, spots: list[tuple[Point, float]], kind: tuple[Colour, Colour, int]
) -> None:
    """Flowers of one kind, each with its place and size."""
    colour, heart, petals = kind
    colour, turn, squeeze = stray(colour, chance), chance.uniform(0, pi), chance.uniform(0.72, 1.0)
    tones = (mix(colour, BLACK, 0.2), colour, mix(colour, WHITE, 0.3))
    for ring, (reach, tone) in enumerate(zip((1.0, 0.9, 0.62), tones, strict=True)):
        sketch = Sketch()
        for (x, y), size in spots:
            for petal in range(petals):
                angle = turn + (petal + ring * 0.5) * 2 * pi / petals
                away = size * 0.52 * reach
                middle = (x + cos(angle) * away, y + sin(angle) * away * squeeze)
                sketch.ellipse(middle, (size * 0.5 * reach, size * 1.9 * reach / petals), turn=angle)
        canvas.fill(sketch.mask(0.7), tone)
    hearts, pollen = Sketch(), Sketch()
    for (x, y), size in spots:
        hearts.ellipse((x, y), (size * 0.2, size * 0.2 * squeeze))
        for _ in range(26):
            angle, reach = chance.uniform(0, 2 * pi), size * 0.18 * chance.random() ** 0.5
            pollen.ellipse((x + cos(angle) * reach, y + sin(angle) * reach * squeeze), (1.8, 1.8))
    canvas.fill(hearts.mask(1.2), mix(heart, BLACK, 0.15))
    canvas.fill(pollen.mask(0.4), mix(heart, WHITE, 0.45), 0.8)
