from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import ChatId
from domain.plans import ActionKind, Mode
from storage import actions, inboxes, profiles, seen
from storage.states import ActionState
from tests.unit.bot.world import (
    ACCOUNT,
    JONAS,
    LENA,
    NOW,
    OWNER,
    Chat,
    media_event,
    profile,
    request_event,
    request_key,
    wish,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net
    from tests.unit.bot.paper import Paper

ASKED = ActionState.AWAITING_APPROVAL


async def fill(paper: Paper, database: Database, net: Net) -> None:
    """Two people ask, two proposals and a doubt wait, and something did not work."""
    net.waiting = [JONAS, LENA]
    await paper.happens(request_event(), wish(ActionKind.APPROVE, "8", mode=Mode.ASK), state=ASKED)
    await paper.happens(media_event(1), wish(ActionKind.COMMENT, "1_7", text="What <light>!"), state=ASKED)
    await paper.happens(media_event(2), wish(ActionKind.LIKE, "2_7"), state=ASKED)
    await paper.happens(media_event(3), wish(ActionKind.LIKE, "3_7"), state=ActionState.REVIEW)
    await paper.happens(media_event(4), wish(ActionKind.LIKE, "4_7"), state=ActionState.FAILED)
    async with database.write() as session:
        await profiles.put(session, ACCOUNT, profile(LENA), NOW)
        await seen.update_waiting(session, ACCOUNT, [JONAS.id, LENA.id], NOW)


@pytest.fixture
async def chat(chat: Chat, paper: Paper, database: Database, net: Net) -> Chat:
    """The owner's chat, with all that."""
    await fill(paper, database, net)
    return chat


async def test_everything_that_waits_stands_on_one_screen(chat: Chat) -> None:
    shown = await chat.ask("/inbox")
    assert "📥 5 things wait for you" in shown.text
    assert "👥 2 follow requests" in shown.text
    assert "• @jonask · now · #1 local-sunsets: approve" in shown.text
    assert "• @lena · now" in shown.text
    assert "• #2 💬 “What <light>!” · @mira · local-sunsets" in shown.text
    assert "• #4 ❤️ like this · @mira" in shown.text
    assert "• #5 ❤️ @mira · 14:02" in shown.text
    assert [button.text for button in shown.buttons] == [
        *("📖 Review 5", "✅ Approve all 2", "🙈 Ignore all", "✅ Do all 2", "✖ Skip all", "🔁 Try #5 again"),
        *("⚙ Rules", "📊 Status", "🔄"),
    ]


async def test_the_inbox_changes_by_itself_and_only_when_something_has(chat: Chat, paper: Paper) -> None:
    shown = await chat.ask("/inbox")
    await chat.bot.round()
    before = chat.now(shown).raw
    await chat.bot.round()
    assert chat.now(shown).raw == before
    await paper.moves(media_event(2).key, ActionState.DONE)
    await chat.bot.round()
    assert "📥 4 things wait" in chat.now(shown).text
    assert "⚖ 1 proposal" in chat.now(shown).text


async def test_a_decision_in_another_message_changes_the_inbox(chat: Chat) -> None:
    await chat.bot.round()
    card = next(message for message in chat.seen() if "Jonas K. (@jonask) wants" in message.text)
    shown = await chat.ask("/inbox")
    await chat.press(card, "Approve")
    await chat.bot.round()
    assert "👥 1 follow request\n" in chat.now(shown).text


async def test_there_is_one_inbox_in_a_chat(chat: Chat, paper: Paper) -> None:
    first = await chat.ask("/inbox")
    second = await chat.ask("/inbox")
    assert first.id not in [message.id for message in chat.seen()]
    await paper.moves(media_event(2).key, ActionState.DONE)
    await chat.bot.round()
    assert "4 things wait" in chat.now(second).text


async def test_an_inbox_that_the_reader_removed_stays_away(chat: Chat, paper: Paper, database: Database) -> None:
    shown = await chat.ask("/inbox")
    await chat.bot.round()
    await chat.bot._application.bot.delete_message(OWNER, shown.id)
    before = len(chat.seen())
    await paper.moves(media_event(2).key, ActionState.DONE)
    await chat.bot.round()
    assert len(chat.seen()) == before
    async with database.read() as session:
        assert await inboxes.get(session, ACCOUNT, ChatId(OWNER)) is None


async def test_a_review_goes_from_one_to_the_next_and_back(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    shown = await chat.ask("/inbox")
    await chat.press(shown, "📖 Review 5")
    card = chat.last()
    assert "Jonas K. (@jonask) wants to follow you" in card.text
    assert await chat.press(card, "✅ Approve") == "Approved."
    assert "✅ Approved by You" in chat.now(card).text
    await chat.bot.round()
    assert "✅ Approved by You" in chat.now(card).text, "what is looked through does not turn into the inbox"
    await chat.press(chat.now(card), "▶")
    await chat.press(chat.last(), "▶")
    proposal = chat.last()
    assert "⚖ #2 · local-sunsets proposes to comment “What <light>!”" in proposal.text
    assert await chat.press(proposal, "Skip") == "Skipped."
    await chat.press(chat.now(proposal), "📥 Inbox")
    assert "📥 3 things wait for you" in chat.last().text
    assert net.writes() == ["change_relationship 8 approve"]


async def test_all_of_a_kind_are_done_after_a_question_that_names_their_number(chat: Chat, net: Net) -> None:
    shown = await chat.ask("/inbox")
    await chat.press(shown, "✅ Do all 2")
    assert chat.now(shown).text == "Do all 2 proposals?\n💬 1, ❤️ 1"
    assert net.writes() == []
    yes = str(chat.now(shown).button("Yes, all 2").callback_data)
    await chat.press_data(shown, yes)
    assert "✅ 2 done" in chat.now(shown).text
    assert "📥 3 things wait for you" in chat.now(shown).text
    assert sorted(net.writes()) == ["like 2_7", "post_comment 1_7 What <light>!"]
    assert await chat.press_data(shown, yes) == "That button is out of date."
    assert len(net.writes()) == 2


@pytest.mark.parametrize(
    ("label", "question", "writes"),
    [
        pytest.param(
            "✅ Approve all 2",
            "Approve all 2 follow requests?",
            ["change_relationship 8 approve", "change_relationship 9 approve"],
            id="everybody comes in",
        ),
        pytest.param(
            "🙈 Ignore all",
            "Ignore all 2 follow requests?\nThey are not told.",
            ["change_relationship 8 ignore", "change_relationship 9 ignore"],
            id="nobody comes in",
        ),
        pytest.param("✖ Skip all", "Skip all 2 proposals?\n💬 1, ❤️ 1", [], id="nothing is done"),
    ],
)
async def test_all_of_a_kind_are_answered(chat: Chat, net: Net, label: str, question: str, writes: list[str]) -> None:
    shown = await chat.ask("/inbox")
    await chat.press(shown, label)
    assert chat.now(shown).text == question
    await chat.press(chat.now(shown), "Yes, all 2")
    assert "✅ 2 done" in chat.now(shown).text
    assert net.writes() == writes


async def test_no_leaves_everything_as_it_was(chat: Chat, net: Net) -> None:
    shown = await chat.ask("/inbox")
    await chat.press(shown, "✅ Approve all 2")
    await chat.press(chat.now(shown), "No")
    assert chat.now(shown).text == shown.text
    assert net.writes() == []


async def test_what_comes_after_the_question_is_not_answered_with_it(chat: Chat, paper: Paper, net: Net) -> None:
    shown = await chat.ask("/inbox")
    await chat.press(shown, "✅ Do all 2")
    await paper.happens(media_event(6), wish(ActionKind.LIKE, "6_7"), state=ASKED)
    await paper.moves(media_event(2).key, ActionState.DONE)
    await chat.press(chat.now(shown), "Yes, all 2")
    assert "✅ 1 done · 1 was already" in chat.now(shown).text
    assert net.writes() == ["post_comment 1_7 What <light>!"]


async def test_what_did_not_work_is_tried_again(chat: Chat, net: Net) -> None:
    shown = await chat.ask("/inbox")
    net.trouble["like"] = RefusedError("This photo does not take likes.")
    await chat.press(shown, "🔁 Try #5 again")
    assert "Not done." in chat.now(shown).text
    del net.trouble["like"]
    assert await chat.press(chat.now(shown), "🔁 Try #5 again") == "Liked."
    assert net.writes() == ["like 4_7", "like 4_7"]
    assert "Did not work" not in chat.now(shown).text


async def test_the_inbox_goes_on_after_a_restart(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]],
    box: TelegramSandbox,
    paper: Paper,
    database: Database,
    net: Net,
) -> None:
    await fill(paper, database, net)
    async with running(OWNER) as first:
        before = Chat(box=box, bot=first, visitor=box.visitor(OWNER))
        await before.ask("/start")
        shown = await before.ask("/inbox")
        await before.press(shown, "✅ Do all 2")
    async with running(OWNER) as second:
        chat = Chat(box=box, bot=second, visitor=box.visitor(OWNER))
        await chat.press(chat.now(shown), "Yes, all 2")
        assert len(net.writes()) == 2
        await paper.moves(media_event(3).key, ActionState.DONE)
        await chat.bot.round()
        assert "📥 2 things wait for you" in chat.now(shown).text


