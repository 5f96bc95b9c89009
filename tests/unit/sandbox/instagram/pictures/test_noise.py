from __future__ import annotations

from itertools import pairwise

import pytest
from PIL import Image, ImageStat

from sandbox.instagram.pictures import noise
from sandbox.instagram.world.dice import dice


def test_noise_is_the_same_for_the_same_chance() -> None:
    one, same, other = (noise.clouds(dice(seed), (64, 64), (4, 4)).tobytes() for seed in (1, 1, 2))
    assert one == same != other


@pytest.mark.parametrize(("value", "expected"), [(99, 0), (100, 0), (125, 128), (150, 255), (200, 255)])
def test_a_steep_mask_rises_from_its_threshold(value: int, expected: int) -> None:
    assert noise.steep(Image.new("L", (1, 1), value), 100, 50).getpixel((0, 0)) == expected


def test_a_shaped_mask_is_dimmed_by_row() -> None:
    mask = noise.shaped(Image.new("L", (4, 100), 200), lambda row: row)
    column = [mask.getpixel((0, row)) for row in (0, 50, 99)]
    assert column == [pytest.approx(value, abs=3) for value in (0, 100, 200)]


def test_grain_keeps_the_middle_grey() -> None:
    dust = noise.grain(dice(1), (200, 200), 5)
    ((low, high),) = ImageStat.Stat(dust).extrema
    assert 115 < low < 128 < high < 141


def test_a_plane_shows_more_at_the_horizon_than_close_by() -> None:
    stripes = Image.new("L", (100, 100), 0)
    for x in range(0, 100, 10):
        stripes.paste(255, (x, 0, x + 5, 100))
    plane = noise.plane(stripes, (200, 100)).point([0] * 128 + [255] * 128)

    def edges(row: int) -> int:
        return sum(a != b for a, b in pairwise(plane.crop((0, row, 200, row + 1)).tobytes()))

    assert edges(3) > 2 * edges(96)
