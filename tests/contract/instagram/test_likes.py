from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import MediaId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side


async def test_a_like_and_its_end(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    await network.like(photo)
    liked = await network.media(photo)
    assert (liked.likes, liked.liked_by_me) == (1, True)
    assert [person.username for person in await network.likes(photo)] == [quiet.box.owner]
    await network.unlike(photo)
    unliked = await network.media(photo)
    assert (unliked.likes, unliked.liked_by_me) == (0, False)
    assert await network.likes(photo) == ()
    assert [kind for kind, _, _ in quiet.done()] == ["like", "unlike"]


async def test_twice_is_the_same_as_once(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    for _ in range(2):
        await network.like(photo)
    assert quiet.done() == [("like", photo, "")]
    for _ in range(2):
        await network.unlike(photo)
    assert [kind for kind, _, _ in quiet.done()] == ["like", "unlike"]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda n: n.like(MediaId("1_2")), id="like"),
        pytest.param(lambda n: n.unlike(MediaId("1_2")), id="unlike"),
        pytest.param(lambda n: n.likes(MediaId("1_2")), id="likes"),
    ],
)
async def test_a_photo_that_is_not_there(
    network: InstagramNetwork, ask: Callable[[InstagramNetwork], Awaitable[object]]
) -> None:
    with pytest.raises(RefusedError, match="invalid media id") as caught:
        await ask(network)
    assert caught.value.gone


async def test_a_closed_accounts_photo(network: InstagramNetwork, quiet: Side) -> None:
    with pytest.raises(RefusedError):
        await network.like(quiet.post("zoe_hidden_valley"))
    assert quiet.done() == []
