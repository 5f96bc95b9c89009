from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call


async def test_a_message_arrives_complete(call: Call, you: Visitor) -> None:
    updates = await call("getUpdates", timeout=0)
    person = {"id": 1001, "is_bot": False, "first_name": "You", "username": "yourself", "language_code": "en"}
    assert updates["result"] == [
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "from": person,
                "chat": {"id": 1001, "type": "private", "first_name": "You", "username": "yourself"},
                "date": 1777660200,
                "text": "/start",
                "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            },
        }
    ]
    you.place(38.7, -9.1)
    (placed,) = await received(call, 2)
    message = placed["message"]
    assert isinstance(message, dict)
    assert message["location"] == {"latitude": 38.7, "longitude": -9.1}


async def received(call: Call, offset: int) -> list[dict[str, object]]:
    result = (await call("getUpdates", offset=offset))["result"]
    assert isinstance(result, list)
    return result


async def test_a_press_arrives_with_its_whole_message(call: Call, you: Visitor) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = (await call("sendMessage", chat_id=1001, text="x", reply_markup=keyboard))["result"]
    query_id = you.press(you.messages()[-1].id, "go")
    (update,) = await received(call, 2)
    query = update["callback_query"]
    assert isinstance(query, dict)
    assert query["chat_instance"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "go", 1001)
    assert query["message"] == sent


async def test_allowed_updates_stick(call: Call, you: Visitor) -> None:
    await call("getUpdates", offset=2, allowed_updates=["callback_query"])
    you.send("unheard")
    assert await received(call, 2) == []
    await call("getUpdates", allowed_updates=[])
    you.send("heard")
    assert len(await received(call, 2)) == 1


async def test_what_waits_can_be_dropped(call: Call, you: Visitor) -> None:
    you.send("more")
    info = await call("getWebhookInfo")
    assert info["result"] == {"url": "", "has_custom_certificate": False, "pending_update_count": 2}
    await call("deleteWebhook", drop_pending_updates=True)
    assert await received(call, 0) == []


async def test_a_webhook_needs_https(call: Call) -> None:
    answer = await call("setWebhook", url="http://example.org")
    assert answer["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
