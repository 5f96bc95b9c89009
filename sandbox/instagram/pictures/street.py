"""Streets: painted house fronts by day, lights in the rain by night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from sandbox.instagram.pictures import noise, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point

_FRONTS = palette("d96c4f e8a94b 5f8fa8 c9574a e7d3a8 7d9b76 b5657a 4d6f8f f0e2c8 d98e73")
_NEONS = palette("ff5d73 ffb347 4fd1ff ff7ae0 ffd36b 7affc9 ff8f5a")
_DOORS: tuple[Colour, ...] = ((52, 74, 68), (110, 50, 44), (46, 60, 92))


def street(chance: Random) -> Picture:
    """A row of painted house fronts."""
    colours = sky.choose(chance, sky.DAYS)
    canvas = Canvas(colours[-1])
    canvas.wash(colours, 0, 420)
    sky.fleece(canvas, chance, 330)
    ground = chance.uniform(500, 540)
    x = -chance.uniform(0, 60)
    before: Colour | None = None
    while x < SIDE:
        wide = chance.uniform(96, 150)
        colour = chance.choice([front for front in _FRONTS if front != before])
        _front(canvas, chance, (x, ground), wide, stray(colour, chance))
        x, before = x + wide, colour
    canvas.wash((mix((150, 140, 130), BLACK, 0.25), (176, 166, 152)), ground, SIDE)
    cobbles = noise.plane(noise.clouds(chance, (420, 420), (70, 50), 2), (SIDE, SIDE - round(ground)))
    sheet = Image.new("L", (SIDE, SIDE), 0)
    sheet.paste(noise.steep(cobbles, 120, 50), (0, round(ground)))
    canvas.fill(sheet, (206, 196, 180), 0.6)
    light = Sketch()
    light.polygon([(SIDE, 0), (SIDE, 420), (0, SIDE), (0, 300)])
    canvas.fill(light.mask(60), (255, 232, 190), 0.16)
    return canvas.finish(chance, vignette=0.2)


def rain(chance: Random) -> Picture:
    """A wet street at night, with lights and an umbrella."""
    base = stray(chance.choice(palette("101a33 1a1533 0f2430")), chance)
    canvas = Canvas(base)
    canvas.wash((mix(base, BLACK, 0.3), mix(base, (60, 70, 110), 0.5), mix(base, (80, 80, 110), 0.35)), 0, 400)
    for side in (-1, 1):
        for step in range(4):
            edge = SIDE / 2 + side * (60 + 75 * step)
            top = 210 - 62 * step
            canvas.shape(
                [(edge, top + 20), (edge + side * 80, top), (edge + side * 80, 420), (edge, 405)],
                mix(base, (46, 48, 78), 0.7 - 0.14 * step),
            )
    lamps = [((chance.uniform(0, SIDE), chance.uniform(120, 390)), chance.choice(_NEONS)) for _ in range(34)]
    for place, colour in lamps:
        canvas.glow(place, chance.uniform(16, 60), colour, 0.8)
    canvas.image.paste(_wet(canvas.image.crop((0, 160, SIDE, 400)), base), (0, 400))
    for place, colour in lamps:
        _bokeh(canvas, chance, place, colour)
    _walker(canvas, chance, base)
    drops = Sketch()
    for _ in range(150):
        x, y, length = chance.uniform(0, SIDE), chance.uniform(-20, SIDE), chance.uniform(10, 34)
        drops.line([(x, y), (x - length * 0.16, y + length)], 0.8, chance.uniform(0.3, 0.9))
    canvas.fill(drops.mask(0.5), (206, 220, 240), 0.42)
    return canvas.finish(chance, vignette=0.4)


def _front(canvas: Canvas, chance: Random, foot: Point, wide: float, colour: Colour) -> None:
    x, ground = foot
    top = ground - chance.uniform(270, 360)
    wall, roof, door, shadow = Sketch(), Sketch(), Sketch(), Sketch()
    gable = chance.choice((0.0, 0.5, 0.32)) * wide
    wall.polygon([(x, ground), (x, top), (x + wide / 2, top - gable), (x + wide, top), (x + wide, ground)])
    canvas.fill(wall.mask(), colour)
    roof.line([(x - 2, top), (x + wide / 2, top - gable), (x + wide + 2, top)], 9)
    canvas.fill(roof.mask(), mix(colour, (70, 44, 40), 0.65))
    _windows(canvas, chance, ((x, top), (x + wide, ground)), colour)
    middle = x + wide * chance.choice((0.3, 0.5, 0.7))
    door.box((middle - 17, ground - 62), (34, 62))
    canvas.fill(door.mask(), stray(chance.choice(_DOORS), chance))
    shadow.box((x, top), (9, ground - top))
    canvas.fill(shadow.mask(4), BLACK, 0.16)


def _windows(canvas: Canvas, chance: Random, wall: tuple[Point, Point], colour: Colour) -> None:
    """As many windows as fit above the ground floor, which has the door."""
    (left, top), (right, ground) = wall
    frames, panes = Sketch(), Sketch()
    columns = max(2, round((right - left) / 46))
    gap = (right - left) / columns
    for level in range(round(top) + 36, round(ground) - 84, 68):
        for column in range(columns):
            x = left + gap * (column + 0.5)
            frames.box((x - 15, level - 22), (30, 44))
            for dx, dy in ((-12, -19), (1.5, -19), (-12, 1.5), (1.5, 1.5)):
                panes.box((x + dx, level + dy), (10.5, 17.5))
    canvas.fill(frames.mask(), mix(colour, WHITE, 0.82))
    canvas.fill(panes.mask(), stray((84, 112, 136), chance, light=0.06))


def _wet(above: Picture, base: Colour) -> Picture:
    """What a wet street makes of the lights above it: long, soft streaks."""
    below = (
        above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize((SIDE, 9))
        .resize((SIDE, SIDE - 400), Image.Resampling.BICUBIC)
    )
    return Image.blend(
        below.filter(ImageFilter.GaussianBlur(2)), Image.new("RGB", below.size, mix(base, BLACK, 0.4)), 0.28
    )


def _bokeh(canvas: Canvas, chance: Random, place: Point, colour: Colour) -> None:
    size = chance.uniform(5, 22)
    disc = Sketch()
    disc.ellipse(place, (size, size))
    canvas.fill(disc.mask(1), mix(colour, WHITE, 0.25), chance.uniform(0.25, 0.6))


def _walker(canvas: Canvas, chance: Random, base: Colour) -> None:
    x, foot, tall = chance.uniform(230, 410), 560, 190
    head = foot - tall
    body, cloth = Sketch(), Sketch()
    body.polygon([(x - 22, foot - 64), (x - 19, head + 44), (x, head + 30), (x + 19, head + 44), (x + 24, foot - 64)])
    body.ellipse((x, head + 22), (12, 14))
    body.polygon([(x - 15, foot - 66), (x - 2, foot - 66), (x - 6, foot), (x - 17, foot)])
    body.polygon([(x + 3, foot - 66), (x + 16, foot - 66), (x + 17, foot - 4), (x + 7, foot - 4)])
    body.line([(x + 8, head + 60), (x + 8, head - 46)], 2.4)
    colour = chance.choice(palette("d8413f e7a33a 3f7fbf c94f7c"))
    dome = [(x + 8 + 76 * side / 10, head + 6 - 52 * (1 - (side / 10) ** 2) ** 0.5) for side in range(-10, 11)]
    cloth.polygon(
        [*dome, (x + 58, head - 2), (x + 33, head + 6), (x + 8, head - 2), (x - 17, head + 6), (x - 42, head - 2)]
    )
    canvas.glow((x, foot + 26), 70, colour, 0.35)
    canvas.fill(body.mask(0.3), mix(base, BLACK, 0.62))
    canvas.fill(cloth.mask(0.3), colour)
    ribs = Sketch()
    ribs.polygon([(x + 8, head - 46), (x + 58, head - 2), (x + 33, head + 6)])
    canvas.fill(ribs.mask(), mix(colour, BLACK, 0.3), 0.7)
