"""The sea and what sails on it."""

from __future__ import annotations

from math import cos, exp, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, stray
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point


def sunset(chance: Random) -> Picture:
    """The sun going down over water."""
    horizon = chance.uniform(330, 410)
    canvas, colours = sky.evening(chance, horizon)
    spot = (chance.uniform(170, 470), horizon - chance.uniform(-6, 74))
    sky.sun(canvas, spot, chance.uniform(20, 34), colours[4])
    water(canvas, chance, horizon, mix(colours[0], BLACK, 0.45))
    glitter(canvas, chance, horizon, spot[0], mix(colours[4], WHITE, 0.35))
    shade = mix(colours[0], BLACK, 0.72)
    _foreground(canvas, chance, horizon, shade)
    return canvas.finish(chance)


def boat(chance: Random) -> Picture:
    """Sails on the water, in any light."""
    horizon = chance.uniform(340, 400)
    day = happens(chance, 0.6)  # more often by day
    if day:
        colours = sky.choose(chance, sky.DAYS)
        canvas = Canvas(colours[-1])
        canvas.wash(colours, 0, horizon)
        sky.fleece(canvas, chance, horizon)
        deep = stray((18, 74, 112), chance)
    else:
        canvas, colours = sky.evening(chance, horizon)
        deep = mix(colours[0], BLACK, 0.35)
    far = Sketch()
    far.polygon(shapes.ridge(chance, horizon + 2, chance.uniform(20, 60), 0.42))
    canvas.fill(far.mask(), mix(deep, colours[-1], 0.45), 0.9)
    water(canvas, chance, horizon, deep)
    centre = chance.uniform(210, 430)
    glitter(canvas, chance, horizon, centre + chance.uniform(-90, 90), mix(colours[-1], WHITE, 0.6), 0.55)
    for place, tall in ((centre + chance.choice((-190, 190)), 70), (centre, chance.uniform(210, 300))):
        _sail(canvas, chance, (place, horizon + tall * 0.26), tall, day=day, shade=mix(deep, BLACK, 0.5))
    return canvas.finish(chance)


