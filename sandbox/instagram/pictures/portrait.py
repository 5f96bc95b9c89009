"""Pictures of people, from the shoulders up, simple and friendly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from sandbox.instagram.pictures.canvas import SIDE, Canvas, Sketch, ellipse
from sandbox.instagram.pictures.colours import BLACK, WHITE, Colour, mix, palette, stray
from sandbox.instagram.world.dice import happens

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from PIL.Image import Image as Picture

_SKINS = palette("f6d3b8 e8b58f c98d62 a86b44 7d4a2e 5b3522 f2c6a0 d9a27a")
_HAIRS = palette("1d1815 3a261b 6b4226 a6672f d9a94f c8c4bf 8a3b2a 2b2b38")
_CLOTHES = palette("d1495b edae49 66a182 2e4057 8d96a3 00798c b56576 6d597a e56b6f 355070 84a98c f4a261")
_GROUNDS = palette("f6c9a8 a8d5ba b9c8ef f4b6c2 ffe0a3 c7b8ea 9fd3d8 f2a48e")
_CENTRE = SIDE / 2


def portrait(chance: Random) -> Picture:
    """Somebody's picture."""
    ground = stray(chance.choice(_GROUNDS), chance)
    canvas = Canvas(ground)
    canvas.wash((mix(ground, WHITE, 0.3), ground, mix(ground, BLACK, 0.12)))
    canvas.glow((190, 150), 420, WHITE, 0.35)
    skin, hair = stray(chance.choice(_SKINS), chance, light=0.02), stray(chance.choice(_HAIRS), chance, light=0.03)
    dress = chance.choice(_HAIRDRESSING)
    if dress is _long or dress is _curls:
        dress(canvas, chance, hair)
    _shoulders(canvas, chance, skin)
    _face(canvas, chance, skin, hair)
    if dress is not _long and dress is not _curls:
        dress(canvas, chance, hair)
    _fringe(canvas, chance, hair)
    if happens(chance, 0.3):  # three in ten wear glasses
        _glasses(canvas, mix(hair, BLACK, 0.4))
    return canvas.finish(chance, vignette=0.16)


def _shoulders(canvas: Canvas, chance: Random, skin: Colour) -> None:
    cloth = stray(chance.choice(_CLOTHES), chance)
    canvas.shape(ellipse((_CENTRE, 690), (248, 190)), cloth)
    canvas.shape(ellipse((_CENTRE, 506), (66, 46)), mix(skin, BLACK, 0.14))
    canvas.shape([(262, 400), (378, 400), (384, 510), (256, 510)], mix(skin, BLACK, 0.14))


def _face(canvas: Canvas, chance: Random, skin: Colour, hair: Colour) -> None:
    for side in (-1, 1):
        canvas.shape(ellipse((_CENTRE + side * 128, 318), (26, 36)), mix(skin, BLACK, 0.07))
    canvas.shape(ellipse((_CENTRE, 306), (132, 156)), skin)
    canvas.glow((_CENTRE - 40, 262), 120, WHITE, 0.1)
    features, lips, cheeks = Sketch(), Sketch(), Sketch()
    for side in (-1, 1):
        features.ellipse((_CENTRE + side * 52, 306), (10, 13))
        features.line([(_CENTRE + side * 76, 268), (_CENTRE + side * 54, 260), (_CENTRE + side * 34, 268)], 7)
        cheeks.ellipse((_CENTRE + side * 78, 352), (30, 20))
    lips.arc((_CENTRE, 366), chance.uniform(34, 46), (24, 156), 8)
    canvas.fill(cheeks.mask(9), (232, 96, 88), 0.28)
    canvas.fill(features.mask(), mix(hair, (30, 22, 20), 0.75))
    canvas.fill(lips.mask(), mix(skin, (150, 44, 44), 0.65))
    nose = Sketch()
    nose.arc((_CENTRE, 334), 15, (20, 160), 6)
    canvas.fill(nose.mask(), mix(skin, BLACK, 0.24))


def _fringe(canvas: Canvas, chance: Random, hair: Colour) -> None:
    sketch, parting = Sketch(), chance.uniform(-38, 38)
    head = Sketch()
    head.ellipse((_CENTRE, 288), (150, 172))
    sketch.ellipse((_CENTRE, 240), (152, 128))
    sketch.ellipse((_CENTRE + parting, 326), (150, 92), strength=0)
    sketch.polygon([(0, 322), (SIDE, 322), (SIDE, SIDE), (0, SIDE)], 0)
    fringe = Image.new("L", (SIDE, SIDE), 0)
    fringe.paste(sketch.mask(), (0, 0), head.mask())
    canvas.fill(fringe, hair)


def _short(canvas: Canvas, chance: Random, hair: Colour) -> None:
    crown = Sketch()
    crown.ellipse((_CENTRE + chance.uniform(-14, 14), 176), (126, 52))
    canvas.fill(crown.mask(), hair)


def _bun(canvas: Canvas, chance: Random, hair: Colour) -> None:
    canvas.shape(ellipse((_CENTRE + chance.uniform(-30, 30), 112), (58, 54)), mix(hair, WHITE, 0.06))


def _long(canvas: Canvas, chance: Random, hair: Colour) -> None:
    length = chance.uniform(450, 560)
    canvas.shape(ellipse((_CENTRE, 290), (172, 186)), hair)
    canvas.shape([(148, 290), (492, 290), (500, length), (140, length)], hair)


def _curls(canvas: Canvas, chance: Random, hair: Colour) -> None:
    curls = Sketch()
    for x, y in ellipse((_CENTRE, 262), (140, 136)):
        radius = chance.uniform(44, 66)
        curls.ellipse((x, y), (radius, radius))
    canvas.fill(curls.mask(), hair)


def _glasses(canvas: Canvas, frame: Colour) -> None:
    sketch = Sketch()
    for side in (-1, 1):
        sketch.arc((_CENTRE + side * 54, 308), 40, (0, 360), 7)
    sketch.line([(_CENTRE - 14, 304), (_CENTRE + 14, 304)], 7)
    canvas.fill(sketch.mask(), frame)


_HAIRDRESSING: tuple[Callable[[Canvas, Random, Colour], None], ...] = (_short, _bun, _long, _curls)
