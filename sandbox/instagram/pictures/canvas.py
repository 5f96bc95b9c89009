"""The surface that pictures are painted on, and the few strokes that they are made of."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from sandbox.instagram.pictures.noise import grain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen

    from sandbox.instagram.pictures.colours import Colour

SIDE = 640
"""Pictures are square."""

Point: TypeAlias = tuple[float, float]
_FINE = 2
"""Masks are drawn this much larger and then reduced, for smooth edges."""

_RIM = 180
"""What Pillow's radial gradient says half way along its edges: there a round light has to end."""


class Sketch:
    """A mask in the making: what is drawn here is where the paint will go. Same coordinates as the canvas."""

    def __init__(self) -> None:
        self._mask = Image.new("L", (SIDE * _FINE, SIDE * _FINE), 0)
        self._pen: Pen = ImageDraw.Draw(self._mask)

    def polygon(self, points: Iterable[Point], strength: float = 1.0) -> None:
        """A filled polygon. `strength` from 0 (removes what is there) to 1."""
        self._pen.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=round(255 * strength))

    def box(self, corner: Point, size: Point) -> None:
        """A filled rectangle; `corner` is its upper left one."""
        (x, y), (wide, tall) = corner, size
        self.polygon([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)])

    def ellipse(self, centre: Point, radius: Point, *, turn: float = 0.0, strength: float = 1.0) -> None:
        """A filled ellipse, turned by `turn` radians."""
        self.polygon(ellipse(centre, radius, turn), strength)

    def line(self, points: Iterable[Point], width: float, strength: float = 1.0) -> None:
        """A line with round joints."""
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        self._pen.line(fine, fill=round(255 * strength), width=max(1, round(width * _FINE)), joint="curve")

    def arc(self, centre: Point, radius: float, span: tuple[float, float], width: float) -> None:
        """Part of a circle, `span` in degrees clockwise from three o'clock."""
        (x, y), r = centre, radius
        box = [(x - r) * _FINE, (y - r) * _FINE, (x + r) * _FINE, (y + r) * _FINE]
        self._pen.arc(box, *span, fill=255, width=max(1, round(width * _FINE)))

    def mask(self, blur: float = 0.0) -> Picture:
        """The finished mask."""
        whole = Image.new("L", (SIDE, SIDE), 0)
        box = self._mask.getbbox()
        if box is None:
            return whole
        margin = _FINE * round(blur * 3 + 1)
        left, top, right, bottom = box
        left, top = (max(0, side - margin) // _FINE * _FINE for side in (left, top))
        right, bottom = (min(SIDE * _FINE, side + margin) for side in (right, bottom))
        part = self._mask.crop((left, top, right, bottom)).reduce(_FINE)
        whole.paste(part.filter(ImageFilter.GaussianBlur(blur)) if blur else part, (left // _FINE, top // _FINE))
        return whole


class Canvas:
    """A picture in the making."""

    def __init__(self, colour: Colour = (0, 0, 0)) -> None:
        self.image = Image.new("RGB", (SIDE, SIDE), colour)

    def wash(self, colours: Sequence[Colour], top: float = 0, bottom: float = SIDE) -> None:
        """A gradient from `top` down to `bottom`."""
        band = gradient(colours, round(bottom) - round(top))
        self.image.paste(band, (0, round(top)))

    def fill(self, mask: Picture, paint: Colour | Picture, strength: float = 1.0) -> None:
        """Paint through a mask as large as the picture."""
        box = mask.getbbox()
        if box is None:
            return
        part = mask.crop(box)
        if strength < 1:
            part = part.point([round(value * strength) for value in range(256)])
        self.image.paste(paint if isinstance(paint, tuple) else paint.crop(box), box, part)

    def shape(self, points: Iterable[Point], colour: Colour, *, strength: float = 1.0, blur: float = 0.0) -> None:
        """Paint one polygon."""
        sketch = Sketch()
        sketch.polygon(points)
        self.fill(sketch.mask(blur), colour, strength)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Light that fades with distance; it brightens and never darkens."""
        side = max(2, round(radius * 2))
        left, top = round(centre[0] - radius), round(centre[1] - radius)
        box = (max(0, left), max(0, top), min(SIDE, left + side), min(SIDE, top + side))
        curve = [round(255 * max(0.0, 1 - value / _RIM) ** 1.9 * strength) for value in range(256)]
        falloff = Image.radial_gradient("L").point(curve).resize((side, side), Image.Resampling.BILINEAR)
        light = Image.new("RGB", (box[2] - box[0], box[3] - box[1]))
        light.paste(
            colour, (0, 0, *light.size), falloff.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
        )
        self.image.paste(ImageChops.screen(self.image.crop(box), light), box)

    def soften(self, mask: Picture, blur: float) -> None:
        """Blur what lies under a mask."""
        self.image.paste(self.image.filter(ImageFilter.GaussianBlur(blur)), (0, 0), mask)

    def finish(self, chance: Random, *, vignette: float = 0.28, vivid: float = 1.06) -> Picture:
        """The picture as a camera would give it: edges a little darker, a breath of grain."""
        curve = [round(255 * (1 - vignette * (value / 255) ** 2.4)) for value in range(256)]
        edge = Image.radial_gradient("L").resize((SIDE, SIDE), Image.Resampling.BILINEAR).point(curve)
        image = ImageChops.multiply(self.image, Image.merge("RGB", (edge, edge, edge)))
        dust = grain(chance, (SIDE, SIDE), 5)
        image = ImageChops.add(image, Image.merge("RGB", (dust, dust, dust)), scale=1, offset=-128)
        return ImageEnhance.Color(image).enhance(vivid)


def gradient(colours: Sequence[Colour], height: int, width: int = SIDE) -> Picture:
    """A vertical gradient, the first colour on top."""
    column = Image.new("RGB", (1, len(colours)))
    column.putdata(list(colours))
    tall = max(1, height)
    # Half a colour is cut off at both ends, so that the first and the last are reached exactly.
    box = (0, 0.5, 1, len(colours) - 0.5) if len(colours) > 1 else None
    return column.resize((1, tall), Image.Resampling.BILINEAR, box=box).resize((width, tall))


def ellipse(centre: Point, radius: Point, turn: float = 0.0) -> list[Point]:
    """The outline of a turned ellipse, with as many corners as its size needs to look round."""
    corners = min(90, 12 + round(max(radius) / 2))
    c, s = cos(turn), sin(turn)
    angles = (2 * pi * corner / corners for corner in range(corners))
    spokes = [(radius[0] * cos(angle), radius[1] * sin(angle)) for angle in angles]
    return [(centre[0] + x * c - y * s, centre[1] + x * s + y * c) for x, y in spokes]
