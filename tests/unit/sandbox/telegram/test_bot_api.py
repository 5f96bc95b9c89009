from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from sandbox.telegram.platform import Settings
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Paint


@pytest.fixture
def bot(settings: Settings) -> str:
    return f"/bot{settings.bot_token}"


async def test_the_bot_knows_itself(client: httpx.AsyncClient, bot: str) -> None:
    answer = await client.post(f"{bot}/getMe")
    assert answer.json() == {
        "ok": True,
        "result": {
            "id": 123456,
            "is_bot": True,
            "first_name": "Likewise",
            "username": "likewise_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        },
    }


@pytest.mark.parametrize("token", ["123456:wrong", "123456:", "x", "123456:test-token_of-nobodY"])
async def test_a_wrong_token_opens_nothing(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.post(f"/bot{token}/getMe")
    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (await client.get(f"/file/bot{token}/photos/x.jpg")).status_code == 401


async def test_an_unknown_method_and_file_are_not_found(client: httpx.AsyncClient, bot: str) -> None:
    answer = await client.post(f"{bot}/sendNothing")
    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found: method not found")
    assert (await client.get(f"/file{bot}/photos/x.jpg")).status_code == 404


async def test_parameters_come_in_every_form(client: httpx.AsyncClient, bot: str, you: Visitor) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = {"chat_id": "1001", "text": "hello", "reply_markup": json.dumps(keyboard)}
    await client.get(f"{bot}/sendMessage", params=sent)
    await client.post(f"{bot}/sendmessage", data=sent)
    await client.post(f"{bot}/SENDMESSAGE", files={name: (None, value) for name, value in sent.items()})
    await client.post(f"{bot}/sendMessage", json={"chat_id": 1001, "text": "hello", "reply_markup": keyboard})
    await client.post(f"{bot}/sendMessage?chat_id=1001", data={"text": "hello", "reply_markup": json.dumps(keyboard)})
    assert [(it.text, it.button("Go").callback_data) for it in you.messages()[1:]] == [("hello", "go")] * 5


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"{", "application/json", id="no JSON"),
        pytest.param(b"[1]", "application/json", id="no object"),
        pytest.param(b'{"chat_id": 1001, "text": "\\ud800"}', "application/json", id="half a character"),
        pytest.param(b"x", "multipart/form-data", id="no boundary"),
        pytest.param(b"--a\r\nx", "multipart/form-data; boundary=a", id="half a part"),
    ],
)
async def test_an_unreadable_body_is_a_bad_request(
    client: httpx.AsyncClient, bot: str, body: bytes, kind: str
) -> None:
    answer = await client.post(f"{bot}/sendMessage", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        pytest.param({"latitude": "north", "longitude": 1}, 'parameter "latitude" must be a number', id="number"),
        pytest.param(
            {"latitude": 1, "longitude": 1, "reply_parameters": "7"}, "can't parse reply_parameters", id="shape"
        ),
    ],
)
@pytest.mark.usefixtures("you")
async def test_values_of_the_wrong_kind_are_named(call: Call, parameters: dict[str, object], complaint: str) -> None:
    answer = await call("sendLocation", chat_id=1001, **parameters)
    assert answer["error_code"] == 400
    assert complaint in str(answer["description"])


@pytest.mark.parametrize("offset", ["soon", "1.5", "9" * 19, "9" * 5000, "²"])
async def test_a_whole_number_is_asked_for(call: Call, offset: str) -> None:
    answer = await call("getUpdates", offset=offset)
    assert answer["description"] == 'Bad Request: parameter "offset" must be a whole number'


@pytest.mark.usefixtures("you")
async def test_calls_are_logged_without_the_token(
    page: httpx.AsyncClient, bot: str, settings: Settings, paint: Paint
) -> None:
    await page.post(f"{bot}/sendPhoto", data={"chat_id": "1001"}, files={"photo": ("p", paint(), "image/jpeg")})
    await page.post(f"{bot}/editMessageText", data={"chat_id": "1001", "message_id": "99", "text": "x"})
    calls = await page.get("/chat/calls")
    assert [(it["method"], it["status"]) for it in calls.json()] == [("editMessageText", 400), ("sendPhoto", 200)]
    assert calls.json()[0]["description"] == "Bad Request: message to edit not found"
    assert calls.json()[1]["params"]["photo"].startswith("(image/jpeg, ")
    assert settings.bot_token not in calls.text
