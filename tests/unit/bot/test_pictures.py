from __future__ import annotations

from datetime import UTC, datetime

from telegram import Chat, Message, PhotoSize

from bot import pictures
from bot.pictures import Pictures
from domain.errors import RetryableError


def answer(*file_ids: str) -> Message:
    """A message with one photo in several sizes."""
    sizes = [PhotoSize(file_id=one, file_unique_id=one, width=1, height=1) for one in file_ids]
    moment = datetime.fromtimestamp(0, UTC)
    return Message(message_id=1, date=moment, chat=Chat(id=1, type="private"), photo=sizes)


async def test_what_was_uploaded_is_named_from_then_on() -> None:
    loads: list[str] = []

    async def download(url: str) -> bytes:
        loads.append(url)
        return b"bytes"

    known = Pictures(download)
    assert await known.load("u") == b"bytes"
    known.remember("u", answer("small", "large"))
    assert await known.load("u") == "large"
    assert loads == ["u"]
    assert await known.load(None) is None


async def test_a_picture_that_cannot_be_had_is_none_and_tried_again() -> None:
    loads: list[str] = []

    async def download(url: str) -> bytes:
        loads.append(url)
        raise RetryableError("busy")

    known = Pictures(download)
    assert await known.load("u") is None
    assert await known.load("u") is None
    assert loads == ["u", "u"]


async def test_only_so_many_are_remembered() -> None:
    loads: list[str] = []

    async def download(url: str) -> bytes:
        loads.append(url)
        return b"bytes"

    known = Pictures(download)
    for n in range(pictures.REMEMBERED + 1):
        known.remember(str(n), answer(f"id-{n}"))
    assert await known.load("1") == "id-1"
    assert await known.load("0") == b"bytes"
    assert loads == ["0"]


async def test_an_answer_without_a_photo_teaches_nothing() -> None:
    async def download(_url: str) -> bytes:
        return b"bytes"

    known = Pictures(download)
    known.remember("u", True)  # noqa: FBT003 - Telegram's answer
    known.remember("u", answer())
    assert await known.load("u") == b"bytes"


async def test_a_code_is_drawn_and_not_kept() -> None:
    async def download(url: str) -> bytes:
        raise AssertionError(url)

    drawn = Pictures(download)
    first = await drawn.load("qr:https://t.me/a_bot?start=one")
    assert isinstance(first, bytes)
    assert first.startswith(b"\x89PNG")
    drawn.remember("qr:https://t.me/a_bot?start=one", answer("kept"))
    assert await drawn.load("qr:https://t.me/a_bot?start=one") == first
    assert await drawn.load("qr:https://t.me/a_bot?start=two") != first
