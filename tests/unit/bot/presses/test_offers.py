from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.details import NoticeDetail, Offer, Picturing
from domain.plans import ActionKind
from storage import listing
from storage.listing import MUTED
from tests.unit.bot.world import ACCOUNT, JONAS, NOW, Chat, comment_event, media_event, request_event, wish

if TYPE_CHECKING:
    from domain.events import Event
    from sandbox.telegram.visitor import SeenMessage
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

PHOTO, ASKING, REMARK = media_event(), request_event(), comment_event()


async def told(
    chat: Chat, paper: Paper, event: Event, *offers: Offer, picture: Picturing = Picturing.THUMBNAIL
) -> SeenMessage:
    """A rule told of an event, with offers below."""
    detail = NoticeDetail(offers=offers, picture=picture)
    await paper.happens(event, wish(ActionKind.NOTIFY, event.key, text="Look at this.", detail=detail))
    await chat.bot.round()
    return chat.last()


@pytest.mark.parametrize(
    ("event", "offer", "writes"),
    [
        (PHOTO, Offer(verb="like"), ["like 1_7"]),
        (PHOTO, Offer(verb="comment", text="What light!"), ["post_comment 1_7 What light!"]),
        (PHOTO, Offer(verb="block"), ["change_relationship 7 block"]),
        (REMARK, Offer(verb="reply", text="Thanks"), ["post_comment 1_1 @mira Thanks"]),
        (REMARK, Offer(verb="delete_comment"), ["delete_comment 1_1 c1"]),
        (REMARK, Offer(verb="block"), ["change_relationship 7 block"]),
    ],
)
async def test_a_press_takes_an_offer(
    chat: Chat, paper: Paper, net: Net, event: Event, offer: Offer, writes: list[str]
) -> None:
    net.spoken = {REMARK.media.id: [REMARK.comment]}
    card = await told(chat, paper, event, offer)
    assert await chat.press_data(card, "v1:offer:1:0")
    assert net.writes() == writes


async def test_somebody_is_followed_once(chat: Chat, paper: Paper, net: Net) -> None:
    card = await told(chat, paper, PHOTO, Offer(verb="follow"))
    assert await chat.press(card, "Follow") == "Followed. You followed them, or had asked to, already."
    assert net.writes() == []


async def test_a_draft_is_read_before_it_is_posted_and_offered_once(chat: Chat, paper: Paper, net: Net) -> None:
    card = await told(chat, paper, PHOTO, Offer(verb="comment", text="What <b>light!"))
    assert "💬 to post: “What <b>light!”" in card.text
    assert await chat.press(card, "Comment") == "Commented."
    now = chat.now(card)
    assert "to post" not in now.text
    assert "💬 Commented “What <b>light!” by You" in now.text
    assert "💬 Comment" not in [button.text for button in now.buttons]
    assert net.writes() == ["post_comment 1_7 What <b>light!"]


async def test_an_author_is_muted_from_a_notice(chat: Chat, paper: Paper, database: Database) -> None:
    card = await told(chat, paper, PHOTO, Offer(verb="mute_author", seconds=30 * 86_400.0), Offer(verb="open"))
    assert [button.text for button in card.buttons] == ["🔕 Mute 30 d", "Why?", "👤 mira", "🔗 Open"]
    assert await chat.press(card, "Mute") == "Rules leave @mira alone until 23 Dec 14:02 UTC."
    async with database.read() as session:
        assert set(await listing.of_person(session, ACCOUNT, PHOTO.person, NOW)) == {MUTED}


async def test_a_request_is_decided_by_an_offer(chat: Chat, paper: Paper, net: Net) -> None:
    net.waiting = [JONAS]
    card = await told(chat, paper, ASKING, Offer(verb="approve"))
    await chat.press_data(card, "v1:offer:1:0")
    assert net.writes() == ["change_relationship 8 approve"]


@pytest.mark.parametrize("data", ["v1:offer:1:9", "v1:offer:9:0", "v1:offer:1", "v1:offer:1:x", "v1:offer:x:0"])
async def test_what_nobody_offers_is_out_of_date(chat: Chat, paper: Paper, net: Net, data: str) -> None:
    card = await told(chat, paper, PHOTO, Offer(verb="like"))
    assert await chat.press_data(card, data) == "That button is out of date."
    assert net.writes() == []


@pytest.mark.parametrize("verb", ["reply", "delete_comment", "approve", "open", "burn"])
async def test_an_offer_that_does_not_fit_its_event_does_nothing(
    chat: Chat, paper: Paper, net: Net, verb: str
) -> None:
    card = await told(chat, paper, PHOTO, Offer(verb=verb))
    assert await chat.press_data(card, "v1:offer:1:0") == "That button is out of date."
    assert net.writes() == []


@pytest.mark.parametrize(
    ("picture", "pictured"), [(Picturing.NONE, False), (Picturing.THUMBNAIL, True), (Picturing.FULL, True)]
)
async def test_a_notice_shows_the_picture_that_it_says(
    chat: Chat, paper: Paper, picture: Picturing, *, pictured: bool
) -> None:
    card = await told(chat, paper, PHOTO, picture=picture)
    assert ("photo" in card.raw) is pictured
