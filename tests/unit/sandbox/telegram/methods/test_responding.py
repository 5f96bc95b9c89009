from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.constants import ReactionEmoji

from sandbox.telegram.methods.responding import REACTIONS

if TYPE_CHECKING:
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call


@pytest.fixture
async def query_id(call: Call, you: Visitor) -> str:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await call("sendMessage", chat_id=1001, text="x", reply_markup=keyboard)
    return you.press(you.messages()[-1].id, "go")


async def test_an_answer_is_seen_by_who_pressed(call: Call, query_id: str, you: Visitor) -> None:
    await call("answerCallbackQuery", callback_query_id=query_id, text="Liked", show_alert=True)
    (answer,) = you.answers()
    assert (answer.query_id, answer.text, answer.show_alert) == (query_id, "Liked", True)


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        pytest.param({"text": "x" * 201}, "MESSAGE_TOO_LONG", id="201 characters"),
        pytest.param({"url": "https://example.org"}, "URL_INVALID", id="an address"),
        pytest.param(
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
            id="unknown press",
        ),
    ],
)
async def test_wrong_answers_are_refused(
    call: Call, query_id: str, parameters: dict[str, object], complaint: str
) -> None:
    answer = await call("answerCallbackQuery", **{"callback_query_id": query_id, **parameters})
    assert answer["description"] == f"Bad Request: {complaint}"


async def test_a_toast_may_have_200_characters(call: Call, query_id: str) -> None:
    assert (await call("answerCallbackQuery", callback_query_id=query_id, text="x" * 200))["ok"]


async def test_a_reaction_comes_and_goes(call: Call, you: Visitor) -> None:
    message = you.messages()[0].id
    await call("setMessageReaction", chat_id=1001, message_id=message, reaction=[{"type": "emoji", "emoji": "👀"}])
    assert you.messages()[0].raw["reaction"] == "👀"
    await call("setMessageReaction", chat_id=1001, message_id=message)
    assert "reaction" not in you.messages()[0].raw


@pytest.mark.parametrize(
    ("message_id", "reaction", "complaint"),
    [
        pytest.param(1, [{"type": "emoji", "emoji": "🧀"}], "REACTION_INVALID", id="not in the list"),
        pytest.param(1, [{"type": "custom_emoji", "custom_emoji_id": "1"}], "REACTION_INVALID", id="custom"),
        pytest.param(1, [{"type": "emoji", "emoji": "👍"}] * 2, "REACTIONS_TOO_MANY", id="two"),
        pytest.param(99, [], "message to react not found", id="unknown message"),
    ],
)
@pytest.mark.usefixtures("you")
async def test_other_reactions_are_refused(call: Call, message_id: int, reaction: object, complaint: str) -> None:
    answer = await call("setMessageReaction", chat_id=1001, message_id=message_id, reaction=reaction)
    assert answer["description"] == f"Bad Request: {complaint}"


def test_the_reactions_are_the_documented_ones() -> None:
    assert {emoji.value for emoji in ReactionEmoji} == REACTIONS
