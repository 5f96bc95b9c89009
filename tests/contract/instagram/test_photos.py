from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import MediaId
from domain.media import MediaKind, Picture
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side


async def test_a_photo(network: InstagramNetwork, quiet: Side) -> None:
    photo = await network.media(quiet.post("ana.saltwater", caption="Dusk 🌅 <3 #sea", tags=["sea"]))
    assert (photo.kind, photo.author.username) == (MediaKind.IMAGE, "ana.saltwater")
    assert photo.created_at == quiet.clock.now()
    assert (photo.caption, photo.tags) == ("Dusk 🌅 <3 #sea", ("sea",))
    assert (photo.likes, photo.comments, photo.liked_by_me) == (0, 0, False)
    assert isinstance(photo.link, str)
    assert isinstance(photo.thumbnail, Picture)
    assert isinstance(photo.picture, Picture)
    assert (photo.thumbnail.width, photo.picture.width) == (150, 640)
    assert photo.tagged == ()
    assert UNKNOWN not in (photo.filter, photo.location)


async def test_a_photo_without_words_or_place_says_so(network: InstagramNetwork, quiet: Side) -> None:
    photo = await network.media(quiet.post("ana.saltwater"))
    assert (photo.caption, photo.location, photo.tags) == (None, None, ())


async def test_a_picture(network: InstagramNetwork, quiet: Side) -> None:
    photo = await network.media(quiet.post("ana.saltwater"))
    assert isinstance(photo.thumbnail, Picture)
    assert (await network.picture(photo.thumbnail.url)).startswith(b"\xff\xd8")


async def test_every_photo_of_the_world_can_be_read(busy_network: InstagramNetwork, lively: Side) -> None:
    posts = sorted((post for post in lively.box.world.posts.values() if not post.author.private), key=lambda p: p.at)
    for post in posts[::25]:
        photo = await busy_network.media(MediaId(post.id))
        assert UNKNOWN not in (photo.caption, photo.tags, photo.location, photo.tagged)
        assert UNKNOWN not in (photo.likes, photo.comments, photo.liked_by_me)
        assert photo.created_at == post.at.replace(microsecond=0)


@pytest.mark.parametrize("media_id", ["1_2", "nothing", "é"])
async def test_no_photo(network: InstagramNetwork, media_id: str) -> None:
    with pytest.raises(RefusedError, match="invalid media id") as caught:
        await network.media(MediaId(media_id))
    assert caught.value.gone


async def test_a_picture_that_is_not_there(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError) as caught:
        await network.picture("http://127.0.0.1:8642/pictures/1_150.jpg")
    assert caught.value.gone
