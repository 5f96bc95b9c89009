"""The sky at night: the Milky Way, the aurora, a lake below."""

from __future__ import annotations

from math import pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import BLACK, WHITE, mix, palette, stray
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

_CURTAINS = palette("4dffb0 6bf0d0 9c7bff 58e07a")


def night(chance: Random) -> Picture:
    """A clear night over hills."""
    colours = sky.choose(chance, sky.NIGHTS)
    canvas = Canvas(colours[0])
    canvas.wash((*colours, colours[3]), 0, SIDE)
    if happens(chance, 0.4):  # the aurora is the rarer guest
        _aurora(canvas, chance)
    else:
        _milky_way(canvas, chance)
    sky.stars(canvas, chance, 520, chance.randint(520, 820))
    canvas.glow((chance.uniform(100, 540), 520), 260, mix(colours[3], (255, 200, 150), 0.4), 0.4)
    canvas.shape(shapes.ridge(chance, 540, 110, 0.5), mix(colours[2], BLACK, 0.35))
    shade = mix(colours[0], BLACK, 0.5)
    near = Sketch()
    hill = shapes.ridge(chance, 620, 60, 0.42)
    near.polygon(hill)
    for _ in range(chance.randint(8, 26)):
        x = chance.uniform(-10, SIDE + 10)
        shapes.pine(near, (x, shapes.height_at(hill, x) + 8), chance.uniform(60, 170), chance)
    canvas.fill(near.mask(0.3), shade)
    if happens(chance, 0.5):  # somebody camps there
        _tent(canvas, chance)
    return canvas.finish(chance, vignette=0.35, vivid=1.12)


def _milky_way(canvas: Canvas, chance: Random) -> None:
    band = noise.clouds(chance, (900, 300), (12, 5), 5)
    band = noise.shaped(noise.steep(band, 78, 140), lambda row: sin(row * pi) ** 2.2)
    dust = noise.shaped(
        noise.steep(noise.clouds(chance, (900, 300), (14, 7), 4), 140, 50), lambda row: sin(row * pi) ** 5
    )
    turn = chance.choice((-1, 1)) * chance.uniform(40, 62)
    light = _turned(band, turn)
    glow = Image.new("RGB", (SIDE, SIDE))
    glow.paste(stray((176, 168, 224), chance), (0, 0, SIDE, SIDE), light.point([v * 5 // 10 for v in range(256)]))
    glow.paste(
        (255, 226, 205),
        (0, 0, SIDE, SIDE),
        ImageChops.multiply(light, light).point([v * 4 // 10 for v in range(256)]),
    )
    canvas.image = ImageChops.screen(canvas.image, glow)
    canvas.fill(_turned(dust, turn), (18, 14, 30), 0.5)
    pinpricks = Image.frombytes("L", (SIDE, SIDE), chance.randbytes(SIDE * SIDE)).point([0] * 250 + [255] * 6)
    canvas.fill(ImageChops.multiply(pinpricks, light), WHITE, 0.8)


def _aurora(canvas: Canvas, chance: Random) -> None:
    for colour in chance.sample(_CURTAINS, k=2):
        phase, level = chance.uniform(0, 2 * pi), chance.uniform(250, 350)
        curtain = Image.new("L", (SIDE, 256), 0)
        folds = noise.clouds(chance, (SIDE, 1), (36, 1), 4)
        fall = noise.shaped(Image.new("L", (SIDE, 256), 255), lambda row: row**2.2 * (1 - row) * 5.4)
        curtain.paste(fall, (0, 0), noise.steep(folds, 50, 190).resize((SIDE, 256)))
        whole = Image.new("L", (SIDE, SIDE), 0)
        for x in range(0, SIDE, 4):
            y = level + 56 * sin(x / 120 + phase) + 20 * sin(x / 47 + phase * 3) - 230
            whole.paste(curtain.crop((x, 0, x + 4, 256)), (x, round(y)))
        light = Image.new("RGB", (SIDE, SIDE))
        light.paste(colour, (0, 0, SIDE, SIDE), whole)
        canvas.image = ImageChops.screen(canvas.image, light)


def _turned(mask: Picture, degrees: float) -> Picture:
    turned = mask.rotate(degrees, Image.Resampling.BILINEAR, expand=True)
    left, top = (turned.width - SIDE) // 2, (turned.height - SIDE) // 2
    return turned.crop((left, top, left + SIDE, top + SIDE))


def _tent(canvas: Canvas, chance: Random) -> None:
    x, y = chance.uniform(140, 500), 596
    canvas.glow((x, y - 16), 90, (255, 190, 110), 0.65)
    canvas.shape([(x - 44, y + 16), (x, y - 40), (x + 46, y + 16)], (255, 186, 96))
    canvas.shape([(x - 44, y + 16), (x, y - 40), (x - 8, y + 16)], (222, 128, 62))
