"""What rules ask, announce, or plan too much of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import Answer, DecideDetail
from domain.plans import ActionKind, Mode, Plan, Reason
from storage import actions, bursts, events, moves, notices
from storage.moves import Move
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, JONAS, NOW, Chat, media_event, request_event, wish

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

ASKING = request_event()
LATER = NOW + timedelta(minutes=10)


async def asked(chat: Chat, paper: Paper, net: Net, *choices: Answer) -> None:
    net.waiting = [JONAS]
    detail = DecideDetail(choices=choices, expires_seconds=600, then=Answer.LEAVE)
    question = wish(ActionKind.DECIDE, ASKING.key, mode=Mode.ASK, detail=detail)
    await paper.happens(ASKING, question, state=ActionState.AWAITING_APPROVAL)
    await chat.bot.round()


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ((Answer.APPROVE, Answer.IGNORE, Answer.BLOCK), ["✅ Approve", "🙈 Ignore", "⛔ Block"]),
        ((Answer.APPROVE, Answer.LEAVE), ["✅ Approve", "🤷 Leave"]),
    ],
)
async def test_a_question_has_its_choices_as_buttons(
    chat: Chat, paper: Paper, net: Net, choices: tuple[Answer, ...], words: list[str]
) -> None:
    await asked(chat, paper, net, *choices)
    card = chat.last()
    assert "❔ #1 · local-sunsets asks you" in card.text
    assert [button.text for button in card.buttons][: len(words)] == words


async def test_a_question_is_answered_by_a_press(chat: Chat, paper: Paper, net: Net) -> None:
    await asked(chat, paper, net, *Answer)
    card = chat.last()
    await chat.press(card, "Block")
    assert await chat.press(chat.now(card), "Yes, block") == "Blocked."
    assert net.writes() == ["change_relationship 8 block"]
    assert "⛔ Blocked by You" in chat.now(card).text


async def test_a_request_is_left(chat: Chat, paper: Paper, net: Net) -> None:
    await asked(chat, paper, net, *Answer)
    card = chat.last()
    assert await chat.press(card, "Leave") == "Left as it is."
    assert "❔ You said: leave." in chat.now(card).text
    assert net.writes() == []


async def test_a_rule_that_wants_to_block_gets_its_button(chat: Chat, paper: Paper, net: Net) -> None:
    net.waiting = [JONAS]
    await paper.happens(ASKING, wish(ActionKind.BLOCK, "8", mode=Mode.ASK), state=ActionState.AWAITING_APPROVAL)
    await chat.bot.round()
    assert [button.text for button in chat.last().buttons][:3] == ["✅ Approve", "🙈 Ignore", "⛔ Block"]


async def announce(database: Database) -> None:
    event = media_event()
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
        plan = Plan(event=event.key, actions=(wish(ActionKind.LIKE, "1_7"),))
        await actions.record_plan(session, ACCOUNT, plan, NOW)
        (like,) = await actions.of_event(session, ACCOUNT, event.key)
        waits = Move(state=ActionState.PENDING, next_at=LATER, vetoable_until=LATER)
        await moves.make(session, like, waits, NOW)
        await notices.tell(session, ACCOUNT, event.key, NOW)


async def test_what_is_announced_can_be_stopped_and_done_all_the_same(
    chat: Chat, database: Database, net: Net
) -> None:
    await announce(database)
    await chat.bot.round()
    card = chat.last()
    assert "⏳ local-sunsets is about to like this, in 10 min" in card.text
    assert await chat.press(card, "Cancel") == "Stopped; it waits for you now."
    now = chat.now(card)
    assert "proposes to like this" in now.text
    assert await chat.press(now, "Do it") == "Liked."
    assert net.writes() == ["like 1_7"]


async def test_what_is_announced_is_told_by_itself_however_much_there_is(
    chat: Chat, database: Database, paper: Paper
) -> None:
    await announce(database)
    for number in range(2, 12):
        await paper.happens(media_event(number), wish(ActionKind.LIKE, f"{number}_7"))
    await chat.bot.round()
    cards = [message.text for message in chat.seen() if "is about to like this" in message.text]
    assert len(cards) == 1


async def burst(chat: Chat, database: Database, count: int = 7) -> None:
    async with database.write() as session:
        for number in range(1, count + 1):
            event = media_event(number)
            await events.add(session, ACCOUNT, [event])
            wanted = wish(ActionKind.LIKE, f"{number}_7")
            await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=(wanted,)), NOW)
            (like,) = await actions.of_event(session, ACCOUNT, event.key)
            held = Move(state=ActionState.AWAITING_APPROVAL, reason=Reason.BURST)
            await moves.make(session, like, held, NOW)
        await notices.tell(session, ACCOUNT, (await bursts.put(session, ACCOUNT, NOW)).subject, NOW)
    await chat.bot.round()


@pytest.mark.parametrize(
    ("words", "toast", "state", "verdict"),
    [
        ("Allow 7", "7 go on.", ActionState.PLANNED, "You allowed all of it"),
        ("Drop all", "7 dropped.", ActionState.CANCELLED, "You dropped all of it"),
    ],
)
async def test_a_burst_is_one_question_with_a_sample(
    chat: Chat, database: Database, words: str, toast: str, state: ActionState, verdict: str
) -> None:
    await burst(chat, database)
    card = chat.last()
    assert card.text.startswith("🌊 One look planned 7 at once.")
    assert card.text.count("• ❤️ like this of @mira") == 5
    assert "and 2 more" in card.text
    assert await chat.press(card, words) == toast
    assert verdict in chat.now(card).text
    assert chat.now(card).buttons == ()
    async with database.read() as session:
        assert {one.state for one in await bursts.planned(session, ACCOUNT, NOW)} <= {state}
    assert (await chat.press_data(card, "v1:allow:1")) == "You has answered already."


@pytest.mark.parametrize("data", ["v1:allow:9", "v1:dropall:1", "v1:veto:9", "v1:veto:x", "v1:allow:x"])
async def test_what_nobody_asked_changes_nothing(chat: Chat, database: Database, data: str) -> None:
    await burst(chat, database, 2)
    await chat.press_data(chat.last(), data)
    async with database.read() as session:
        held = await bursts.planned(session, ACCOUNT, NOW)
    assert {one.state for one in held} == {ActionState.AWAITING_APPROVAL}


async def test_a_digest_is_one_message(chat: Chat, paper: Paper) -> None:
    await paper.says("digest:7", "2 together:\nFog at <b>the</b> bridge\nSun at the pier")
    await chat.bot.round()
    assert chat.last().text == "📬 2 together:\n• Fog at <b>the</b> bridge\n• Sun at the pier"
