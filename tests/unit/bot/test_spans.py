from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.phrasing import Present
from bot.spans import Span, from_key, read, split

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
PRESENT = Present(now=NOW, zone=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-11-01..2026-11-05", "2026-11-01T00:00:00", "2026-11-05T23:59:59"),
        ("2026-11-01..", "2026-11-01T00:00:00", None),
        ("..2026-11-05", None, "2026-11-05T23:59:59"),
        ("2026-11-05", "2026-11-05T00:00:00", "2026-11-05T23:59:59"),
        ("today", "2026-11-23T00:00:00", "2026-11-23T23:59:59"),
        ("Yesterday..today", "2026-11-22T00:00:00", "2026-11-23T23:59:59"),
        ("7d..", "2026-11-16T14:02:00", None),
        ("7d", "2026-11-16T14:02:00", None),
        ("7d..12h", "2026-11-16T14:02:00", "2026-11-23T02:02:00"),
    ],
)
def test_a_span_is_read(text: str, earliest: str | None, latest: str | None) -> None:
    span = read(text, PRESENT)
    assert span is not None
    assert span.earliest == (at(earliest) if earliest else None)
    assert span.latest == (at(latest) if latest else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "soon",
        "2026-13-01",
        "2026-02-30",
        "2026-11-05..2026-11-01",
        "1h..2d",
        "2026-11-01...",
        "2026-11",
        "9999-12-31",
        "0001-01-01",
        "1970-01-01",
    ],
)
def test_what_is_no_span_is_none(text: str) -> None:
    assert read(text, PRESENT) is None


def test_days_are_the_readers() -> None:
    there = Present(now=NOW, zone=timezone(timedelta(hours=11)))
    assert read("today", there) == Span(earliest=at("2026-11-23T13:00:00"), latest=at("2026-11-24T12:59:59"))


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("@mira 7d..", ("@mira", "7d..")),
        ("212 2026-11-01 .. 2026-11-05", ("212", "2026-11-01..2026-11-05")),
        ("7d..", ("", "7d..")),
        ("2026-11-01", ("", "2026-11-01")),
        ("212 today", ("212", "today")),
        ("today", ("today", "")),
        ("mira", ("mira", "")),
        ("", ("", "")),
    ],
)
def test_a_span_stands_at_the_end(argument: str, expected: tuple[str, str]) -> None:
    assert split(argument) == expected


@pytest.mark.parametrize("text", ["2026-11-01..2026-11-05", "2026-11-01..", "..2026-11-05"])
def test_a_button_carries_it(text: str) -> None:
    span = read(text, PRESENT)
    assert span is not None
    assert from_key(span.key) == span


@pytest.mark.parametrize("key", ["", "~", "1", "a~b", "1~b", "-1~", "1~2~3", "999999999999~", "\u0661~"])
def test_what_no_button_carries_is_no_span(key: str) -> None:
    assert from_key(key) is None


def test_a_span_holds_its_ends() -> None:
    span = Span(earliest=NOW, latest=NOW + timedelta(hours=1))
    inside = [span.holds(NOW + timedelta(minutes=minutes)) for minutes in (-1, 0, 30, 60, 61)]
    assert inside == [False, True, True, True, False]
