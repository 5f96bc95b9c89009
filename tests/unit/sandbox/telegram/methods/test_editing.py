from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from sandbox.telegram.platform import Platform, Settings
    from sandbox.telegram.visitor import Visitor
    from tests.unit.sandbox.telegram.conftest import Call, Paint, Times

P = ParamSpec("P")
T = TypeVar("T")

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


def keys(data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Go", "callback_data": data}]]}


@pytest.fixture
async def text_id(call: Call, you: Visitor) -> int:
    await call("sendMessage", chat_id=1001, text="<b>one</b>", parse_mode="HTML", reply_markup=keys("1"))
    return you.messages()[-1].id


@pytest.fixture
async def photo_id(client: httpx.AsyncClient, settings: Settings, you: Visitor, paint: Paint) -> int:
    await client.post(
        f"/bot{settings.bot_token}/sendPhoto",
        data={"chat_id": "1001", "caption": "one"},
        files={"photo": paint(80, 80)},
    )
    return you.messages()[-1].id


def file_of(you: Visitor) -> str:
    sizes = you.messages()[-1].raw["photo"]
    assert isinstance(sizes, list)
    return str(sizes[0]["file_id"])


@pytest.mark.parametrize(
    ("text", "data", "changed"),
    [
        pytest.param("<b>one</b>", "1", False, id="all the same"),
        pytest.param(" <strong>one</strong> ", "1", False, id="the same in other words"),
        pytest.param("one", "1", True, id="other formatting"),
        pytest.param("<b>two</b>", "1", True, id="other text"),
        pytest.param("<b>one</b>", "2", True, id="other buttons"),
        pytest.param("<b>one</b>", None, True, id="no buttons"),
    ],
)
async def test_an_edit_must_change_something(
    call: Call, text_id: int, text: str, data: str | None, *, changed: bool
) -> None:
    markup = keys(data) if data else None
    edit: dict[str, object] = {"text": text, "parse_mode": "HTML", **({"reply_markup": markup} if markup else {})}
    answer = await call("editMessageText", chat_id=1001, message_id=text_id, **edit)
    assert answer.get("description") == (None if changed else NOT_MODIFIED)


async def test_an_edit_without_buttons_takes_them_away(call: Call, text_id: int, you: Visitor) -> None:
    await call("editMessageText", chat_id=1001, message_id=text_id, text="two")
    message = you.messages()[-1]
    assert (message.text, message.buttons, message.edited) == ("two", (), True)


async def test_new_buttons_alone_are_no_edit_of_the_text(call: Call, text_id: int, you: Visitor) -> None:
    await call("editMessageReplyMarkup", chat_id=1001, message_id=text_id, reply_markup=keys("2"))
    message = you.messages()[-1]
    assert (message.button("Go").callback_data, message.edited) == ("2", False)


@pytest.mark.parametrize(
    ("method", "complaint"),
    [
        pytest.param("editMessageCaption", "there is no caption in the message to edit", id="caption"),
        pytest.param("editMessageMedia", "there is no media in the message to edit", id="media"),
    ],
)
async def test_a_text_is_no_picture(call: Call, text_id: int, method: str, complaint: str) -> None:
    answer = await call(method, chat_id=1001, message_id=text_id, caption="x", media={"type": "photo", "media": "x"})
    assert answer["description"] == f"Bad Request: {complaint}"


async def test_a_picture_is_no_text(call: Call, photo_id: int) -> None:
    answer = await call("editMessageText", chat_id=1001, message_id=photo_id, text="x")
    assert answer["description"] == "Bad Request: there is no text in the message to edit"


async def test_a_caption_can_change_and_go(call: Call, photo_id: int, you: Visitor) -> None:
    same = await call("editMessageCaption", chat_id=1001, message_id=photo_id, caption="one")
    assert same["description"] == NOT_MODIFIED
    await call("editMessageCaption", chat_id=1001, message_id=photo_id, caption="two")
    assert you.messages()[-1].text == "two"
    await call("editMessageCaption", chat_id=1001, message_id=photo_id)
    assert "caption" not in you.messages()[-1].raw


async def test_the_same_picture_is_no_change(call: Call, photo_id: int, you: Visitor) -> None:
    item = {"type": "photo", "media": file_of(you), "caption": "one"}
    same = await call("editMessageMedia", chat_id=1001, message_id=photo_id, media=item)
    assert same["description"] == NOT_MODIFIED
    other = await call("editMessageMedia", chat_id=1001, message_id=photo_id, media={**item, "caption": "two"})
    assert other["ok"]
    empty = await call("editMessageMedia", chat_id=1001, message_id=photo_id)
    assert empty["description"] == "Bad Request: media is empty"


class Meanwhile(ThreadPoolExecutor):
    """Does something else as soon as work is handed to a thread."""

    def __init__(self, deed: Callable[[], None]) -> None:
        super().__init__(max_workers=1)
        self._deed = deed

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self._deed()
        return super().submit(fn, *args, **kwargs)


async def test_a_message_that_goes_while_its_picture_is_read_stays_gone(
    client: httpx.AsyncClient, settings: Settings, platform: Platform, photo_id: int, paint: Paint
) -> None:
    message = platform.messages.find(1001, photo_id)
    assert message is not None
    meanwhile = Meanwhile(lambda: platform.conversation.delete(message))
    asyncio.get_running_loop().set_default_executor(meanwhile)
    answer = await client.post(
        f"/bot{settings.bot_token}/editMessageMedia",
        data={"chat_id": "1001", "message_id": photo_id, "media": '{"type": "photo", "media": "attach://a"}'},
        files={"a": paint()},
    )
    assert answer.json()["description"] == "Bad Request: message to edit not found"
    assert platform.messages.find(1001, photo_id) is None


async def test_what_cannot_be_edited(call: Call, you: Visitor, text_id: int) -> None:
    for message_id, complaint in (
        (99, "message to edit not found"),
        (you.messages()[0].id, "message can't be edited"),
        ("", "message identifier is not specified"),
    ):
        answer = await call("editMessageText", chat_id=1001, message_id=message_id, text="x")
        assert answer["description"] == f"Bad Request: {complaint}"
    below = await call(
        "editMessageText", chat_id=1001, message_id=text_id, text="x", reply_markup={"force_reply": True}
    )
    assert below["description"] == "Bad Request: inline keyboard expected"


async def test_both_sides_can_be_deleted_for_48_hours(call: Call, you: Visitor, times: Times, text_id: int) -> None:
    assert (await call("deleteMessage", chat_id=1001, message_id=you.messages()[0].id))["ok"]
    gone = await call("deleteMessage", chat_id=1001, message_id=you.messages()[0].id - 1)
    assert gone["description"] == "Bad Request: message to delete not found"
    times.later(48 * 3600)
    late = await call("deleteMessage", chat_id=1001, message_id=text_id)
    assert late["description"] == "Bad Request: message can't be deleted for everyone"
    assert (await call("deleteMessages", chat_id=1001, message_ids=[text_id, 10**30]))["ok"]
    assert [message.id for message in you.messages()] == [text_id]


@pytest.mark.parametrize("count", [0, 101])
@pytest.mark.usefixtures("you")
async def test_many_are_deleted_a_hundred_at_a_time(call: Call, count: int) -> None:
    answer = await call("deleteMessages", chat_id=1001, message_ids=list(range(count)))
    assert "must name 1 to 100 messages" in str(answer["description"])


async def test_a_deleted_message_s_id_is_not_used_again(call: Call, you: Visitor, text_id: int) -> None:
    await call("deleteMessage", chat_id=1001, message_id=text_id)
    assert you.send("next") > text_id
