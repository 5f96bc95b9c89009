from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists import KEPT_FOR
from domain.errors import RefusedError, UncertainError
from storage import events, notices, seen
from tests.unit.bot.world import ACCOUNT, JONAS, LENA, NOW, OWNER, Chat, request_event

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import SteppedClock


@pytest.fixture
async def waiting(net: Net, database: Database) -> None:
    """Two people ask; one of them came as news."""
    net.waiting = [JONAS, LENA]
    async with database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [JONAS.id, LENA.id], NOW)
        await events.add(session, ACCOUNT, [request_event()])
        await notices.tell(session, ACCOUNT, request_event().key, NOW)


@pytest.mark.usefixtures("waiting")
async def test_a_decision_is_made_once_and_shown(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = chat.last()
    assert await chat.press(card, "✅ Approve") == "Approved."
    assert "✅ Approved by You, 14:02" in chat.now(card).text
    data = str(card.button("✅ Approve").callback_data)
    assert (await chat.press_data(card, data)).startswith("Already approved by You")
    assert net.writes() == ["change_relationship 8 approve"]


@pytest.mark.usefixtures("waiting")
async def test_the_first_decision_stands(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = chat.last()
    await chat.press(card, "Ignore")
    approve = str(card.button("✅ Approve").callback_data)
    await chat.press_data(card, approve)
    assert net.writes() == ["change_relationship 8 ignore"]
    assert "🙈 Ignored by You, 14:02" in chat.now(card).text


@pytest.mark.usefixtures("waiting")
async def test_requests_page_and_keep_their_outcome(chat: Chat, net: Net) -> None:
    card = await chat.ask("/requests")
    assert "Jonas K. (@jonask) wants to follow you" in card.text
    assert "312 followers · 40 posts" in card.text
    await chat.press(card, "✅ Approve")
    done = chat.now(card)
    assert "✅ Approved by You" in done.text
    await chat.press(done, "▶")
    lena = chat.now(card)
    assert "@lena wants to follow you" in lena.text
    await chat.press(lena, "Ignore")
    await chat.press(chat.now(card), "◀")
    assert "✅ Approved by You" in chat.now(card).text
    assert net.writes() == ["change_relationship 8 approve", "change_relationship 9 ignore"]


@pytest.mark.usefixtures("waiting")
async def test_an_expired_list_of_requests_is_fetched_anew(chat: Chat, net: Net, clock: SteppedClock) -> None:
    card = await chat.ask("/requests")
    clock.step((KEPT_FOR + timedelta(seconds=1)).total_seconds())
    net.waiting = [LENA]
    assert await chat.press(card, "▶") == "This list is from before; here it is fresh."
    assert "@lena wants to follow you" in chat.now(card).text


@pytest.mark.usefixtures("waiting")
async def test_a_page_offers_the_decision(chat: Chat, net: Net) -> None:
    card = await chat.ask("/requests")
    await chat.press(card, "👤 Profile")
    page = chat.last()
    assert "they ask to follow you" in page.text
    await chat.press(page, "✅ Approve")
    assert "✅ Approved by You" in chat.now(page).text
    assert net.writes() == ["change_relationship 8 approve"]


async def test_somebody_no_look_has_brought_can_be_decided(chat: Chat, net: Net) -> None:
    net.waiting = [LENA]
    card = await chat.ask("/requests")
    assert await chat.press(card, "Ignore") == "Ignored."
    assert "🙈 Ignored by You" in chat.now(card).text


@pytest.mark.usefixtures("waiting")
async def test_a_lost_answer_is_said_and_not_repeated(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = chat.last()
    net.trouble["change_relationship"] = UncertainError("The answer was lost.")
    toast = await chat.press(card, "✅ Approve")
    assert "lost" in toast
    assert chat.visitor.answers()[-1].show_alert
    assert "looking" in chat.now(card).text
    assert net.writes() == ["change_relationship 8 approve"]


@pytest.mark.usefixtures("waiting")
async def test_a_card_without_the_profile_is_better_than_none(chat: Chat, net: Net) -> None:
    del net.people[JONAS.id]
    card = await chat.ask("/requests")
    assert "Jonas K. (@jonask) wants to follow you" in card.text
    assert "followers" not in card.text


async def test_a_person_who_is_gone_is_said(chat: Chat, net: Net) -> None:
    card = await chat.ask("/tag sunset")
    net.people.clear()
    await chat.press(card, "👤 mira")
    assert chat.visitor.answers()[-1].show_alert
    assert "does not exist" in chat.visitor.answers()[-1].text


async def test_a_page_without_the_relationship_is_better_than_none(chat: Chat, net: Net) -> None:
    net.trouble["relationship"] = RefusedError("The scope is missing.")
    page = await chat.ask("/user mira")
    assert "Mira Costa" in page.text
    assert "You follow them" not in page.text


@pytest.mark.usefixtures("waiting")
async def test_approving_works_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, net: Net
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        await bot.round()
        card = chat.last()
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await bot.round()
        assert chat.last().id == card.id, "nothing is told twice"
        await chat.press(card, "✅ Approve")
        assert "✅ Approved by You" in chat.now(card).text
    assert net.writes() == ["change_relationship 8 approve"]
