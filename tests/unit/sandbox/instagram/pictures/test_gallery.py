from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sandbox.instagram.pictures.gallery import Gallery, Subject

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sandbox.instagram.conftest import Caller

SUNSET = Subject(stem="12", size=320, motif="sunset", key="k")


@pytest.mark.parametrize(
    ("name", "size"), [("thumbnail", 150), ("low_resolution", 320), ("standard_resolution", 640)]
)
async def test_a_medias_pictures_are_jpegs_of_the_promised_size(owner: Caller, name: str, size: int) -> None:
    media = owner.box.post_media("ana.saltwater")
    url = (await owner.get(f"/media/{media}"))["data"]["images"][name]["url"]
    response = await owner.client.get(url)
    assert response.headers["content-type"] == "image/jpeg"
    with Image.open(BytesIO(response.content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (size, size))


async def test_a_persons_picture_is_a_jpeg(owner: Caller) -> None:
    response = await owner.client.get((await owner.get("/users/self"))["data"]["profile_picture"])
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.size == (320, 320)


@pytest.mark.parametrize(
    "name",
    [
        "1_640.jpg",
        "avatar_1.jpg",
        "x_640.jpg",
        "..%2Fjournal.sqlite3",
        "1_641.jpg",
        "\u0661_640.jpg",
        "9" * 999 + "_640.jpg",
    ],
)
async def test_there_is_no_other_picture(owner: Caller, name: str) -> None:
    assert (await owner.client.get(f"/pictures/{name}")).status_code == 404


async def test_many_who_ask_at_once_get_the_same_painting(tmp_path: Path) -> None:
    gallery = Gallery(tmp_path, 7)
    bodies = await asyncio.gather(*(gallery.jpeg(SUNSET) for _ in range(5)))
    gallery.close()
    assert len(set(bodies)) == 1


def kept(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_pictures_are_kept_on_disk_and_read_from_there(tmp_path: Path) -> None:
    first = Gallery(tmp_path, 7)
    painted = await first.jpeg(SUNSET)
    first.close()
    assert {name.name for name in kept(tmp_path)} == {"12_150.jpg", "12_320.jpg", "12_640.jpg"}
    (tmp_path / "12_320.jpg").write_bytes(b"as it was kept")
    second = Gallery(tmp_path, 7)
    assert await second.jpeg(SUNSET) == b"as it was kept" != painted
    second.close()


async def test_memory_is_bounded() -> None:
    gallery = Gallery(None, 7)
    for number in range(320):
        gallery._memory[str(number)] = b""
    await gallery.jpeg(SUNSET)
    assert len(gallery._memory) <= 300
    gallery.close()
