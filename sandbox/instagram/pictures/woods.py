"""Among trees: forests, and conifers in the snow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.pictures import noise, shapes
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import WHITE, mix, palette, stray_all
from sandbox.instagram.pictures.land import mist

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

_WOODS = tuple(
    palette(text)
    for text in ("dfead2 a9c7a0 557f5f 16301f", "e9ecd0 c2c98c 6f8444 1f2c14", "d7e6e8 9dbcbd 4b7378 10282c")
)
_WINTERS = tuple(
    palette(text)
    for text in ("6d8fc0 a9c1df dfe8f2 eef3f8", "8a86b8 c9b6cf f3d6cf fdeee2", "5f86a3 9fc0cf d8e6e8 f2f6f4")
)


def forest(chance: Random) -> Picture:
    """Among trees, with the light coming through."""
    light, pale, green, dark = stray_all(chance.choice(_WOODS), chance, hue=0.03)
    canvas = Canvas(light)
    canvas.wash((mix(light, WHITE, 0.3), light, pale, green), 0, SIDE)
    spot = (chance.uniform(180, 460), chance.uniform(110, 220))
    canvas.glow(spot, 330, (255, 246, 205), 0.85)
    for layer in range(5):
        depth = layer / 4
        trunks = Sketch()
        for _ in range(round(15 - 9 * depth)):
            _trunk(trunks, chance, depth)
        floor = 430 + 130 * depth
        trunks.polygon(shapes.ridge(chance, floor, 26, 0.45))
        canvas.fill(trunks.mask(1.6 * (1 - depth)), mix(mix(pale, green, depth), dark, depth**1.6))
        mist(canvas, chance, floor, mix(light, pale, depth * 0.7), 0.5 * (1 - depth))
    _rays(canvas, chance, spot)
    ferns = Sketch()
    ground = shapes.ridge(chance, 640, 46, 0.4)
    ferns.polygon(ground)
    shapes.grasses(ferns, chance, ground, count=210, tall=60)
    canvas.fill(ferns.mask(0.4), mix(green, dark, 0.75))
    return canvas.finish(chance, vignette=0.34)


def snow(chance: Random) -> Picture:
    """White hills with conifers, perhaps while it snows."""
    colours = stray_all(chance.choice(_WINTERS), chance)
    canvas = Canvas(colours[-1])
    canvas.wash(colours, 0, 430)
    canvas.glow((chance.uniform(120, 520), 260), 300, (255, 236, 214), 0.6)
    for step in range(5):
        depth = step / 4
        base = 330 + 250 * depth**1.2
        hill = shapes.ridge(chance, base, 60 + 20 * depth, 0.38)
        sketch, trees = Sketch(), Sketch()
        for _ in range(round(26 - 20 * depth)):
            x = chance.uniform(0, SIDE)
            shapes.pine(
                trees, (x, shapes.height_at(hill, x) + 6), (26 + 120 * depth**1.3) * chance.uniform(0.7, 1.15), chance
            )
        canvas.fill(
            trees.mask(1.2 * (1 - depth)), mix(mix(colours[1], (24, 44, 58), 0.35 + 0.55 * depth), colours[2], 0.12)
        )
        sketch.polygon(hill)
        canvas.fill(sketch.mask(), mix(mix(colours[1], WHITE, 0.45), WHITE, 0.35 + 0.6 * depth))
    _flakes(canvas, chance)
    return canvas.finish(chance, vignette=0.16)


def _trunk(sketch: Sketch, chance: Random, depth: float) -> None:
    x, wide = chance.uniform(-20, SIDE + 20), (5 + 16 * depth**1.5) * chance.uniform(0.7, 1.3)
    lean = chance.uniform(-14, 14)
    sketch.polygon(
        [
            (x - wide * 0.7 + lean, 0),
            (x + wide * 0.7 + lean, 0),
            (x + wide, 520),
            (x + wide * 1.8, SIDE),
            (x - wide * 1.8, SIDE),
            (x - wide, 520),
        ]
    )
    for _ in range(chance.randint(1, 4)):
        level, side = chance.uniform(0, 300), chance.choice((-1, 1))
        reach = chance.uniform(40, 110) * (0.4 + depth)
        sketch.line(
            [(x + lean * 0.6, level), (x + side * reach, level - reach * chance.uniform(0.1, 0.5))], wide * 0.22
        )


def _rays(canvas: Canvas, chance: Random, spot: tuple[float, float]) -> None:
    rays = Sketch()
    for _ in range(7):
        landing = spot[0] + chance.uniform(-420, 420)
        rays.polygon(
            [(spot[0] - 6, spot[1] - 160), (spot[0] + 6, spot[1] - 160), (landing + 36, SIDE), (landing - 36, SIDE)],
            chance.uniform(0.3, 0.8),
        )
    canvas.fill(noise.shaped(rays.mask(9), lambda row: 1.1 - row), (255, 248, 214), 0.26)


def _flakes(canvas: Canvas, chance: Random) -> None:
    for blur, count, size in ((0.4, 160, 1.3), (1.2, 60, 2.6), (3.0, 14, 5.5)):
        flakes = Sketch()
        for _ in range(count):
            flakes.ellipse(
                (chance.uniform(0, SIDE), chance.uniform(0, SIDE)), (size, size), strength=chance.uniform(0.5, 1)
            )
        canvas.fill(flakes.mask(blur), WHITE, 0.85)
