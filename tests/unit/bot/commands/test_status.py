from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from actions.desk import Desk
from actions.surroundings import Surroundings
from bot.asking import Asked
from bot.commands import status
from bot.screen import Screen
from domain.ids import ChatId, TelegramUserId
from domain.plans import ActionKind, Plan, Reason
from domain.sources import Source
from storage import actions, events, moves, seen, sources
from storage.moves import Move
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, JONAS, LENA, NOW, OWNER, media_event, request_event, wish

if TYPE_CHECKING:
    from bot.connections import Connections
    from rules.problems import Problem
    from storage.database import Database
    from tests.unit.bot.world import Chat


async def busy_day(database: Database) -> None:
    """A like was done, one was held back, a comment and a person wait."""
    minute = timedelta(minutes=1)
    wishes = {Source.parse(text): minute for text in ("tag:sunset", "tag:fog", "requests:self")}
    plan = Plan(event=media_event().key, actions=(wish(ActionKind.LIKE, "1_7"), wish(ActionKind.COMMENT, "1_7")))
    other = Plan(event=media_event(2).key, actions=(wish(ActionKind.LIKE, "2_7"),))
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, wishes, NOW)
        fog, tag, _ = sorted(await sources.active(session, ACCOUNT), key=lambda one: one.source.value != "fog")
        await sources.failed(session, fog.id, "the line is down", NOW + minute)
        await sources.looked(session, tag.id, NOW - 2 * minute)
        await sources.learn(session, tag.id, {}, NOW + minute)
        await events.add(session, ACCOUNT, [media_event(), media_event(2), request_event()])
        await actions.record_plan(session, ACCOUNT, plan, NOW)
        await actions.record_plan(session, ACCOUNT, other, NOW)
        like, comment = await actions.of_event(session, ACCOUNT, plan.event)
        (late,) = await actions.of_event(session, ACCOUNT, other.event)
        await moves.make(session, like, Move(state=ActionState.DONE), NOW)
        await moves.make(session, comment, Move(state=ActionState.AWAITING_APPROVAL), NOW)
        await moves.make(session, late, Move(state=ActionState.SUPPRESSED, reason=Reason.LIMIT), NOW)
        await seen.update_waiting(session, ACCOUNT, [JONAS.id, LENA.id], NOW)


async def test_status_says_how_things_stand(chat: Chat, database: Database) -> None:
    await busy_day(database)
    page = await chat.ask("/status")
    assert page.text.splitlines() == [
        "@yourself is watching",
        "📥 2 follow requests and 1 proposal wait for you",
        "Today: 3 new · ❤️ 1",
        "Held back: 1 because the limit is reached",
        "4,980 of 5,000 calls left this hour",
        "",
        "Watched",
        "• #sunset: 2 min ago, next in 1 min",
        "• #fog: ⚠ the line is down; again in 1 min",
        "• follow requests: first look now",
    ]
    assert [button.text for button in page.buttons] == ["⏸ Pause", "⚙ Rules", "📥 Requests"]


async def test_hello_and_help_say_what_waits(chat: Chat, database: Database) -> None:
    await busy_day(database)
    for text in ("/start", "/help"):
        answer = await chat.ask(text)
        assert "📥 2 follow requests and 1 proposal wait for you" in answer.text
        assert answer.button("📥 Requests").callback_data


async def test_somebody_decided_does_not_wait(chat: Chat, database: Database) -> None:
    await busy_day(database)
    plan = Plan(event=request_event().key, actions=(wish(ActionKind.APPROVE, JONAS.id),))
    async with database.write() as session:
        await actions.record_plan(session, ACCOUNT, plan, NOW)
        (approve,) = await actions.of_event(session, ACCOUNT, plan.event)
        await moves.make(session, approve, Move(state=ActionState.DONE), NOW)
    assert "📥 1 follow request and 1 proposal wait for you" in (await chat.ask("/status")).text


async def test_rules_say_what_they_did(chat: Chat, database: Database) -> None:
    await busy_day(database)
    text = (await chat.ask("/rules")).text
    assert text.startswith("3 rules\n\n1. Local sunsets ⚡ acts\n")
    assert "Today: 1 done, 1 proposed, 1 held back; last 14:02" in text
    assert "calm-sunsets 👀 watches" in text
    assert "real-people ⚖ asks" in text
    assert text.endswith("Nothing today")


async def test_rules_show_what_is_wrong_with_the_file(
    chat: Chat, problems: list[Problem], broken: list[Problem]
) -> None:
    problems += broken
    text = (await chat.ask("/rules")).text
    assert text.startswith("⚠ The rules file has mistakes. The rules below go on as before.")
    assert "rules.yaml:" in text
    assert "3 rules" in text


async def test_a_halt_is_shown_with_who_and_since_when(connections: Connections) -> None:
    said = "Halted by <ana> on 2026-11-23 at 12:00 UTC."
    around = Surroundings(
        account=connections.account,
        me=connections.me,
        network=connections.network,
        database=connections.database,
        rules=connections.rules,
        clock=connections.clock,
        halted=lambda: said,
    )
    asked = Asked(chat=ChatId(OWNER), user=TelegramUserId(OWNER), by="You")
    (shown,) = await status.answer(replace(connections, desk=Desk(around)), asked)
    assert isinstance(shown, Screen)
    assert shown.text.startswith("<code>@yourself</code> ⛔ is halted")
    assert f"⛔ {escape(said)} Nothing is written until likewise resume" in shown.text
    (free,) = await status.answer(connections, asked)
    assert isinstance(free, Screen)
    assert "alted" not in free.text
