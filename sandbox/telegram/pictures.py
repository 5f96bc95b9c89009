"""Uploaded pictures: checked for being real, and scaled to the sizes that Telegram keeps."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from sandbox.telegram.errors import bad_request

SIDES = (90, 320, 800, 1280)
"""The longest side of each size kept, in pixels."""

MOST_BYTES = 10 * 1024 * 1024
LARGEST_SIDES_SUM = 10_000
LARGEST_RATIO = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One size of a picture, as JPEG."""

    width: int
    height: int
    data: bytes


def picture_sizes(data: bytes) -> list[Picture]:
    """The sizes of an uploaded picture, smallest first. Takes tens of milliseconds: call it in a thread.

    Raises:
        ApiError: not an image, too big, or too long and thin.
    """
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > MOST_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MOST_BYTES} bytes"
        )
    try:
        with Image.open(BytesIO(data)) as image:
            _check_sides(*image.size)
            image.load()
            return _sizes(image, data)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _check_sides(width: int, height: int) -> None:
    too_long = width + height > LARGEST_SIDES_SUM
    if too_long or max(width, height) > LARGEST_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _sizes(image: Image.Image, data: bytes) -> list[Picture]:
    longest = max(image.size)
    flat = _flat(image)
    sizes = [_scaled(flat, side) for side in SIDES if side < longest]
    if longest > SIDES[-1]:
        return sizes
    # A JPEG that needs no scaling is kept as it came: no second loss.
    full = data if image.format == "JPEG" else _jpeg(flat)
    return [*sizes, Picture(width=image.width, height=image.height, data=full)]


def _flat(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def _scaled(image: Image.Image, side: int) -> Picture:
    copy = image.copy()
    copy.thumbnail((side, side))
    return Picture(width=copy.width, height=copy.height, data=_jpeg(copy))


def _jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=88)
    return target.getvalue()
