from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sandbox.telegram.errors import ApiError
from sandbox.telegram.pictures import MOST_BYTES, picture_sizes

if TYPE_CHECKING:
    from tests.unit.sandbox.telegram.conftest import Paint


def test_sizes_go_up_to_the_picture_itself(paint: Paint) -> None:
    original = paint(640, 640)
    sizes = picture_sizes(original)
    assert [(it.width, it.height) for it in sizes] == [(90, 90), (320, 320), (640, 640)]
    assert sizes[-1].data == original


def test_a_large_picture_is_scaled_down(paint: Paint) -> None:
    assert [it.width for it in picture_sizes(paint(2560, 1280))] == [90, 320, 800, 1280]


def test_a_small_picture_has_one_size(paint: Paint) -> None:
    assert [(it.width, it.height) for it in picture_sizes(paint(60, 40))] == [(60, 40)]


def test_other_formats_become_jpeg_on_white() -> None:
    target = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")
    (size,) = picture_sizes(target.getvalue())
    with Image.open(BytesIO(size.data)) as image:
        assert image.format == "JPEG"
        assert image.getpixel((25, 25)) == (255, 255, 255)


def test_what_is_no_picture_is_refused(paint: Paint) -> None:
    for data, complaint in (
        (b"", "file must be non-empty"),
        (b"<svg/>", "IMAGE_PROCESS_FAILED"),
        (paint()[:-400], "IMAGE_PROCESS_FAILED"),
        (b"x" * (MOST_BYTES + 1), "too big for a photo"),
    ):
        with pytest.raises(ApiError, match=complaint):
            picture_sizes(data)


@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [
        pytest.param(5000, 5000, True, id="sum of 10,000"),
        pytest.param(5000, 5001, False, id="sum of 10,001"),
        pytest.param(200, 10, True, id="20 to 1"),
        pytest.param(201, 10, False, id="more than 20 to 1"),
        pytest.param(10, 201, False, id="more than 1 to 20"),
    ],
)
def test_sides_have_limits(paint: Paint, width: int, height: int, *, fits: bool) -> None:
    data = paint(width, height)
    if fits:
        assert picture_sizes(data)
        return
    with pytest.raises(ApiError, match="PHOTO_INVALID_DIMENSIONS"):
        picture_sizes(data)
