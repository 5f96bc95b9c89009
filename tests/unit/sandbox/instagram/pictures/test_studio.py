from __future__ import annotations

import pytest
from PIL import ImageStat

from sandbox.instagram.pictures.studio import SCENES, paint_avatar, paint_photo


@pytest.mark.parametrize("motif", SCENES)
def test_every_motif_is_a_picture_with_many_colours_and_light_and_shade(motif: str) -> None:
    picture = paint_photo(7, "key", motif)
    assert (picture.size, picture.mode) == ((640, 640), "RGB")
    assert picture.resize((64, 64)).getcolors(1000) is None
    ((low, high),) = ImageStat.Stat(picture.convert("L")).extrema
    assert high - low > 90


def test_a_picture_follows_from_its_key() -> None:
    one, same, other = (paint_photo(7, key, "sunset").tobytes() for key in ("a", "a", "b"))
    assert one == same != other


def test_a_motif_that_nobody_can_paint_becomes_a_sunset() -> None:
    assert paint_photo(7, "a", "sphinx").size == (640, 640)


def test_portraits_differ() -> None:
    assert paint_avatar(7, "ana").tobytes() != paint_avatar(7, "ben").tobytes()