def water(canvas: Canvas, chance: Random, horizon: float, deep: Colour) -> None:
    """Water below the horizon: it mirrors what is above and darkens towards the viewer."""
    depth = SIDE - round(horizon)
    below = sky.mirrored(canvas, horizon, depth).filter(ImageFilter.GaussianBlur(7))
    shade = Image.linear_gradient("L").resize((SIDE, depth)).point([round(60 + value * 0.68) for value in range(256)])
    below.paste(deep, (0, 0, SIDE, depth), shade)
    waves = noise.plane(noise.clouds(chance, (420, 420), (14, 70), 3), (SIDE, depth))
    below.paste(
        mix(deep, BLACK, 0.55), (0, 0, SIDE, depth), noise.steep(waves, 128, 70).point([v // 2 for v in range(256)])
    )
    light = mix(deep, sky.canvas_colour(canvas, SIDE // 2, round(horizon) - 30), 0.7)
    below.paste(
        light,
        (0, 0, SIDE, depth),
        noise.steep(waves.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 140, 50).point([v // 3 for v in range(256)]),
    )
    canvas.image.paste(below, (0, round(horizon)))


def glitter(canvas: Canvas, chance: Random, horizon: float, x: float, light: Colour, strength: float = 1.0) -> None:
    """The path of light below the sun."""
    sketch = Sketch()
    y = horizon + 1.5
    while y < SIDE:
        near = (y - horizon) / (SIDE - horizon)
        spread = 16 + near * 90
        for _ in range(round(7 - 2 * near)):
            offset = chance.gauss(0, spread * 0.55)
            bright = exp(-((offset / spread) ** 2)) * (1 - 0.55 * near)
            length = chance.uniform(4, 14) * (0.5 + 2.6 * near)
            level = y + chance.uniform(-0.4, 0.4) * (1.6 + 7.5 * near)
            sketch.ellipse((x + offset, level), (length, 0.6 + 1.5 * near * chance.uniform(0.4, 1)), strength=bright)
        y += 1.6 + 7.5 * near
    mask = sketch.mask(0.4)
    canvas.fill(mask.filter(ImageFilter.GaussianBlur(6)), light, 0.55 * strength)
    canvas.fill(mask, light, 0.95 * strength)


def _foreground(canvas: Canvas, chance: Random, horizon: float, shade: Colour) -> None:
    sketch = Sketch()
    scene = chance.choice(("headland", "sail", "dune", "rocks", "pier", "open"))
    side = chance.choice((0.0, 1.0))
    if scene == "headland":
        _headland(sketch, chance, horizon, side)
    elif scene == "sail":
        shapes.sailboat(
            sketch, (chance.uniform(120, 520), horizon + 34), chance.uniform(80, 130), chance.uniform(-1, 1)
        )
    elif scene == "dune":
        ground = shapes.ridge(chance, SIDE - 10, chance.uniform(50, 100), 0.36)
        sketch.polygon(ground)
        shapes.grasses(sketch, chance, ground, count=170, tall=84)
    elif scene == "rocks":
        for _ in range(chance.randint(4, 7)):
            foot = (chance.uniform(0, SIDE), chance.uniform(horizon + 90, SIDE))
            size = 12 + (foot[1] - horizon) * 0.22
            _rock(sketch, chance, foot, size)
    elif scene == "pier":
        _pier(sketch, horizon, side)
    if scene != "dune":
        shapes.birds(sketch, chance, around=(chance.uniform(120, 520), horizon * 0.45), count=chance.randint(0, 7))
    canvas.fill(sketch.mask(0.3), shade, 0.96)


def _rock(sketch: Sketch, chance: Random, foot: Point, size: float) -> None:
    """A boulder, worn round, half under water."""
    crown = [(angle * pi / 12, chance.uniform(0.72, 1.0)) for angle in range(13)]
    sketch.polygon([(foot[0] - size * 1.7 * cos(a) * r, foot[1] - size * sin(a) ** 0.8 * r) for a, r in crown])


def _headland(sketch: Sketch, chance: Random, horizon: float, side: float) -> None:
    tall = chance.uniform(46, 90)
    crest = [(t * 30.0, horizon + 5 - tall * (1 - t / 9) ** 1.3 * chance.uniform(0.82, 1.08)) for t in range(10)]
    outline = [(0.0, horizon + 8), *crest, (290.0, horizon + 7)]
    sketch.polygon([(abs(side * SIDE - x), y) for x, y in outline])
    shapes.lighthouse(sketch, (abs(side * SIDE - 96), horizon - tall * 0.58), tall * 1.25)


def _pier(sketch: Sketch, horizon: float, side: float) -> None:
    far, near = SIDE * (0.42 + 0.16 * side), SIDE * side
    sketch.polygon([(far - 5, horizon + 42), (far + 5, horizon + 42), (near + 190, SIDE), (near - 190, SIDE)])
    for step in range(9):
        t = (step / 8) ** 2.1
        y, wide = horizon + 42 + (SIDE - horizon - 42) * t, 5 + 185 * t
        x = far + (near - far) * t
        for edge in (-1, 1):
            sketch.line([(x + edge * wide, y + 6), (x + edge * wide, y - 10 - 70 * t)], 1.2 + 9 * t)


def _sail(
    canvas: Canvas, chance: Random, place: tuple[float, float], tall: float, *, day: bool, shade: Colour
) -> None:
    sketch, mirror = Sketch(), Sketch()
    lean = chance.uniform(-1, 1)
    shapes.sailboat(sketch, place, tall, lean)
    for row in range(26):
        wide = tall * (0.3 - 0.008 * row) * chance.uniform(0.5, 1)
        mirror.ellipse((place[0] + chance.gauss(0, 3), place[1] + row * tall * 0.016), (wide, 1.4))
    paint = stray(chance.choice(((252, 248, 240), (250, 236, 214), (206, 72, 62))), chance) if day else shade
    canvas.fill(mirror.mask(1.6), paint, 0.4)
    canvas.fill(sketch.mask(), paint)
    hull = Sketch()
    hull.polygon(
        [
            (place[0] + dx * tall, place[1] + dy * tall)
            for dx, dy in ((-0.36, -0.09), (0.36, -0.11), (0.27, 0), (-0.27, 0))
        ]
    )
    canvas.fill(hull.mask(), mix(shade, (60, 40, 40), 0.2))
