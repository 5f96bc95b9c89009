from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.errors import RefusedError
from domain.ids import CommentId, MediaId
from networks.instagram.comments import fault_of
from tests.contract.instagram.conftest import HOST

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

LINKS = ("http://a.test", "HTTPS://b.test/x", "www.c.test", "d.test", "awww.e", "https://", "www.")
JOINTS = (" ", "", ",", "/", "\n", "(", "é", "_")
PAIRS = tuple(f"{first}{joint}{second}" for first, joint, second in product(LINKS, JOINTS, LINKS))
EDGES = (
    *("x" * 300, "x" * 301, "🌅" * 301, "", " \n", "\u200b", "SO NICE", "SO nICE", "ÇOK!", "12!", "جميل", "ǅ"),
    *("#a #b #c #d", "#a #b #c #d #e", "#a#b#c#d#e", "##a ##b ##c ##d ##e", "# a # b # c # d # e", "#é#_#1#ي#你"),
    *("see http://a.test", "http://a.test/?u=http://b.test", "x.http://a.test y.www.b.test", "httpss://a http://b"),
)
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


@pytest.mark.parametrize("texts", [pytest.param(EDGES, id="edges"), pytest.param(PAIRS, id="two links, or one")])
async def test_client_and_server_refuse_the_same_comments(quiet: Side, texts: tuple[str, ...]) -> None:
    photo, transport = quiet.post("ana.saltwater"), httpx.ASGITransport(app=quiet.box.app)
    query = {"access_token": quiet.box.issue_token(quiet.box.owner)}
    differing = []
    async with httpx.AsyncClient(transport=transport, base_url=HOST, params=query) as raw:
        for text in texts:
            quiet.clock.step(90)  # within the hour's limit of comments
            answer = await raw.post(f"/v1/media/{photo}/comments", data={"text": text})
            if answer.is_success != (fault_of(text) is None):
                differing.append((text, fault_of(text), answer.text))
    assert differing == []
