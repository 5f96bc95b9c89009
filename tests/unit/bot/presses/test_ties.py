"""What the owner can do about somebody from their page, and by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RetryableError
from domain.people import Incoming, Outgoing
from domain.unknown import UNKNOWN
from storage import seen
from tests.unit.bot.world import ACCOUNT, JONAS, NOW, OWNER, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import SeenMessage
    from storage.database import Database
    from tests.unit.bot.net import Net


def labels(message: SeenMessage) -> list[str]:
    return [button.text for button in message.buttons]


LISTS = ["🖼 Posts", "👥 Followers 312", "Following 100"]


@pytest.mark.parametrize(
    ("outgoing", "incoming", "private", "expected"),
    [
        pytest.param(Outgoing.NONE, Incoming.NONE, False, ["👣 Follow", "🚫 Block", *LISTS], id="strangers"),
        pytest.param(Outgoing.FOLLOWS, Incoming.NONE, True, ["👋 Unfollow", "🚫 Block", *LISTS], id="followed"),
        pytest.param(Outgoing.REQUESTED, Incoming.NONE, True, ["⏳ Requested", "🚫 Block"], id="asked, and private"),
        pytest.param(Outgoing.NONE, Incoming.BLOCKED_BY_YOU, False, ["🕊 Unblock", *LISTS], id="blocked"),
        pytest.param(UNKNOWN, UNKNOWN, UNKNOWN, ["🚫 Block", *LISTS], id="nobody tells"),
    ],
)
async def test_a_page_has_the_buttons_that_make_sense_now(
    chat: Chat, net: Net, outgoing: Outgoing, incoming: Incoming, expected: list[str], *, private: bool
) -> None:
    net.outgoing, net.incoming, net.private = outgoing, incoming, private
    assert labels(await chat.ask("/user mira")) == expected


async def test_who_waits_can_be_decided_about(chat: Chat, net: Net) -> None:
    net.waiting, net.outgoing = [JONAS], Outgoing.NONE
    assert labels(await chat.ask("/user jonask"))[:4] == ["✅ Approve", "🙈 Ignore", "👣 Follow", "🚫 Block"]


async def test_the_own_page_has_lists_only(chat: Chat) -> None:
    page = await chat.ask("/me")
    assert "@you" in page.text
    assert labels(page) == LISTS
    assert (await chat.ask("/follow self")).text == "That is you: this works with other people only."


async def test_following_has_an_undo(chat: Chat, net: Net) -> None:
    net.outgoing = Outgoing.NONE
    page = await chat.ask("/user mira")
    assert await chat.press(page, "Follow") == "Followed."
    assert "You follow them" in chat.now(page).text
    assert labels(chat.now(page))[0] == "↩ Undo"
    assert await chat.press(chat.now(page), "Undo") == "Unfollowed."
    assert labels(chat.now(page))[0] == "👣 Follow"
    assert await chat.press(chat.now(page), "Follow") == "Followed."
    assert net.writes() == [f"change_relationship 7 {verb}" for verb in ("follow", "unfollow", "follow")]


@pytest.mark.parametrize(
    ("button", "question", "toast", "after"),
    [
        ("Unfollow", "Unfollow @mira? To follow a private", "Unfollowed.", "👣 Follow"),
        ("Block", "Block @mira? They will not be told.", "Blocked.", "🕊 Unblock"),
    ],
)
async def test_what_hurts_asks_first(
    chat: Chat, net: Net, button: str, question: str, toast: str, after: str
) -> None:
    yes = f"Yes, {button.lower()}"
    page = await chat.ask("/user mira")
    await chat.press(page, button)
    assert chat.now(page).text.startswith(question)
    assert labels(chat.now(page)) == [yes, "No"]
    await chat.press(chat.now(page), "No")
    assert chat.now(page).text == page.text
    assert labels(chat.now(page)) == labels(page)
    assert net.writes() == []
    await chat.press(page, button)
    assert await chat.press(chat.now(page), yes) == toast
    assert labels(chat.now(page))[0] == after
    assert len(net.writes()) == 1


async def test_a_block_is_lifted_at_once_and_can_be_made_again(chat: Chat, net: Net) -> None:
    page = await chat.ask("/block mira")
    assert page.text == "Block @mira? They will not be told."
    await chat.press(page, "Yes, block")
    assert await chat.press(chat.now(page), "Unblock") == "Unblocked."
    await chat.press(chat.now(page), "Block")
    assert await chat.press(chat.now(page), "Yes, block") == "Blocked."
    assert net.writes() == [f"change_relationship 7 {verb}" for verb in ("block", "unblock", "block")]


async def test_pressing_twice_follows_once(chat: Chat, net: Net) -> None:
    net.outgoing = Outgoing.NONE
    page = await chat.ask("/user mira")
    follow = str(page.button("Follow").callback_data)
    await chat.press_data(page, follow)
    await chat.press_data(page, follow)
    assert net.writes() == ["change_relationship 7 follow"]


@pytest.mark.parametrize("data", ["v1:tie:7:approve", "v1:tie:7", "v1:tie:1:block", "v1:asktie:7:like"])
async def test_forged_data_changes_nothing(chat: Chat, net: Net, data: str) -> None:
    page = await chat.ask("/user mira")
    assert await chat.press_data(page, data) == "That button is out of date."
    assert net.writes() == []


@pytest.mark.parametrize(
    ("typed", "incoming", "verb", "text"),
    [
        ("/follow mira", Incoming.NONE, "follow", "Followed."),
        ("/follow 7", Incoming.NONE, "follow", "Followed."),
        ("/unblock @mira", Incoming.BLOCKED_BY_YOU, "unblock", "Unblocked."),
    ],
)
async def test_a_command_does_it_and_shows_the_page(
    chat: Chat, net: Net, typed: str, incoming: Incoming, verb: str, text: str
) -> None:
    net.outgoing, net.incoming = Outgoing.NONE, incoming
    page = await chat.ask(typed)
    assert page.text.startswith(f"{text}\n👤 Mira Costa (@mira)")
    assert net.writes() == [f"change_relationship 7 {verb}"]


@pytest.mark.parametrize(("typed", "verb"), [("/approve jonask", "approve"), ("/ignore @jonask", "ignore")])
async def test_a_request_is_decided_by_command(
    chat: Chat, net: Net, database: Database, typed: str, verb: str
) -> None:
    assert (await chat.ask(typed)).text == "@jonask does not ask to follow you."
    net.waiting = [JONAS]
    async with database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [JONAS.id], NOW)
    await chat.ask(typed)
    assert net.writes() == [f"change_relationship 8 {verb}"]


async def test_a_failure_is_told(chat: Chat, net: Net) -> None:
    net.outgoing = Outgoing.NONE
    net.trouble["change_relationship"] = RetryableError("Instagram is busy.", delay=60)
    assert "It will be done by itself" in (await chat.ask("/follow mira")).text


async def test_how_two_stand_is_said_with_what_can_be_done(chat: Chat, net: Net) -> None:
    page = await chat.ask("/relation mira")
    assert page.text == "👤 Mira Costa (@mira)\nYou follow them · they follow you"
    assert labels(page) == ["👋 Unfollow", "🚫 Block", "👤 Profile"]
    net.outgoing = net.incoming = net.private = UNKNOWN
    assert "does not tell how you two stand" in (await chat.ask("/relation mira")).text


async def test_the_answered_card_says_who(chat: Chat, net: Net) -> None:
    net.outgoing = Outgoing.NONE
    await chat.send("/follow", below=await chat.ask("/tag sunset"))
    assert net.writes() == ["change_relationship 7 follow"]


@pytest.mark.parametrize("typed", ["/follow", "/unfollow", "/block", "/approve", "/relation"])
async def test_without_anybody_a_name_is_asked_for(chat: Chat, typed: str) -> None:
    assert (await chat.ask(typed)).text.startswith("Whom do you mean?")


async def test_blocking_who_asks_asks_first_and_no_restores_the_card(chat: Chat, net: Net) -> None:
    net.waiting = [JONAS]
    card = await chat.ask("/requests")
    key = str(card.button("✅ Approve").callback_data).removeprefix("v1:approve:")
    await chat.press_data(card, f"v1:block:{key}")
    assert chat.now(card).text == "Block @jonask? They will not be told."
    await chat.press(chat.now(card), "No")
    assert "wants to follow you" in chat.now(card).text
    await chat.press_data(card, f"v1:block:{key}")
    assert await chat.press(chat.now(card), "Yes, block") == "Blocked."
    assert net.writes() == ["change_relationship 8 block"]


async def test_questions_work_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox, net: Net
) -> None:
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await chat.ask("/start")
        page = await chat.ask("/user mira")
        await chat.press(page, "Block")
    async with running(OWNER) as bot:
        chat = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        assert await chat.press(chat.now(page), "Yes, block") == "Blocked."
        assert labels(chat.now(page))[0] == "🕊 Unblock"
    assert net.writes() == ["change_relationship 7 block"]
