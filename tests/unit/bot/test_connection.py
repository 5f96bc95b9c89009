from __future__ import annotations

import logging
from datetime import timedelta

import httpx
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.connection import Line, patiently, requests, surely_not_sent, wait_of
from networks.trust import trust


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (BadRequest("no"), True),
        (Forbidden("no"), True),
        (RetryAfter(timedelta(seconds=1)), True),
        (caused(NetworkError("x"), httpx.ConnectError("x")), True),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), True),
        (caused(TimedOut(), httpx.PoolTimeout("x")), True),
        (caused(TimedOut(), httpx.ReadTimeout("x")), False),
        (caused(NetworkError("x"), httpx.ReadError("x")), False),
        (NetworkError("Bad Gateway"), False),
    ],
)
def test_only_what_cannot_have_arrived_is_surely_not_sent(error: TelegramError, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert surely_not_sent(error) is expected


def test_a_line_tells_each_change_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    line = Line()
    for _ in range(3):
        line.failed(NetworkError("down"))
    line.failed(Conflict("two"))
    line.answered(409)
    for _ in range(2):
        line.answered(200)
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR", "INFO"]
    assert "same token" in caplog.messages[1]
    assert not line.refused


@pytest.mark.parametrize("status", [401, 404])
def test_a_refused_token_stays_refused(status: int) -> None:
    line = Line()
    line.answered(status)
    line.answered(200)
    assert line.refused


async def test_patience_lasts_for_one_pause() -> None:
    calls: list[int] = []

    async def call() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise RetryAfter(timedelta(0))

    await patiently(call)
    assert len(calls) == 2

    async def never() -> None:
        raise RetryAfter(timedelta(0))

    with pytest.raises(RetryAfter):
        await patiently(never)


def test_a_wait_is_in_seconds() -> None:
    assert wait_of(RetryAfter(timedelta(seconds=7))) == 7.0


@pytest.mark.parametrize("base_url", [None, "http://127.0.0.1:8081"])
def test_both_lines_to_telegram_share_what_they_trust(base_url: str | None) -> None:
    for request in requests(Line(), base_url, None):
        assert request._client_kwargs["verify"] is trust()
