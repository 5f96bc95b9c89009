from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.terms import Rate, WhenLimited
from rules.problems import Flaw
from rules.syntax import scalars
from rules.syntax.nodes import Items, Mark, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.syntax.nodes import Node

MARK = Mark(file="a.yaml", line=1, column=1)


def node(text: str) -> Scalar:
    return Scalar(text=text, mark=MARK)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (scalars.number, "12", 12.0),
        (scalars.number, "-0.5", -0.5),
        (scalars.number, "0123", 123.0),
        (scalars.whole, "-7", -7),
        (scalars.truth, "true", True),
        (scalars.truth, "false", False),
        (scalars.duration, "45s", timedelta(seconds=45)),
        (scalars.duration, "90m", timedelta(minutes=90)),
        (scalars.duration, "2h30m", timedelta(hours=2, minutes=30)),
        (scalars.duration, "7d", timedelta(days=7)),
        (scalars.moment, "2026-06-01T18:00:00+02:00", datetime(2026, 6, 1, 16, 0, tzinfo=UTC)),
        (scalars.moment, "2026-06-01T16:00Z", datetime(2026, 6, 1, 16, 0, tzinfo=UTC)),
        (scalars.distance, "30km", 30_000.0),
        (scalars.distance, "0.5 km", 500.0),
        (scalars.distance, "500m", 500.0),
        (scalars.text, " a ", " a "),
        (scalars.span, "45s..3m", (timedelta(seconds=45), timedelta(minutes=3))),
        (scalars.span, "1m .. 1m", (timedelta(minutes=1), timedelta(minutes=1))),
        (scalars.span, "45s", (timedelta(seconds=45), timedelta(seconds=45))),
        (scalars.rate, "20 per 1d", Rate(count=20, seconds=86_400)),
        (scalars.rate, "1  per  7d12h", Rate(count=1, seconds=648_000)),
        (scalars.percent, "20%", 0.2),
        (scalars.percent, "0.5 %", 0.005),
        (scalars.percent, "100%", 1.0),
        (scalars.clock, "08:00", time(8)),
        (scalars.clock, "8:05", time(8, 5)),
        (scalars.clock, "23:59", time(23, 59)),
        (scalars.clock, "24:00", time(0)),
        (scalars.one_of(WhenLimited), "defer", WhenLimited.DEFER),
    ],
)
def test_reads(read: Callable[[Node, str], object], text: str, expected: object) -> None:
    assert read(node(text), "x") == expected


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (scalars.number, "1e3", "x takes a number such as 12 or 0.5, not '1e3'"),
        (scalars.number, "1_000", "takes a number"),
        (scalars.number, "٣", "takes a number"),
        (scalars.number, "", "takes a number"),
        (scalars.number, "9" * 16, "takes a number"),
        (scalars.whole, "1.5", "takes a whole number"),
        (scalars.truth, "yes", "x takes true or false, here probably true, not 'yes'"),
        (scalars.truth, "off", "here probably false"),
        (scalars.truth, "True", "takes true or false, not 'True'"),
        (scalars.duration, "6", "x takes a duration such as 45s, 10m, 2h30m or 7d, not '6'"),
        (scalars.duration, "6 hours", "takes a duration"),
        (scalars.duration, "30m2h", "takes a duration"),
        (scalars.duration, "", "takes a duration"),
        (scalars.duration, "0s", "x must be longer than 0s"),
        (scalars.duration, "99999d", "takes a duration"),
        (scalars.moment, "2026-06-01T18:00:00", "takes a time with its zone"),
        (scalars.moment, "yesterday", "takes a time with its zone"),
        (scalars.moment, "0001-01-01T00:00:00+23:00", "takes a time with its zone"),
        (scalars.distance, "30", "takes a distance such as 30km or 500m"),
        (scalars.distance, "3 miles", "takes a distance"),
        (scalars.distance, "0km", "must be more than 0km"),
        (scalars.text, "  ", "x is an empty text"),
        (scalars.span, "3m..45s", "x is empty: 3m is more than 45s; turn them round"),
        (scalars.span, "3m..", "x takes a range of durations such as 45s..3m, not '3m..'"),
        (scalars.span, "..", "x takes a range of durations"),
        (scalars.span, "1m..2m..3m", "x takes a duration such as"),
        (scalars.rate, "20", "x takes a number and a duration such as 20 per 1d, not '20'"),
        (scalars.rate, "0 per 1d", "x takes a number and a duration"),
        (scalars.rate, "20/1d", "x takes a number and a duration"),
        (scalars.rate, "20 per day", "x, behind 'per', takes a duration such as 45s, 10m, 2h30m or 7d, not 'day'"),
        (scalars.percent, "20", "x takes a share such as 20%, more than 0% and up to 100%, not '20'"),
        (scalars.percent, "0%", "x takes a share"),
        (scalars.percent, "100.1%", "x takes a share"),
        (scalars.clock, "8", "x takes a time of day such as 08:00 or 22:30, not '8'"),
        (scalars.clock, "24:01", "x takes a time of day"),
        (scalars.clock, "8:5", "x takes a time of day"),
        (scalars.clock, "08:60", "x takes a time of day"),
        (scalars.clock, "8pm", "x takes a time of day"),
        (scalars.one_of(WhenLimited), "wait", "x cannot be 'wait'; it is one of ask, defer, drop"),
    ],
)
def test_refuses(read: Callable[[Node, str], object], text: str, message: str) -> None:
    with pytest.raises(Flaw) as caught:
        read(node(text), "x")
    assert message in caught.value.message


def test_a_whole_number_may_have_a_least() -> None:
    assert scalars.whole(node("0"), "x", least=0) == 0
    with pytest.raises(Flaw, match="x must be 0 or more, not -1"):
        scalars.whole(node("-1"), "x", least=0)


def test_a_choice_is_one_of_the_words() -> None:
    assert scalars.choice(node("ask"), "mode", ["ask", "auto"]) == "ask"
    with pytest.raises(Flaw, match="mode cannot be 'autto'; did you mean 'auto'"):
        scalars.choice(node("autto"), "mode", ["ask", "auto"])
    with pytest.raises(Flaw, match="mode cannot be 'never'; it is one of ask, auto"):
        scalars.choice(node("never"), "mode", ["ask", "auto"])


def test_a_list_and_nothing_are_no_value() -> None:
    with pytest.raises(Flaw, match="x takes one value, not a list"):
        scalars.number(Items(nodes=(), mark=MARK), "x")
    with pytest.raises(Flaw, match="x has no value; a '#' after a space"):
        scalars.number(Scalar(text="", mark=MARK, missing=True), "x")
