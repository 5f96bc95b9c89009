"""Skies, with what belongs to them: sun, clouds, stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from sandbox.instagram.pictures import noise
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch
from sandbox.instagram.pictures.colours import WHITE, Colour, mix, palette, stray_all

if TYPE_CHECKING:
    from random import Random

    from sandbox.instagram.pictures.canvas import Point

SUNSETS = tuple(
    palette(text)
    for text in (
        "27305f 6a4383 cf5a72 ff9560 ffd58a",
        "39437a 8670ad e295b2 ffbfa0 ffe3bd",
        "1c1c3d 5b2553 b5334d f06a3e ffbd60",
        "6f95bf a9b4d4 efc4bf ffd3a8 ffedca",
        "123a52 2f6e7e 93a892 f2b069 ffdc9a",
        "18183f 402d70 8c4d98 e1739c ffb790",
        "4d628a 9c8d92 e6ae70 ffcc6e ffeeb4",
        "223a66 4f5f93 b9738f f7936b ffcb84",
    )
)
"""From the zenith to the horizon; the last is about the colour of the light."""

DAYS = tuple(
    palette(text)
    for text in ("3f86c9 7db8e6 bfe0f2 eaf6f6", "5b9bd1 9cc9e8 d8ecf2 fbf3e2", "2f77b8 6fb0dd b8dcee f4efe0")
)
NIGHTS = tuple(
    palette(text)
    for text in ("050a1f 0b1738 16295a 2c4677", "07081d 151440 2d2560 574079", "03121c 07283a 104558 2c6a70")
)


def choose(chance: Random, skies: tuple[tuple[Colour, ...], ...]) -> tuple[Colour, ...]:
    """One of several skies, a little different every time."""
    return stray_all(chance.choice(skies), chance)


def streaks(canvas: Canvas, chance: Random, sky: tuple[Colour, ...], horizon: float) -> None:
    """Clouds of the evening: lit from below near the horizon, in shadow higher up."""
    cells = (chance.randint(3, 5), chance.randint(9, 16))
    field = noise.plane(noise.clouds(chance, (400, 400), cells), (SIDE, round(horizon)))
    field = field.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    cover = chance.uniform(118, 142)
    for threshold, colour, strength in (
        (cover, mix(sky[0], sky[2], 0.45), 0.55),
        (cover + 14, mix(sky[2], sky[3], 0.5), 0.75),
        (cover + 34, mix(sky[4], sky[3], 0.35), 0.85),
    ):
        mask = noise.shaped(noise.steep(field, threshold, 46), lambda row: min(row * 2.2, (1 - row) * 5))
        _lay(canvas, mask, colour, strength)


def fleece(canvas: Canvas, chance: Random, horizon: float, *, cover: float = 132) -> None:
    """Fair-weather clouds."""
    cells = (chance.randint(4, 6), chance.randint(7, 10))
    field = noise.plane(noise.clouds(chance, (400, 400), cells, 5), (SIDE, round(horizon)))
    field = field.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    _lay(canvas, noise.steep(field, cover, 60), WHITE, 0.85)


def sun(canvas: Canvas, centre: Point, radius: float, light: Colour) -> None:
    """The sun and its light."""
    canvas.glow(centre, radius * 15, light, 0.5)
    canvas.glow(centre, radius * 6, light, 0.65)
    canvas.glow(centre, radius * 2.6, mix(light, WHITE, 0.4), 0.8)
    disc = Sketch()
    disc.ellipse(centre, (radius, radius))
    canvas.fill(disc.mask(0.6), mix(light, WHITE, 0.72))


def stars(canvas: Canvas, chance: Random, horizon: float, count: int) -> None:
    """A clear night, brighter stars being rarer, fewer towards the horizon."""
    pen = ImageDraw.Draw(canvas.image)
    for _ in range(count):
        x, y = chance.randrange(SIDE), round(horizon * chance.random() ** 1.15)
        shine = chance.random() ** 3
        tint = mix(
            chance.choice(((190, 210, 255), WHITE, (255, 232, 205))), canvas_colour(canvas, x, y), 0.7 * (1 - shine)
        )
        pen.point((x, y), tint)
        if shine > 0.55:  # noqa: PLR2004  # the bright ones are larger than a point
            pen.point(
                [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)], mix(tint, canvas_colour(canvas, x, y - 2), 0.45)
            )


def canvas_colour(canvas: Canvas, x: int, y: int) -> Colour:
    """The colour that is there now."""
    pixel = canvas.image.getpixel((min(SIDE - 1, max(0, x)), min(SIDE - 1, max(0, y))))
    if not isinstance(pixel, tuple):
        raise TypeError("A canvas has three colours to a pixel.")
    return (int(pixel[0]), int(pixel[1]), int(pixel[2]))


def evening(chance: Random, horizon: float) -> tuple[Canvas, tuple[Colour, ...]]:
    """A canvas with an evening sky down to the horizon, still without the sun."""
    sky = choose(chance, SUNSETS)
    canvas = Canvas(sky[-1])
    canvas.wash(sky, 0, horizon)
    streaks(canvas, chance, sky, horizon)
    return canvas, sky


def _lay(canvas: Canvas, mask: Image.Image, colour: Colour, strength: float) -> None:
    whole = Image.new("L", (SIDE, SIDE), 0)
    whole.paste(mask, (0, 0))
    canvas.fill(whole, colour, strength)


def mirrored(canvas: Canvas, horizon: float, depth: float) -> Image.Image:
    """What still water below the horizon shows: the sky upside down, stretched to `depth`."""
    above = canvas.image.crop((0, max(0, round(horizon - depth)), SIDE, round(horizon)))
    return above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((SIDE, round(depth)))
