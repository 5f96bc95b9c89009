from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from likewise import logs

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.shows_tokens("before they pass the one handler that hides them")

CANARY = "37998182.c4n/ary+9f=="


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    logs.set_up("debug", [CANARY, ""], stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"asked with {CANARY}", id="raw"),
        pytest.param("asked with 37998182.c4n%2Fary%2B9f%3D%3D", id="percent-encoded"),
        pytest.param("asked with 37998182.c4n%2fary%2b9f%3d%3d", id="percent-encoded in small letters"),
    ],
)
def test_a_known_secret_is_replaced(lines: io.StringIO, text: str) -> None:
    logging.getLogger("room").info(text)
    assert "c4n" not in lines.getvalue()
    assert "asked with •••" in lines.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /v1/x?access_token=abc.DEF-1&count=2", "GET /v1/x?access_token=•••&count=2"),
        ("next=%3Faccess_token%3Dabc.DEF-1%26count%3D2", "next=%3Faccess_token%3D•••%26count%3D2"),
        ('{"access_token": "abc.DEF-1", "n": 2}', '{"access_token": "•••", "n": 2}'),
        ("POST /bot123456:AA-bb_cc/getMe", "POST /bot123456:•••/getMe"),
        ("POST /bot123456%3AAA-bb_cc/getMe", "POST /bot123456%3A•••/getMe"),
        ("the robot 12:30 is not a token", "the robot 12:30 is not a token"),
        ("no access_token was given", "no access_token was given"),
    ],
)
def test_what_looks_like_a_token_is_replaced(text: str, shown: str) -> None:
    assert logs.Redactor([])(text) == shown


def test_arguments_extras_and_tracebacks_are_redacted(lines: io.StringIO) -> None:
    try:
        int(f"bad url ?access_token={CANARY}")
    except ValueError:
        logging.getLogger("room").exception("failed for %s", CANARY, extra={"source": CANARY})
    line = lines.getvalue()
    assert "c4n" not in line
    assert "Traceback" in line
    assert "source=•••" in line


def test_a_record_is_one_line_whatever_it_says(lines: io.StringIO) -> None:
    logging.getLogger("room").warning("said %s", "x\n2026 INFO forged: line\x1b[31m\u202e")
    assert lines.getvalue().count("\n") == 1
    assert "\\n2026 INFO forged" in lines.getvalue()
    assert "\x1b" not in lines.getvalue()
    assert "\u202e" not in lines.getvalue()


def test_ids_stand_behind_the_sentence(lines: io.StringIO) -> None:
    logging.getLogger("polling.looking").info("looked", extra={"source": "tag:sunset"})
    assert lines.getvalue().endswith(" INFO polling.looking: looked source=tag:sunset\n")


@pytest.mark.parametrize("library", ["httpx", "httpcore.connection", "telegram.ext", "apscheduler.scheduler"])
def test_libraries_are_silent_below_warnings(lines: io.StringIO, library: str) -> None:
    logging.getLogger(library).info("HTTP Request: GET …")
    assert not lines.getvalue()
    logging.getLogger(library).warning("gone")
    assert "gone" in lines.getvalue()
