"""Beaches, from above and along the shore."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image

from sandbox.instagram.pictures import noise, shapes, sky
from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch, gradient
from sandbox.instagram.pictures.colours import BLACK, WHITE, mix, palette, stray, stray_all
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from random import Random

    from PIL.Image import Image as Picture

    from sandbox.instagram.pictures.canvas import Point
    from sandbox.instagram.pictures.colours import Colour

_TROPICS = tuple(
    palette(text)
    for text in (
        "0b5c86 1587a8 3fb8c4 8fdcd2 d5f2e4",
        "0d4a70 1a769c 49a9bd 9ad3d3 dff1e8",
        "12607a 2a95a0 63c2b8 aee3cf e9f6e6",
    )
)
_SANDS = palette("ecd9b4 e6cfa6 f1e2c6 dcc39c")
_PARASOLS = (palette("e4572e f3a712 fdf6e3"), palette("2e86ab f6f5ae f26b6b"), palette("ffffff d1495b edae49"))
_DRY = 60
"""The shore that far to both sides of a parasol is below it."""
_BELOW = ((SIDE + 40, SIDE + 40), (-40, SIDE + 40))
"""Two corners that close an outline below the picture."""
_TURNS = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT)


def beach(chance: Random) -> Picture:
    """A beach from above, or along the shore."""
    return _from_above(chance) if happens(chance, 0.6) else _along(chance)  # rather from above


def _from_above(chance: Random) -> Picture:
    tones = stray_all(chance.choice(_TROPICS), chance)
    sand = stray(chance.choice(_SANDS), chance, light=0.02)
    canvas = Canvas(tones[0])
    canvas.image.paste(gradient(tones[:4], SIDE), (0, 0))
    caustics = noise.clouds(chance, (SIDE, SIDE), (9, 9), 5)
    canvas.fill(noise.steep(caustics, 150, 60), tones[3], 0.4)
    canvas.fill(noise.steep(caustics.transpose(Image.Transpose.ROTATE_180), 158, 50), mix(tones[0], BLACK, 0.3), 0.35)
    phase, swing = chance.uniform(0, 2 * pi), chance.uniform(20, 44)
    shore: list[Point] = [
        (x, 405 + swing * sin(x / 125 + phase) + 9 * sin(x / 37 + phase * 2)) for x in range(-20, SIDE + 41, 20)
    ]
    layers = (
        (-96, tones[3], 0.55, 26.0),
        (-46, tones[4], 0.7, 13.0),
        (-16, WHITE, 0.55, 5.0),
        (-5, WHITE, 0.95, 1.2),
        (6, mix(sand, (120, 96, 70), 0.42), 0.95, 1.0),
        (34, sand, 1.0, 15.0),
    )
    _waterline(canvas, chance, shore, layers)
    _foam(canvas, chance, shore)
    _grains(canvas, chance, shore, mix(sand, (120, 90, 60), 0.35))
    _parasols(canvas, chance, shore)
    turn = chance.choice(_TURNS)
    if turn is not None:
        canvas.image = canvas.image.transpose(turn)
    return canvas.finish(chance, vignette=0.18)


def _waterline(
    canvas: Canvas, chance: Random, shore: list[Point], layers: tuple[tuple[int, Colour, float, float], ...]
) -> None:
    """Water becoming sand: each layer begins so far from the shore, with a colour, a strength and a blur."""
    for lift, colour, strength, blur in layers:
        wobble = chance.uniform(0, 2 * pi)
        edge = [(x, y + lift + 5 * sin(x / 27 + wobble)) for x, y in shore]
        canvas.shape([*edge, *_BELOW], colour, strength=strength, blur=blur)


def _grains(canvas: Canvas, chance: Random, shore: list[Point], colour: Colour) -> None:
    texture = noise.clouds(chance, (SIDE, SIDE), (60, 60), 3)
    ground = Sketch()
    ground.polygon([*((x, y + 26) for x, y in shore), *_BELOW])
    canvas.fill(_both(noise.steep(texture, 120, 90), ground.mask(9)), colour, 0.4)


def _foam(canvas: Canvas, chance: Random, shore: list[Point]) -> None:
    lace = noise.steep(noise.clouds(chance, (SIDE, SIDE), (26, 26), 4), 126, 30)
    for lift, strength in ((-30, 0.8), (-88, 0.45), (-150, 0.28)):
        band, shift = Sketch(), chance.uniform(-14, 14)
        upper = [(x, y + lift + shift * sin(x / 80)) for x, y in shore]
        lower = [(x, y + 24 + 9 * sin(x / 31 + shift)) for x, y in upper]
        band.polygon([*upper, *reversed(lower)])
        canvas.fill(_both(lace, band.mask(4)), WHITE, strength)


def _parasols(canvas: Canvas, chance: Random, shore: list[Point]) -> None:
    cloth = chance.choice(_PARASOLS)
    shadows, wedges, layers = Sketch(), Sketch(), [Sketch() for _ in cloth]
    for place in range(chance.randint(3, 7)):
        x = 50 + place * 82 + chance.uniform(-18, 18)
        y = max(height for at, height in shore if abs(at - x) < _DRY) + chance.uniform(66, 170)
        radius = chance.uniform(13, 19)
        shadows.ellipse((x + radius * 0.7, y + radius * 0.8), (radius, radius * 0.9))
        chance.choice(layers).polygon([(x + 22, y - 6), (x + 34, y - 8), (x + 38, y + 18), (x + 26, y + 20)])
        chance.choice(layers).ellipse((x, y), (radius, radius))
        for wedge in range(0, 8, 2):
            angles = [(wedge + part / 4) * pi / 4 for part in range(5)]
            wedges.polygon([(x, y), *((x + radius * sin(a), y + radius * cos(a)) for a in angles)])
    canvas.fill(shadows.mask(4), (70, 55, 45), 0.45)
    for layer, colour in zip(layers, cloth, strict=True):
        canvas.fill(layer.mask(), colour)
    canvas.fill(wedges.mask(), WHITE, 0.55)


def _along(chance: Random) -> Picture:
    horizon = chance.uniform(250, 300)
    colours = sky.choose(chance, sky.DAYS)
    canvas = Canvas(colours[-1])
    canvas.wash(colours, 0, horizon)
    sky.fleece(canvas, chance, horizon, cover=124)
    tones = stray_all(chance.choice(_TROPICS), chance)
    canvas.wash(tones, horizon, 470)
    ripples = noise.plane(noise.clouds(chance, (420, 420), (16, 60), 3), (SIDE, SIDE - round(horizon)))
    sheet = Image.new("L", (SIDE, SIDE), 0)
    sheet.paste(noise.steep(ripples, 138, 50), (0, round(horizon)))
    canvas.fill(sheet, tones[3], 0.4)
    sand = stray(chance.choice(_SANDS), chance, light=0.02)
    slope, phase = chance.uniform(-0.22, 0.22), chance.uniform(0, 6)
    edge: list[Point] = [
        (x, 455 + slope * (x - SIDE / 2) + 16 * sin(x / 90 + phase)) for x in range(-20, SIDE + 41, 20)
    ]
    layers = (
        (-40, WHITE, 0.5, 3.0),
        (-24, tones[3], 0.9, 2.0),
        (-9, WHITE, 0.95, 1.5),
        (6, mix(sand, (110, 90, 70), 0.4), 1.0, 1.5),
        (30, sand, 1.0, 16.0),
    )
    _waterline(canvas, chance, edge, layers)
    grass = Sketch()
    dune = shapes.ridge(chance, SIDE + 14, 60, 0.36)
    grass.polygon(dune)
    shapes.grasses(grass, chance, dune, count=150, tall=90)
    canvas.fill(grass.mask(), mix(stray((122, 132, 74), chance), sand, 0.15))
    return canvas.finish(chance, vignette=0.2)


def _both(one: Picture, other: Picture) -> Picture:
    joined = Image.new("L", one.size, 0)
    joined.paste(one, (0, 0), other)
    return joined
