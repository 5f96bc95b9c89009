"""Mountains, hills and fields."""

from __future__ import annotations

from math import pi, sin
from typing import TYPE_CHECKING

from PIL import Image

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray_all

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

_MORNINGS = tuple(
    palette(text)
    for text in (
        "8fb7d9 c4d7e6 f4e3d3 fbeedd 1f3f57",
        "5c7fb0 a9b6d6 f2c4b8 fbe3cf 2b2f55",
        "9cc3c9 cfe0d5 f5eccf fcf5df 1f4a4a",
        "7d8fc9 b8b3dc f1cbd6 fde9e4 33295c",
    )
)
_FIELDS = tuple(palette(text) for text in ("86a84a a9bd5d 5f8a3f", "d9b44a e6c86a b48a35", "7fa35a 9c7fb8 6b5a9c"))


def mountains(chance: Random) -> Picture:
    """Ridge behind ridge, each paler than the one before it."""
    *colours, near = stray_all(chance.choice(_MORNINGS), chance, hue=0.03)
    canvas = Canvas(colours[-1])
    canvas.wash(colours, 0, 420)
    light = (chance.uniform(120, 520), chance.uniform(110, 210))
    sky.sun(canvas, light, chance.uniform(13, 20), mix(colours[-1], (255, 220, 170), 0.5))
    ranges = chance.randint(5, 7)
    for step in range(ranges):
        depth = step / (ranges - 1)
        _range(canvas, chance, depth, mix(mix(colours[2], colours[0], 0.35), near, depth**1.25))
        if step < ranges - 1:
            mist(canvas, chance, 285 + 300 * depth, mix(colours[3], colours[2], depth))
    _pines(canvas, chance, mix(near, BLACK, 0.45))
    return canvas.finish(chance)


def dusk(chance: Random) -> Picture:
    """The sun going down behind ridges."""
    canvas, colours = sky.evening(chance, 470)
    sky.sun(canvas, (chance.uniform(150, 490), chance.uniform(270, 340)), chance.uniform(22, 34), colours[4])
    shade = mix(colours[0], BLACK, 0.5)
    for step in range(5):
        depth = step / 4
        _range(canvas, chance, 0.2 + depth * 0.8, mix(mix(colours[2], colours[3], 0.4), shade, 0.25 + 0.75 * depth))
        if step in range(3):  # the nearest valleys are clear
            mist(canvas, chance, 380 + 60 * step, mix(colours[3], colours[4], 0.4))
    _pines(canvas, chance, mix(shade, BLACK, 0.5))
    return canvas.finish(chance)


def lone_tree(chance: Random) -> Picture:
    """A tree on a hill before the evening sky."""
    canvas, colours = sky.evening(chance, 520)
    foot = chance.uniform(210, 430)
    sky.sun(
        canvas, (foot + chance.choice((-1, 1)) * chance.uniform(90, 150), chance.uniform(400, 455)), 30, colours[4]
    )
    shade = mix(colours[0], BLACK, 0.7)
    canvas.shape(shapes.ridge(chance, 512, 60, 0.4), mix(colours[2], shade, 0.5))
    sketch = Sketch()
    hill = shapes.ridge(chance, 560, 56, 0.34)
    sketch.polygon(hill)
    shapes.grasses(sketch, chance, hill, count=240, tall=26)
    shapes.leafy(sketch, (foot, shapes.height_at(hill, foot) + 4), chance.uniform(230, 300), chance)
    shapes.birds(sketch, chance, around=(SIDE - foot, 170), count=chance.randint(2, 8))
    canvas.fill(sketch.mask(0.3), shade)
    return canvas.finish(chance)


def field(chance: Random) -> Picture:
    """Fields to the horizon, in rows."""
    colours = sky.choose(chance, sky.DAYS)
    horizon = chance.uniform(270, 330)
    canvas = Canvas(colours[-1])
    canvas.wash(colours, 0, horizon + 10)
    sky.fleece(canvas, chance, horizon)
    tones = stray_all(chance.choice(_FIELDS), chance)
    for step in range(3):
        tone = mix(mix(tones[step % 3], colours[-1], 0.55 - 0.2 * step), (60, 90, 60), 0.15)
        canvas.shape(shapes.ridge(chance, horizon + 24 + 26 * step, 34, 0.36), tone)
    top = horizon + 72
    ground = Sketch()
    ground.polygon([(0, top + 4), (SIDE / 2, top - 8), (SIDE, top + 6), (SIDE, SIDE), (0, SIDE)])
    canvas.fill(ground.mask(), tones[0])
    rows, vanish = Sketch(), chance.uniform(200, 440)
    for row in range(-26, 27):
        near = vanish + row * 74 + 20 * sin(row)
        rows.polygon([(vanish + row * 12, top + 2), (near, SIDE), (near + 34, SIDE)])
    canvas.fill(_joined(rows.mask(0.8), ground.mask()), tones[2], 0.75)
    texture = noise.plane(noise.clouds(chance, (420, 420), (60, 60), 2), (SIDE, SIDE - round(top)))
    canvas.fill(_joined(_placed(noise.steep(texture, 140, 60), top), ground.mask()), mix(tones[1], WHITE, 0.25), 0.5)
    trees = Sketch()
    for _ in range(chance.randint(1, 3)):
        shapes.leafy(trees, (chance.uniform(60, 580), top - 2), chance.uniform(70, 130), chance)
    canvas.fill(trees.mask(0.4), mix(tones[2], (26, 52, 36), 0.75))
    return canvas.finish(chance, vignette=0.2)


def _range(canvas: Canvas, chance: Random, depth: float, colour: Colour) -> None:
    base, height = 290 + 330 * depth, 150 - 60 * depth
    canvas.shape(shapes.ridge(chance, base, height, 0.52 - 0.08 * depth), colour)


def mist(canvas: Canvas, chance: Random, level: float, colour: Colour, strength: float = 0.5) -> None:
    """A veil over a valley."""
    veil = noise.clouds(chance, (SIDE, 150), (3, 2), 3)
    mask = noise.shaped(noise.steep(veil, 70, 150), lambda row: sin(row * pi))
    canvas.fill(_placed(mask, level - 75), colour, strength)


def _pines(canvas: Canvas, chance: Random, shade: Colour) -> None:
    sketch = Sketch()
    hill = shapes.ridge(chance, 632, 60, 0.42)
    sketch.polygon(hill)
    for _ in range(chance.randint(14, 30)):
        x = chance.uniform(-20, SIDE + 20)
        shapes.pine(sketch, (x, shapes.height_at(hill, x) + 8), chance.uniform(40, 120), chance)
    canvas.fill(sketch.mask(0.3), shade)


def _placed(mask: Picture, top: float) -> Picture:
    whole = Image.new("L", (SIDE, SIDE), 0)
    whole.paste(mask, (0, round(top)))
    return whole


def _joined(one: Picture, other: Picture) -> Picture:
    both = Image.new("L", one.size, 0)
    both.paste(one, (0, 0), other)
    return both
