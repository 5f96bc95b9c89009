from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import MediaId, UserId
from domain.plans import ActionKind, Mode, Plan
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import actions, cases, events, notices, seen
from storage.cases import Settlement
from storage.grounds import Ground
from tests.unit.bot.world import ACCOUNT, NOW, RULE, media_event, request_event, wish

if TYPE_CHECKING:
    from domain.events import Event
    from storage.database import Database
    from tests.unit.bot.world import Chat

FOUND = Finding(verdict=Verdict.YES, text="caption.text any_word: 'sunset' in 'A <3 sunset'")
SEEN = "What your rules found in the photo of @mira\n"


async def judged(database: Database, event: Event, kind: ActionKind, target: str) -> None:
    plan = Plan(event=event.key, actions=(wish(kind, target),))
    verdicts = (RuleVerdict(rule=RULE, mode=Mode.ASK, finding=FOUND),)
    judgement = Judgement(event=event.key, ruleset="r", verdicts=verdicts, plan=plan, needs=frozenset())
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
        (case,) = await cases.due(session, ACCOUNT, NOW, 1)
        settled = Settlement(
            case=case, judgement=judgement, ground=Ground(at=NOW, facts=Facts(me=UserId("1"))), next_judge_at=None
        )
        await cases.settle(session, ACCOUNT, [settled])
        await actions.record_plan(session, ACCOUNT, plan, NOW)
        await notices.tell(session, ACCOUNT, event.key, NOW)


@pytest.fixture
async def told(chat: Chat, database: Database) -> Chat:
    await judged(database, media_event(1), ActionKind.LIKE, "1_7")
    await chat.bot.round()
    return chat


@pytest.mark.parametrize(
    "word", ["1_7", "media:1_7", "1", "https://www.instagram.com/p/1/", "www.instagram.com/p/1", "@mira", "Mira"]
)
async def test_what_was_judged_is_explained_by_any_of_its_names(told: Chat, word: str) -> None:
    said = await told.ask(f"/why {word}")
    assert said.text.startswith(SEEN)
    assert "What became of it\n⏳ About to like this, right now" in said.text
    assert "local-sunsets matches (ask)\n✓ caption.text any_word: 'sunset' in 'A <3 sunset'" in said.text


async def test_a_card_is_answered_with_why(told: Chat) -> None:
    assert (await told.send("/why", below=told.last())) is not None
    assert told.last().text.startswith(SEEN)


async def test_a_card_that_was_looked_up_is_answered_with_why(told: Chat) -> None:
    card = await told.ask("/media 1_7")
    await told.send("/why", below=card)
    assert told.last().text.startswith(SEEN)


async def test_the_newest_of_several_comes_first_and_the_others_are_offered(told: Chat, database: Database) -> None:
    await judged(database, media_event(2), ActionKind.LIKE, "2_7")
    said = await told.ask("/why @mira")
    assert [one.text for one in said.buttons] == ["photo, 14:02"]
    assert str(said.buttons[0].callback_data) == "v1:why:1_7"
    await told.press(said, "photo, 14:02")
    assert told.last().text.startswith(SEEN)


async def test_a_request_is_explained_by_name(chat: Chat, database: Database) -> None:
    await judged(database, request_event(), ActionKind.APPROVE, "8")
    assert (await chat.ask("/why @jonask")).text.startswith("What your rules found in the request of @jonask")


@pytest.mark.parametrize(
    ("word", "buttons"),
    [
        ("@nobody", ["⚙ Rules"]),
        ("9_9", ["🔮 What would happen", "⚙ Rules"]),
        ("https://www.instagram.com/p/zz/", ["🔮 What would happen", "⚙ Rules"]),
    ],
)
async def test_what_nobody_knows_says_what_was_searched(chat: Chat, word: str, buttons: list[str]) -> None:
    said = await chat.ask(f"/why {word}")
    assert said.text.startswith(f"No rule has seen “{word}”.\nI looked among")
    assert [one.text for one in said.buttons] == buttons


async def test_what_was_there_before_is_told_so(chat: Chat, database: Database) -> None:
    async with database.write() as session:
        await seen.remember(session, ACCOUNT, [MediaId("7_7")], NOW)
    said = await chat.ask("/why 7_7")
    assert said.text == "The photo 7_7 was there before the first look at its list, so rules left it alone."
    await chat.press(said, "🔮 What would happen")
    assert chat.last().text.startswith("If this photo of @mira came now")


async def test_without_a_subject_it_asks_for_one(chat: Chat) -> None:
    said = await chat.ask("/why")
    assert said.text.startswith("Why what?")
    await chat.send("/why", below=said)
    assert chat.last().text.startswith("That message shows nothing that rules look at.")
