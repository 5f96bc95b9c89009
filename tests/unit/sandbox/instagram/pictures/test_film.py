from __future__ import annotations

from struct import unpack
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.pictures.film import film

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.sandbox.instagram.conftest import Caller

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf"}


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every box with its content, containers opened."""
    while data:
        length, kind = unpack(">I4s", data[:8])
        assert 8 <= length <= len(data)
        if kind in CONTAINERS:
            yield from boxes(data[8:length])
        else:
            yield kind, data[8:length]
        data = data[length:]


def test_the_one_frame_stands_where_the_tables_say() -> None:
    jpeg = b"\xff\xd8 a picture \xff\xd9"
    data = film(jpeg, 640)
    found = dict(boxes(data))
    kinds = "ftyp mdat mvhd tkhd mdhd hdlr vmhd dref stsd stts stsc stsz stco"
    assert list(found) == [kind.encode() for kind in kinds.split()]
    offset, length = unpack(">I", found[b"stco"][8:])[0], unpack(">I", found[b"stsz"][12:])[0]
    assert data[offset : offset + length] == found[b"mdat"] == jpeg
    assert (len(found[b"mvhd"]), len(found[b"tkhd"]), len(found[b"mdhd"])) == (100, 84, 24)
    assert unpack(">2I", found[b"tkhd"][-8:]) == (640 << 16, 640 << 16)
    ((kind, entry),) = boxes(found[b"stsd"][8:])
    assert (kind, unpack(">2H", entry[24:28])) == (b"mp4v", (640, 640))
    ((kind, descriptor),) = boxes(entry[78:])
    assert (kind, descriptor[11]) == (b"esds", 0x6C)


async def test_a_video_has_films_beside_its_pictures(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater", video=True)
    data = (await owner.get(f"/media/{media}"))["data"]
    assert data["type"] == "video"
    assert set(data["videos"]) == {"low_resolution", "standard_resolution", "low_bandwidth"}
    assert set(data["images"]) == {"low_resolution", "standard_resolution", "thumbnail"}
    response = await owner.client.get(data["videos"]["standard_resolution"]["url"])
    assert (response.status_code, response.headers["content-type"]) == (200, "video/mp4")
    picture = await owner.client.get(data["images"]["standard_resolution"]["url"])
    assert dict(boxes(response.content))[b"mdat"] == picture.content


@pytest.mark.parametrize("name", ["1.mp4", "x.mp4", "٣.mp4", "{photo}.mp4", "{photo}.avi"])
async def test_a_photo_is_no_film(owner: Caller, name: str) -> None:
    photo = owner.box.post_media("ana.saltwater").partition("_")[0]
    assert (await owner.client.get(f"/videos/{name.format(photo=photo)}")).status_code == 404


async def test_some_of_the_world_moves_and_none_of_the_story(visitor: Caller) -> None:
    opening = visitor.clock.now()
    visitor.clock.step(599)
    posts = visitor.box.world.posts.values()
    assert 0.03 < sum(post.draft.video for post in posts) / len(posts) < 0.1
    story = [post for post in posts if post.at > opening and post.draft.key.startswith("story:")]
    written = [post for post in story if "#" in (post.draft.caption or "") and "sunset" in post.tags]
    assert len(written) == 6
    assert not any(post.draft.video for post in written)
