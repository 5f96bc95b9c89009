from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import MediaId
from domain.plans import ActionKind, Mode
from storage.states import ActionState
from tests.unit.bot.world import Chat, comment_event, wish

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

EVENT = comment_event()
DELETE, REPLY = ActionKind.DELETE_COMMENT, ActionKind.REPLY


@pytest.fixture
async def commented(chat: Chat, paper: Paper, net: Net) -> Chat:
    """A rule proposes to remove a comment, and the chat shows it."""
    net.spoken = {MediaId("1_1"): [EVENT.comment]}
    await paper.happens(EVENT, wish(DELETE, "c1", mode=Mode.ASK), state=ActionState.AWAITING_APPROVAL)
    await chat.bot.round()
    return chat


async def test_a_comment_is_shown_with_its_photo_and_what_can_be_done(commented: Chat) -> None:
    card = commented.last()
    assert card.text.startswith("💬 @mira · 3 min\nWhere is this?\nbelow “golden hour 1”")
    assert "proposes to remove this comment" in card.text
    words = [button.text for button in card.buttons]
    assert words == ["Do it", "Skip", "🗑 Delete", "↩️ Reply", "🤷 Leave", "Why?", "👤 Profile", "🔗 Open"]
    assert "photo" in card.raw


async def test_a_comment_is_removed(commented: Chat, net: Net) -> None:
    card = commented.last()
    await commented.press(card, "Delete")
    asked = commented.now(card)
    assert asked.text == "Delete the comment of @mira? It cannot be put back.\n“Where is this?”"
    assert net.writes() == []
    await commented.press(asked, "No")
    assert commented.now(card).text == card.text
    await commented.press(card, "Delete")
    assert await commented.press(commented.now(card), "Yes, delete") == "Removed."
    assert net.writes() == ["delete_comment 1_1 c1"]
    now = commented.now(card)
    assert "🗑 Removed it by You" in now.text
    assert [button.text for button in now.buttons] == ["Why?", "👤 Profile", "🔗 Open"]


async def test_a_comment_is_left(commented: Chat, net: Net) -> None:
    card = commented.last()
    assert await commented.press(card, "Leave") == "Left as it is."
    assert "Leave" not in [button.text for button in commented.now(card).buttons]
    assert net.writes() == []


async def test_a_comment_is_answered_by_answering_the_card(commented: Chat, net: Net) -> None:
    card = commented.last()
    assert "Answer this very message" in await commented.press(card, "Reply")
    await commented.send("At the pier", below=card)
    assert net.writes() == ["post_comment 1_1 @mira At the pier"]
    assert commented.seen()[-2].text == "Answered."
    assert "↩️ Answered “@mira At the pier” by You" in commented.last().text


async def test_words_below_a_proposed_answer_change_it(chat: Chat, paper: Paper, net: Net) -> None:
    net.spoken = {MediaId("1_1"): [EVENT.comment]}
    wanted = wish(REPLY, "c1", mode=Mode.ASK, text="@mira thank you")
    await paper.happens(EVENT, wanted, state=ActionState.AWAITING_APPROVAL)
    await chat.bot.round()
    await chat.send("@mira in Lisbon!", below=chat.last())
    assert net.writes() == []
    card = chat.last()
    assert "proposes to answer “@mira in Lisbon!”" in card.text
    assert await chat.press(card, "Do it") == "Answered."
    assert net.writes() == ["post_comment 1_1 @mira in Lisbon!"]


async def test_words_below_anything_else_are_a_question_to_us(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    await chat.send("lovely", below=card)
    assert "I did not get that" in chat.last().text
    assert net.writes() == []


@pytest.mark.parametrize("data", ["v1:remove:404:comment", "v1:remove:1_7", "v1:answer:404:comment"])
async def test_what_is_not_known_is_said(chat: Chat, net: Net, data: str) -> None:
    card = await chat.ask("/tag sunset")
    assert await chat.press_data(card, data)
    assert net.writes() == []
