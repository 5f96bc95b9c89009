from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import CommentId, MediaId

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

WORDS = "Só & warm ☀ +1 <3 100%\nזה יפה"


async def test_a_comment_arrives_as_it_was_written(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    await network.post_comment(photo, WORDS)
    (comment,) = await network.comments(photo)
    assert (comment.text, comment.author.username) == (WORDS, quiet.box.owner)
    assert comment.created_at == quiet.clock.now()
    assert quiet.done() == [("comment", photo, WORDS)]
    assert (await network.media(photo)).comments == 1


async def test_comments_come_oldest_first(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    for text in ("one", "two", "three"):
        await network.post_comment(photo, text)
        quiet.clock.step(60)
    assert [comment.text for comment in await network.comments(photo)] == ["one", "two", "three"]


async def test_ones_own_comment_can_be_removed(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    await network.post_comment(photo, "oops")
    (comment,) = await network.comments(photo)
    await network.delete_comment(photo, comment.id)
    assert await network.comments(photo) == ()
    assert [kind for kind, _, _ in quiet.done()] == ["comment", "delete_comment"]


async def test_anothers_comment_cannot_be_removed(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post("ana.saltwater")
    async with quiet.connected(quiet.box.issue_token("ana.saltwater")) as ana:
        await ana.post_comment(photo, "mine")
    (comment,) = await network.comments(photo)
    with pytest.raises(RefusedError):
        await network.delete_comment(photo, comment.id)
    assert len(await network.comments(photo)) == 1


async def test_a_comment_that_is_gone(network: InstagramNetwork, quiet: Side) -> None:
    with pytest.raises(RefusedError) as caught:
        await network.delete_comment(quiet.post("ana.saltwater"), CommentId("1"))
    assert caught.value.gone


async def test_a_comment_on_nothing(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError, match="invalid media id") as caught:
        await network.post_comment(MediaId("1_2"), "hello")
    assert caught.value.gone


@pytest.mark.parametrize("text", ["🌅" * 300, "#a #b #c #d", "see https://a.test", "WOW so nice", "🌅 !!"])
async def test_what_the_client_lets_through_the_server_takes(
    network: InstagramNetwork, quiet: Side, text: str
) -> None:
    photo = quiet.post("ana.saltwater")
    await network.post_comment(photo, text)
    assert [comment.text for comment in await network.comments(photo)] == [text]
