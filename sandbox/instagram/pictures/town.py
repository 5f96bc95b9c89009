"""Towns in the evening: skylines and roofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, Colour, mix, palette, stray, stray_all
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

_LAMPS = palette("ffd98a ffc46b ffe7b8 ffb45c")
_DUSKS = tuple(
    palette(text)
    for text in (
        "141c46 2f3f7d 7a6a9e e29a8a ffd0a0",
        "0f2038 24466b 5c7f97 c9a58a f6cf9c",
        "1d1740 44306f 8e4f8f e88a8f ffc9a0",
    )
)


def skyline(chance: Random) -> Picture:
    """Towers at the blue hour, mirrored in the water."""
    colours = stray_all(chance.choice(_DUSKS), chance)
    shore = chance.uniform(440, 480)
    canvas = Canvas(colours[0])
    canvas.wash(colours, 0, shore)
    sky.streaks(canvas, chance, colours, shore - 60)
    canvas.glow((chance.uniform(150, 490), shore - 20), 330, colours[4], 0.5)
    for layer, (low, high) in enumerate(((90, 200), (120, 290), (60, 170))):
        wall = mix(mix(colours[2], colours[1], 0.6), mix(colours[0], BLACK, 0.45), layer / 2)
        _towers(canvas, chance, shore, (low, high), wall)
    _mirror(canvas, chance, shore, mix(colours[0], BLACK, 0.4))
    return canvas.finish(chance)


def rooftops(chance: Random) -> Picture:
    """Roofs against the evening sky."""
    canvas, colours = sky.evening(chance, 520)
    sky.sun(canvas, (chance.uniform(120, 520), chance.uniform(330, 400)), chance.uniform(24, 34), colours[4])
    shade = mix(colours[0], BLACK, 0.55)
    for layer in range(3):
        sketch, windows = Sketch(), Sketch()
        x = -40.0
        while x < SIDE:
            wide, top = chance.uniform(60, 120), 440 + layer * 62 + chance.uniform(-26, 26)
            _house(sketch, windows, chance, (x, top), wide)
            x += wide
        if layer == 0:
            shapes.birds(sketch, chance, around=(chance.uniform(100, 540), 200), count=chance.randint(2, 9))
        canvas.fill(sketch.mask(), mix(mix(colours[2], colours[3], 0.3), shade, 0.4 + 0.3 * layer))
        canvas.fill(windows.mask(0.5), chance.choice(_LAMPS), 0.85)
    return canvas.finish(chance)


def _towers(canvas: Canvas, chance: Random, shore: float, heights: tuple[float, float], wall: Colour) -> None:
    pen = ImageDraw.Draw(canvas.image)
    x = -chance.uniform(0, 30)
    while x < SIDE:
        wide, tall = chance.uniform(30, 74), chance.uniform(*heights)
        top = shore - tall
        pen.rectangle([x, top, x + wide, shore], fill=stray(wall, chance, light=0.02))
        if happens(chance, 0.3):  # some carry a mast
            pen.line([x + wide / 2, top - tall * 0.2, x + wide / 2, top], fill=wall, width=2)
        _windows(pen, chance, (x, top), (wide, tall), wall)
        x += wide + chance.uniform(-6, 12)


def _windows(
    pen: ImageDraw.ImageDraw, chance: Random, corner: tuple[float, float], size: tuple[float, float], wall: Colour
) -> None:
    awake, lamp = chance.uniform(0.15, 0.55), chance.choice(_LAMPS)
    for row in range(int((size[1] - 14) // 9)):
        for column in range(int((size[0] - 8) // 8)):
            if chance.random() > awake:
                continue
            x, y = corner[0] + 6 + column * 8, corner[1] + 9 + row * 9
            pen.rectangle([x, y, x + 3, y + 4], fill=mix(lamp, wall, chance.uniform(0.0, 0.55)))


def _mirror(canvas: Canvas, chance: Random, shore: float, deep: Colour) -> None:
    depth = SIDE - round(shore)
    below = canvas.image.crop((0, round(shore) - depth, SIDE, round(shore))).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    below = below.resize((SIDE, depth // 7)).resize((SIDE, depth)).filter(ImageFilter.GaussianBlur(2))
    below = Image.blend(below, Image.new("RGB", below.size, deep), 0.34)
    waves = noise.plane(noise.clouds(chance, (400, 400), (12, 60), 3), (SIDE, depth))
    below.paste(
        deep, (0, 0, SIDE, depth), noise.steep(waves, 120, 90).point([value * 2 // 3 for value in range(256)])
    )
    canvas.image.paste(below, (0, round(shore)))


def _house(sketch: Sketch, windows: Sketch, chance: Random, corner: tuple[float, float], wide: float) -> None:
    x, top = corner
    if happens(chance, 0.5):  # gable or flat
        sketch.polygon([(x, SIDE), (x, top), (x + wide / 2, top - wide * 0.36), (x + wide, top), (x + wide, SIDE)])
    else:
        sketch.polygon([(x, SIDE), (x, top - 8), (x + wide, top - 8), (x + wide, SIDE)])
        sketch.line([(x + wide * 0.7, top - 46), (x + wide * 0.7, top)], 2)
        sketch.line([(x + wide * 0.7 - 11, top - 40), (x + wide * 0.7 + 11, top - 36)], 1.6)
    chimney = x + wide * chance.uniform(0.15, 0.3)
    sketch.polygon([(chimney, top), (chimney, top - 34), (chimney + 11, top - 34), (chimney + 11, top)])
    for row in range(3):
        for column in range(int(wide // 26)):
            if happens(chance, 0.22):  # somebody is at home
                left, upper = x + 10 + column * 25, top + 18 + row * 30
                windows.polygon([(left, upper), (left + 9, upper), (left + 9, upper + 14), (left, upper + 14)])