@pytest.mark.parametrize("data", ["v1:step:nothing:0", "v1:batched:nothing"])
async def test_a_button_that_is_no_longer_kept_shows_the_inbox(chat: Chat, data: str) -> None:
    card = await chat.ask("/inbox")
    await chat.press_data(card, data)
    assert "📥 5 things wait" in chat.now(card).text


@pytest.mark.parametrize("data", ["v1:batch:photos:yes", "v1:batch:requests:maybe", "v1:again:999", "v1:reword:999"])
async def test_data_of_no_button_is_out_of_date(chat: Chat, data: str) -> None:
    assert await chat.press_data(await chat.ask("/inbox"), data) == "That button is out of date."


async def test_an_empty_inbox_says_so(chat: Chat, paper: Paper, database: Database) -> None:
    for number in range(1, 5):
        await paper.moves(media_event(number).key, ActionState.DONE)
    await paper.moves(request_key(), ActionState.DONE)
    async with database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [], NOW)
    shown = await chat.ask("/inbox")
    assert shown.text == "🌿 Nothing waits for you. What comes is shown here by itself."


async def test_words_decide_by_number_and_name(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = next(message for message in chat.seen() if "proposes to like" in message.text)
    await chat.ask("/yes 3 @lena")
    assert [message.text for message in chat.seen()[-2:]] == ["#3 · Liked.", "@lena · Approved."]
    assert net.writes() == ["like 2_7", "change_relationship 9 approve"]
    await chat.bot.round()
    assert "❤️ Liked by You" in chat.now(card).text
    assert not [button for button in chat.now(card).buttons if "Do it" in button.text]
    assert (await chat.ask("/yes 3")).text.startswith("#3 · Already liked by You")


async def test_no_keeps_why(chat: Chat, net: Net, database: Database) -> None:
    await chat.bot.round()
    card = next(message for message in chat.seen() if "What <light>!" in message.text)
    assert (await chat.ask("/no #2 too loud, really")).text == "#2 · Skipped."
    await chat.bot.round()
    assert "✖ “comment” was skipped by You, 14:02 (too loud, really)" in chat.now(card).text
    async with database.read() as session:
        skipped = (await actions.of_event(session, ACCOUNT, media_event(1).key))[0]
    assert skipped.note == "You said no: too loud, really"
    assert net.writes() == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        pytest.param("/yes 999", "#999 · Nothing has this number.", id="a number of nothing"),
        pytest.param("/yes ghost", "ghost · Nobody of this name waits for you.", id="a name of nobody"),
        pytest.param("/yes", "Say which: /yes 17, or a name of who asks.", id="nothing named"),
        pytest.param("/no too loud", "Say which: /no 17 too loud.", id="only a reason"),
    ],
)
async def test_words_that_name_nothing_are_told(chat: Chat, words: str, answer: str) -> None:
    assert (await chat.ask(words)).text.startswith(answer)


async def test_what_has_more_answers_than_two_shows_its_buttons(chat: Chat) -> None:
    answer = await chat.ask("/yes 4")
    assert [button.text for button in answer.buttons][:3] == ["It was done", "It was not", "Leave it"]


async def test_a_proposed_comment_is_given_other_words(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = next(message for message in chat.seen() if "What <light>!" in message.text)
    await chat.press(card, "✏️ Edit")
    assert "What shall #2 say instead of What <light>!?" in chat.last().text
    changed = await chat.ask("A golden hour!")
    assert "proposes to comment “A golden hour!”" in changed.text
    await chat.press(changed, "Do it")
    assert net.writes() == ["post_comment 1_7 A golden hour!"]


async def test_words_for_what_was_decided_meanwhile_change_nothing(chat: Chat, net: Net) -> None:
    await chat.bot.round()
    card = next(message for message in chat.seen() if "What <light>!" in message.text)
    await chat.press(card, "✏️ Edit")
    await chat.press(card, "Skip")
    await chat.send("Too late")
    assert any("Already declined by You" in message.text for message in chat.seen()[-2:])
    assert net.writes() == []
