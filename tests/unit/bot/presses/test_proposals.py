from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.plans import ActionKind, Mode, Plan, Reason, RuleRef, Suppressed
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import actions, cases, events, moves, notices
from storage.cases import Settlement
from storage.grounds import Ground
from storage.moves import Move
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, NOW, RULE, Chat, media_event, wish

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.net import Net

EVENT = media_event()
PLAN = Plan(
    event=EVENT.key,
    actions=(
        wish(ActionKind.LIKE, "1_7", mode=Mode.ASK),
        wish(ActionKind.COMMENT, "1_7", text="What light!", mode=Mode.ASK),
    ),
    suppressed=(
        Suppressed(
            kind=ActionKind.COMMENT,
            target="1_7",
            rules=(RuleRef(id="late <3", version="v2"),),
            reason=Reason.ONE_COMMENT,
            note="another rule comments",
        ),
    ),
)
FOUND = Finding(
    verdict=Verdict.YES,
    text="all",
    parts=(
        Finding(verdict=Verdict.YES, text="caption.text any_word: 'sunset' in 'A <3 sunset'"),
        Finding(verdict=Verdict.UNKNOWN, text="not needed"),
    ),
)


@pytest.fixture
async def proposed(database: Database, chat: Chat) -> Chat:
    """A rule proposes a like and a comment, and the chat shows it."""
    verdicts = (RuleVerdict(rule=RULE, mode=Mode.ASK, finding=FOUND),)
    judgement = Judgement(event=EVENT.key, ruleset="r", verdicts=verdicts, plan=PLAN, needs=frozenset())
    async with database.write() as session:
        await events.add(session, ACCOUNT, [EVENT])
        (case,) = await cases.due(session, ACCOUNT, NOW, 1)
        ground = Ground(at=NOW, facts=Facts(me=UserId("1")))
        await cases.settle(
            session, ACCOUNT, [Settlement(case=case, judgement=judgement, ground=ground, next_judge_at=None)]
        )
        await actions.record_plan(session, ACCOUNT, PLAN, NOW)
        for action in await actions.of_event(session, ACCOUNT, EVENT.key):
            await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL), NOW)
        await notices.tell(session, ACCOUNT, EVENT.key, NOW)
    await chat.bot.round()
    return chat


async def test_a_proposal_is_done_when_it_is_accepted(proposed: Chat, net: Net) -> None:
    card = proposed.last()
    assert "local-sunsets proposes to comment “What light!”: the caption says “sunset”" in card.text
    assert await proposed.press(card, "❤️ Do it") == "Liked."
    now = proposed.now(card)
    assert "❤️ Liked by You, 14:02" in now.text
    assert [button.text for button in now.buttons if "Do it" in button.text] == ["Do it"]
    assert net.writes() == ["like 1_7"]


async def test_a_proposal_is_not_done_when_it_is_skipped(proposed: Chat, net: Net) -> None:
    card = proposed.last()
    await proposed.press(card, "💬 Skip")
    assert "✖ “comment” was skipped by You, 14:02" in proposed.now(card).text
    skipped = str(card.button("💬 Do it").callback_data)
    assert (await proposed.press_data(card, skipped)).startswith("Already declined by You")
    assert net.writes() == []


async def test_why_shows_what_the_rules_found(proposed: Chat) -> None:
    await proposed.press(proposed.last(), "Why?")
    why = proposed.last().text
    assert "local-sunsets matches (ask)" in why
    assert "✓ caption.text any_word: 'sunset' in 'A <3 sunset'" in why
    assert "? not needed" in why


async def test_why_shows_what_a_rule_wanted_and_did_not_get(proposed: Chat) -> None:
    await proposed.press(proposed.last(), "Why?")
    assert "comment by late <3: not done, one comment per photo is enough" in proposed.last().text


async def test_why_of_what_is_not_kept_is_said(chat: Chat) -> None:
    card = await chat.ask("/tag sunset")
    await chat.press_data(card, "v1:why:404")
    assert chat.last().text == "That is no longer kept here."


@pytest.fixture
async def doubted(database: Database, proposed: Chat) -> Chat:
    """Nobody could find out whether the like was done, and the chat asks."""
    async with database.write() as session:
        like, _ = await actions.of_event(session, ACCOUNT, EVENT.key)
        asked = Move(state=ActionState.REVIEW, note="Nobody could look for a day.")
        await moves.make(session, like, asked, NOW)
        await notices.tell(session, ACCOUNT, EVENT.key, NOW)
    await proposed.bot.round()
    return proposed


@pytest.mark.parametrize(
    ("label", "toast", "line", "writes"),
    [
        pytest.param("It was done", "Noted.", "❤️ Liked by You, 14:02", [], id="their word is taken for it"),
        pytest.param("It was not", "Liked.", "❤️ Liked by You, 14:02", ["like 1_7"], id="it is done now"),
        pytest.param("Leave it", "Skipped.", "✖ “like this” was skipped by You, 14:02", [], id="it is left"),
    ],
)
async def test_a_person_says_whether_it_was_done(
    doubted: Chat, net: Net, label: str, toast: str, line: str, writes: list[str]
) -> None:
    card = doubted.last()
    assert "Nobody knows whether “like this” happened. Please look there: Nobody could look for a day." in card.text
    old = str(card.button(label).callback_data)
    assert await doubted.press(card, label) == toast
    now = doubted.now(card)
    assert line in now.text
    assert not any(button.text.startswith("It was") for button in now.buttons)
    assert net.writes() == writes
    assert (await doubted.press_data(now, old)).startswith("Already ")
    assert net.writes() == writes


@pytest.mark.parametrize("verb", ["happened", "accept", "decline", "veto"])
async def test_a_number_that_nobody_knows_is_out_of_date(doubted: Chat, verb: str) -> None:
    assert await doubted.press_data(doubted.last(), f"v1:{verb}:999") == "That button is out of date."
