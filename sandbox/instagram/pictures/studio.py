"""From a motif to a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from sandbox.instagram.world.dice import dice

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def paint_photo(seed: int, key: str, motif: str) -> Picture:
    """A photo of `motif`."""
    chance = dice(seed, "picture", key, motif)
    return Image.new("RGB", (640, 640), (chance.randrange(256), 120, 90))


def paint_avatar(seed: int, key: str) -> Picture:
    """A portrait."""
    chance = dice(seed, "avatar", key)
    return Image.new("RGB", (150, 150), (chance.randrange(256), 120, 190))
