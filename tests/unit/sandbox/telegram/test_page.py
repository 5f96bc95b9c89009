from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sandbox.telegram import page as page_module

if TYPE_CHECKING:
    import httpx

    from sandbox.telegram.platform import Platform
    from sandbox.telegram.server import TelegramSandbox
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Paint

STATIC = Path(page_module.__file__).with_name("static")
KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_the_whole_way_over_http(page: httpx.AsyncClient, call: Call) -> None:
    sent = await page.post("/chat/send", json={"as": 1001, "text": "/start"})
    assert sent.json() == {"message_id": 1}
    await call("sendMessage", chat_id=1001, text="Hello", reply_markup=KEYBOARD)
    state = (await page.get("/chat/state?as=1001")).json()
    assert (state["me"]["first_name"], state["bot"]["username"], state["started"]) == ("You", "likewise_bot", True)
    hello = state["messages"][-1]
    assert (hello["text"], hello["edited"], hello["reply_markup"]) == ("Hello", False, KEYBOARD)
    pressed = await page.post("/chat/press", json={"as": 1001, "message_id": hello["message_id"], "data": "go"})
    query_id = pressed.json()["query_id"]
    await call("answerCallbackQuery", callback_query_id=query_id, text="Done")
    answers = await page.get("/chat/answers?as=1001")
    assert answers.json() == [{"query_id": query_id, "text": "Done", "show_alert": False}]
    replied = await page.post("/chat/send", json={"as": 1001, "text": "thanks", "reply_to": hello["message_id"]})
    placed = await page.post("/chat/place", json={"as": 1001, "latitude": 1.5, "longitude": 2})
    assert placed.json()["message_id"] == replied.json()["message_id"] + 1
    blocked = await page.post("/chat/block", json={"as": 1001, "blocked": True})
    assert blocked.json() == {"blocked": True}
    assert (await page.get("/chat/state?as=1001")).json()["blocked"] is True


@pytest.mark.parametrize(
    ("path", "body", "complaint"),
    [
        pytest.param("send", {"as": 1001, "text": " "}, "1 to 4096 characters", id="empty message"),
        pytest.param("send", {"as": 5, "text": "x"}, "Nobody here has the id 5", id="nobody"),
        pytest.param("send", {"text": "x"}, "as: Field required", id="nobody named"),
        pytest.param("send", [], "the body: ", id="no object"),
        pytest.param("press", {"as": 1001, "message_id": 9, "data": "x"}, "no message 9", id="no such message"),
        pytest.param("place", {"as": 1001, "latitude": 91, "longitude": 0}, "between -90 and 90", id="nowhere"),
        pytest.param("block", {"as": 1001}, "blocked: Field required", id="half a wish"),
    ],
)
async def test_a_refusal_is_a_sentence(page: httpx.AsyncClient, path: str, body: object, complaint: str) -> None:
    answer = await page.post(f"/chat/{path}", json=body)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]


async def test_who_asks_must_be_said(page: httpx.AsyncClient) -> None:
    for query in ("", "?as=", "?as=you", "?as=²", "?as=7"):
        assert (await page.get(f"/chat/state{query}")).status_code == 400


async def test_forged_data_is_possible_on_request(page: httpx.AsyncClient, call: Call, you: Visitor) -> None:
    await call("sendMessage", chat_id=1001, text="x")
    press = {"as": 1001, "message_id": you.messages()[-1].id, "data": "v9:anything"}
    assert (await page.post("/chat/press", json=press)).status_code == 400
    assert (await page.post("/chat/press", json={**press, "forge": True})).status_code == 200


async def test_files_are_shown_or_saved_but_never_run(
    page: httpx.AsyncClient, platform: Platform, paint: Paint
) -> None:
    html = platform.files.add_document('a "b".html', "text/html", b"<script>")
    saved = await page.get(f"/chat/file/{html['file_id']}")
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''a%20%22b%22.html"
    assert (await page.get("/chat/file/nothing")).status_code == 404
    sent = await page.post("/chat/send", json={"as": 1001, "text": "x"})
    assert sent.status_code == 200
    token = platform.settings.bot_token
    photo = await page.post(f"/bot{token}/sendPhoto", data={"chat_id": "1001"}, files={"photo": paint(60, 60)})
    shown = await page.get(f"/chat/file/{photo.json()['result']['photo'][0]['file_id']}")
    assert (shown.headers["content-type"], shown.content) == ("image/jpeg", paint(60, 60))


async def test_the_page_hears_what_happens(
    page: httpx.AsyncClient, call: Call, box: TelegramSandbox, platform: Platform
) -> None:
    stream = asyncio.create_task(page.get("/chat/events?as=1001"))
    while not platform.news._readers:  # noqa: ASYNC110 - the stream says nothing before its end in this transport
        await asyncio.sleep(0)
    you = box.visitor(1001)
    you.send("/start")
    box.visitor(2002).send("unheard")
    await call("sendChatAction", chat_id=1001, action="typing")
    await call("sendMessage", chat_id=1001, text="card", reply_markup=KEYBOARD)
    card = you.messages()[-1].id
    query_id = you.press(card, "go")
    await call("answerCallbackQuery", callback_query_id=query_id, text="Done")
    await call("editMessageText", chat_id=1001, message_id=card, text="other")
    await call("deleteMessage", chat_id=1001, message_id=card)
    await call("sendMessage", chat_id=1001, text="?", reply_markup={"force_reply": True})
    you.send("!")
    await call("setMyCommands", commands=[{"command": "a", "description": "b"}])
    you.block(blocked=True)
    box.stop()
    answer = await stream
    assert answer.headers["content-type"].startswith("text/event-stream")
    items = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line.startswith("data")]
    assert [item["kind"] for item in items] == [
        "message",
        "action",
        "message",
        "answer",
        "edit",
        "delete",
        "message",
        "keyboard",
        "message",
        "keyboard",
        "profile",
        "blocked",
    ]
    assert items[0]["message"]["text"] == "/start"
    assert items[3] == {"kind": "answer", "query_id": query_id, "text": "Done", "show_alert": False}
    assert items[4]["message"]["edited"] is True


async def test_everything_the_page_loads_is_in_the_package(page: httpx.AsyncClient) -> None:
    html = (await page.get("/")).text
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    assert "/static/main.js" in wanted
    for path in sorted(wanted | {f"/static/{file.name}" for file in STATIC.iterdir()}):
        assert (await page.get(path)).status_code == 200


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_the_page_takes_nothing_from_elsewhere_and_runs_no_text(file: Path) -> None:
    text = file.read_text()
    addresses = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org"}
    assert addresses == set()
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "style="):
        assert danger not in text
