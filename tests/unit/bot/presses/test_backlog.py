"""Those who asked before the first look: whether the rules look at them is asked once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import backlog
from domain.errors import RetryableError
from domain.plans import Mode
from storage import cases, events, seen
from tests.unit.bot.world import ACCOUNT, JONAS, LENA, NOW, OWNER, Chat, request_event, request_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.connections import Connections
    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

SENTENCE = "Watching the follow requests. 2 people wait for your answer: /requests."
RUN, LEAVE = "Run rules as ask", "Leave"


@pytest.fixture
async def waiting(net: Net, database: Database, paper: Paper) -> None:
    """Two people waited when it was looked for the first time."""
    net.waiting = [JONAS, LENA]
    async with database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [JONAS.id, LENA.id], NOW)
    await paper.says(f"waiting:{int(NOW.timestamp())}", SENTENCE)


@pytest.fixture
async def asked(waiting: None, chat: Chat) -> Chat:  # noqa: ARG001 - it happens before
    await chat.bot.round()
    return chat


async def judged(database: Database) -> set[tuple[str, Mode | None]]:
    """What the rules are to judge, and how far they may go."""
    async with database.read() as session:
        return {(case.event.key, case.ceiling) for case in await cases.due(session, ACCOUNT, NOW, 10)}


BOTH = {(request_key(JONAS), Mode.ASK), (request_key(LENA), Mode.ASK)}


@pytest.mark.parametrize(
    ("label", "toast", "line", "expected"),
    [
        pytest.param(
            RUN,
            "Your rules look at them now.",
            "⚙ You let the rules look at 2 people. What they propose comes here.",
            BOTH,
            id="the rules ask about them",
        ),
        pytest.param(LEAVE, "Left as they are.", "🤷 You left them as they are.", set(), id="they are left"),
    ],
)
async def test_the_first_answer_stands(
    asked: Chat, database: Database, label: str, toast: str, line: str, expected: set[tuple[str, Mode]]
) -> None:
    card = asked.last()
    assert SENTENCE in card.text
    both = [str(card.button(one).callback_data) for one in (RUN, LEAVE)]
    assert await asked.press(card, label) == toast
    assert line in asked.now(card).text
    assert not asked.now(card).buttons
    for data in both:
        assert await asked.press_data(card, data) == "That was answered already."
    await asked.bot.round()
    assert line in asked.now(card).text
    assert await judged(database) == expected


async def test_a_press_after_a_restart_counts(
    waiting: None,  # noqa: ARG001 - it happens before
    running: Callable[..., AbstractAsyncContextManager[ChatBot]],
    box: TelegramSandbox,
    database: Database,
) -> None:
    async with running(OWNER) as bot:
        before = Chat(box=box, bot=bot, visitor=box.visitor(OWNER))
        await before.ask("/start")
        await bot.round()
        card = before.last()
    async with running(OWNER) as bot:
        after = replace(before, bot=bot)
        assert await after.press(card, RUN) == "Your rules look at them now."
    async with running(OWNER) as bot:
        again = replace(before, bot=bot)
        assert await again.press_data(card, str(card.button(RUN).callback_data)) == "That was answered already."
    assert await judged(database) == BOTH


async def test_what_was_brought_before_a_crash_is_not_brought_again(asked: Chat, database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [request_event(JONAS)], ceiling=Mode.ASK)
    assert await asked.press(asked.last(), RUN) == "Your rules look at them now."
    assert await judged(database) == BOTH


async def test_while_the_network_is_down_the_question_stays(asked: Chat, net: Net, database: Database) -> None:
    card = asked.last()
    net.trouble["requested_by"] = RetryableError("The network does not answer.")
    assert await asked.press(card, RUN) == "The network does not answer."
    assert [button.text for button in asked.now(card).buttons] == [RUN, LEAVE]
    net.trouble.clear()
    assert await asked.press(card, RUN) == "Your rules look at them now."
    assert await judged(database) == BOTH


async def test_who_does_not_wait_any_more_is_not_asked_about(asked: Chat, net: Net, database: Database) -> None:
    net.waiting = []
    assert await asked.press(asked.last(), RUN) == "Nobody waits any more."
    assert await judged(database) == set()


@pytest.mark.parametrize("data", ["v1:backlog:99:run", "v1:backlog:x:run", "v1:backlog:1:everything", "v1:backlog:1"])
async def test_what_asks_nothing_is_out_of_date(asked: Chat, data: str) -> None:
    assert await asked.press_data(asked.last(), data) == "That button is out of date."


@pytest.mark.usefixtures("waiting")
async def test_without_a_rule_about_requests_nothing_is_asked(connections: Connections) -> None:
    rules = connections.rules()
    photos = replace(rules, rules=tuple(rule for rule in rules.rules if rule.ref.id != "real-people"))
    notice = await backlog.asked(connections, 1)
    assert notice is not None
    assert (await backlog.view(connections, notice))[1]
    screen, is_open = await backlog.view(replace(connections, rules=lambda: photos), notice)
    assert (screen.keyboard, is_open) == ((), False)
    assert SENTENCE in screen.text
