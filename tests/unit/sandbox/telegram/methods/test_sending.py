from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Times


async def test_a_message_comes_back_complete(call: Call, you: Visitor) -> None:
    assert await call("sendMessage", chat_id=1001, text="<b>Hi</b> /help", parse_mode="HTML") == {
        "ok": True,
        "result": {
            "message_id": 2,
            "from": {"id": 123456, "is_bot": True, "first_name": "Likewise", "username": "likewise_bot"},
            "chat": {"id": 1001, "type": "private", "first_name": "You", "username": "yourself"},
            "date": 1777660200,
            "text": "Hi /help",
            "entities": [
                {"type": "bold", "offset": 0, "length": 2},
                {"type": "bot_command", "offset": 3, "length": 5},
            ],
        },
    }
    assert you.messages()[-1].text == "Hi /help"


@pytest.mark.parametrize(
    ("chat_id", "status", "description"),
    [
        pytest.param(2002, 403, "Forbidden: bot can't initiate conversation with a user", id="never started"),
        pytest.param(42, 400, "Bad Request: chat not found", id="nobody"),
        pytest.param("@yourself", 400, "Bad Request: chat not found", id="a person by name"),
        pytest.param("²", 400, "Bad Request: chat not found", id="a digit that is no number"),
        pytest.param("9" * 5000, 400, "Bad Request: chat not found", id="a number beyond all ids"),
        pytest.param("", 400, "Bad Request: chat_id is empty", id="missing"),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "sendPhoto", "sendVenue", "sendChatAction", "editMessageText"])
@pytest.mark.usefixtures("you")
async def test_who_cannot_be_written_to(
    call: Call, method: str, chat_id: object, status: int, description: str
) -> None:
    answer = await call(method, chat_id=chat_id, text="x", message_id=1)
    assert (answer["error_code"], answer["description"]) == (status, description)


async def test_who_blocked_the_bot_is_not_reached(call: Call, you: Visitor) -> None:
    you.block(blocked=True)
    answer = await call("sendMessage", chat_id=1001, text="x")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    you.block(blocked=False)
    assert (await call("sendMessage", chat_id=1001, text="x"))["ok"]


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        pytest.param({"latitude": 90.1, "longitude": 0}, "wrong latitude or longitude specified", id="too far north"),
        pytest.param({"latitude": 0, "longitude": -180.1}, "wrong latitude or longitude", id="too far west"),
        pytest.param({"latitude": "nan", "longitude": 0}, "wrong latitude or longitude", id="no number at all"),
        pytest.param({"latitude": 0}, "latitude and longitude must be given", id="half"),
        pytest.param({"latitude": 0, "longitude": 0, "title": "x"}, "title and address", id="no address"),
    ],
)
@pytest.mark.usefixtures("you")
async def test_places_must_be_on_earth(call: Call, parameters: dict[str, object], complaint: str) -> None:
    assert complaint in str((await call("sendVenue", chat_id=1001, **parameters))["description"])


async def test_a_reply_needs_its_message(call: Call, you: Visitor) -> None:
    asked = you.send("where?")
    sent = await call("sendMessage", chat_id=1001, text="here", reply_parameters={"message_id": asked})
    assert sent["ok"]
    replied = you.messages()[-1].raw["reply_to_message"]
    assert isinstance(replied, dict)
    assert replied["text"] == "where?"
    refused = await call("sendMessage", chat_id=1001, text="here", reply_parameters={"message_id": 99})
    assert refused["description"] == "Bad Request: message to be replied not found"
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await call("sendMessage", chat_id=1001, text="here", reply_parameters=lenient))["ok"]


async def test_a_message_of_another_chat_cannot_be_replied_to(call: Call, box: TelegramSandbox, you: Visitor) -> None:
    box.visitor(2002).send("hi")
    refused = await call("sendMessage", chat_id=2002, text="x", reply_parameters={"message_id": you.messages()[0].id})
    assert refused["description"] == "Bad Request: message to be replied not found"


async def test_an_action_lasts_five_seconds_or_until_a_message(call: Call, you: Visitor, times: Times) -> None:
    await call("sendChatAction", chat_id=1001, action="upload_photo")
    assert you.state()["action"] == "upload_photo"
    times.later(5)
    assert you.state()["action"] is None
    await call("sendChatAction", chat_id=1001, action="typing")
    await call("sendMessage", chat_id=1001, text="x")
    assert you.state()["action"] is None
    answer = await call("sendChatAction", chat_id=1001, action="dancing")
    assert answer["description"] == "Bad Request: wrong parameter action in request"


async def test_a_wish_for_a_reply_is_spent_by_the_next_message(call: Call, you: Visitor) -> None:
    wish = {"force_reply": True, "input_field_placeholder": "Up to 300 characters"}
    await call("sendMessage", chat_id=1001, text="Your comment?", reply_markup=wish)
    asked = you.messages()[-1]
    assert "reply_markup" not in asked.raw
    assert you.state()["keyboard"] == {
        "force_reply": True,
        "placeholder": "Up to 300 characters",
        "message_id": asked.id,
    }
    you.send("Lovely", reply_to=asked.id)
    assert you.state()["keyboard"] is None


async def test_a_keyboard_below_stays_until_it_is_taken_away(call: Call, you: Visitor) -> None:
    await call("sendMessage", chat_id=1001, text="Which?", reply_markup={"keyboard": [["A", "B"]]})
    you.send("A")
    keyboard = you.state()["keyboard"]
    assert isinstance(keyboard, dict)
    assert [button["text"] for button in keyboard["rows"][0]] == ["A", "B"]
    await call("sendMessage", chat_id=1001, text="Done", reply_markup={"remove_keyboard": True})
    assert you.state()["keyboard"] is None


@pytest.mark.usefixtures("you")
async def test_a_protected_message_says_so(call: Call) -> None:
    answer = await call("sendMessage", chat_id=1001, text="x", protect_content=True)
    result = answer["result"]
    assert isinstance(result, dict)
    assert result["has_protected_content"] is True
