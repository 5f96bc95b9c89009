"""Clouds, ripples and grain: chance that is smooth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from PIL.Image import Image as Mask

_FAR = 0.28
"""How far away a plane's horizon is, in heights of the picture; less is steeper."""


def clouds(chance: Random, size: tuple[int, int], cells: tuple[int, int], octaves: int = 4) -> Mask:
    """Soft noise, 0 to 255. `cells` says how many humps fit across and down; unequal ones make streaks."""
    across, down = cells
    noise = _octave(chance, size, (across, down))
    for octave in range(1, octaves):
        finer = _octave(chance, size, (across << octave, down << octave))
        noise = Image.blend(noise, finer, 0.5 / (1 + 0.55 * octave))
    return noise


def steep(noise: Mask, threshold: float, softness: float) -> Mask:
    """Noise as a mask: nothing below the threshold, everything `softness` above it (both of 255)."""
    curve = [_smooth((value - threshold) / softness) for value in range(256)]
    return noise.point([round(255 * value) for value in curve])


def shaped(mask: Mask, curve: Callable[[float], float]) -> Mask:
    """A mask whose rows are dimmed by `curve`, from 0 at the top to 1 at the bottom."""
    column = Image.new("L", (1, 256))
    column.putdata([round(255 * min(1.0, max(0.0, curve(row / 255)))) for row in range(256)])
    dimmed = Image.new("L", mask.size, 0)
    dimmed.paste(mask, (0, 0), column.resize(mask.size, Image.Resampling.BILINEAR))
    return dimmed


def plane(noise: Mask, size: tuple[int, int]) -> Mask:
    """Square noise laid on the ground: far away and narrow at the top, close and wide at the bottom."""
    width, height = size
    side = noise.width
    slope = 1 / (height * _FAR)
    across = (side / width, side / 2 * slope, 0.0)
    down = (0.0, side * (1 + _FAR) * slope, 0.0)
    return noise.transform(size, Image.Transform.PERSPECTIVE, (*across, *down, 0.0, slope), Image.Resampling.BILINEAR)


def grain(chance: Random, size: tuple[int, int], strength: int) -> Mask:
    """Film grain around the middle grey."""
    width, height = size
    raw = Image.frombytes("L", size, chance.randbytes(width * height))
    soft = raw.filter(ImageFilter.GaussianBlur(0.6))
    return soft.point([128 + round((value - 128) * strength / 64) for value in range(256)])


def _octave(chance: Random, size: tuple[int, int], cells: tuple[int, int]) -> Mask:
    across, down = cells
    raw = Image.frombytes("L", cells, chance.randbytes(across * down))
    return raw.resize(size, Image.Resampling.BICUBIC)


def _smooth(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return value * value * (3 - 2 * value)
