from __future__ import annotations

import pytest

from bot.buttons import Press, Verb, about, event_of, parse
from domain.ids import EventKey


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("v1:card:AbC-_123:4", Press(verb=Verb.CARD, id="AbC-_123", arg="4")),
        ("v1:run:status", Press(verb=Verb.RUN, id="status")),
        ("v1:fresh:tag:закат", Press(verb=Verb.FRESH, id="tag", arg="закат")),
    ],
)
def test_buttons_come_back_as_they_went(data: str, expected: Press) -> None:
    assert parse(data) == expected
    assert str(expected) == data


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="nothing"),
        pytest.param("", id="empty"),
        pytest.param("v1", id="no verb"),
        pytest.param("v1:run", id="no id"),
        pytest.param("v1:run:", id="empty id"),
        pytest.param("v2:run:status", id="another version"),
        pytest.param("v1:burn:status", id="no verb of ours"),
        pytest.param("v1:run:status:", id="empty argument"),
        pytest.param("v1:run:a:b:c", id="one part too many"),
        pytest.param("v1:run:a b", id="a blank"),
        pytest.param("v1:run:status\n", id="a line end"),
        pytest.param(f"v1:run:{'x' * 58}", id="65 bytes"),
        pytest.param("v1:fresh:tag:" + "й" * 26, id="65 bytes in 39 letters"),
    ],
)
def test_what_no_button_says_is_nothing(data: str | None) -> None:
    assert parse(data) is None


@pytest.mark.parametrize(
    ("press", "fits"),
    [
        (Press(verb=Verb.RUN, id="x" * 57), True),
        (Press(verb=Verb.RUN, id="x" * 58), False),
        (Press(verb=Verb.RUN, id="tag", arg="two words"), False),
        (Press(verb=Verb.RUN, id="tag", arg="a:b"), False),
    ],
)
def test_a_press_knows_whether_a_button_carries_it(press: Press, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    assert press.fits is fits


@pytest.mark.parametrize(
    "key", ["request:37998182:1773496920", "media:1874240378153466907_37998182", "comment:17865"]
)
def test_events_find_their_way_through_a_button(key: str) -> None:
    press = parse(str(about(Verb.WHY, EventKey(key))))
    assert press is not None
    assert event_of(press) == key
