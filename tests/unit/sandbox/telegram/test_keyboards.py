from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.keyboards import callback_data, read_inline, read_markup

if TYPE_CHECKING:
    from sandbox.telegram.wire import Json


def inline(*buttons: dict[str, object], rows: int = 1) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)] * rows})


def press(data: str = "x") -> dict[str, object]:
    return {"text": "Go", "callback_data": data}


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(inline(press("x" * 64)), id="64 bytes"),
        pytest.param(inline(press("é" * 32)), id="64 bytes in 32 letters"),
        pytest.param(inline(*[press()] * 8), id="eight in a row"),
        pytest.param(inline(*[press()] * 5, rows=20), id="a hundred"),
        pytest.param(inline({"text": "Open", "url": "https://example.org/x"}), id="address"),
        pytest.param(inline({"text": "Open", "url": "http://127.0.0.1:8000"}), id="address of this machine"),
        pytest.param(inline({"text": "Copy", "copy_text": {"text": "x" * 256}}), id="copy"),
        pytest.param(inline({**press(), "style": "success"}), id="style"),
    ],
)
def test_what_telegram_takes(raw: str) -> None:
    assert read_inline(raw) == json.loads(raw)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        pytest.param(inline(press("")), "BUTTON_DATA_INVALID", id="no data"),
        pytest.param(inline(press("x" * 65)), "BUTTON_DATA_INVALID", id="65 bytes"),
        pytest.param(inline(press("é" * 33)), "BUTTON_DATA_INVALID", id="66 bytes in 33 letters"),
        pytest.param(inline(*[press()] * 9), "reply markup is too long", id="nine in a row"),
        pytest.param(inline(press(), rows=101), "reply markup is too long", id="a hundred and one"),
        pytest.param(inline({"text": "Go"}), "Text buttons are unallowed", id="does nothing"),
        pytest.param(inline({**press(), "url": "https://e.org"}), "Exactly one", id="does two things"),
        pytest.param(inline({"text": " ", "callback_data": "x"}), "must be non-empty", id="no text"),
        pytest.param(inline({**press(), "style": "gold"}), "Invalid button style", id="style"),
        pytest.param(
            inline({"text": "Open", "url": "http://localhost:8000"}),
            "URL 'http://localhost:8000' is invalid: Wrong HTTP URL",
            id="host without a dot",
        ),
        pytest.param(inline({"text": "Copy", "copy_text": {"text": "x" * 257}}), "COPY_TEXT_INVALID", id="copy"),
        pytest.param("{", "can't parse reply keyboard markup JSON object", id="no JSON"),
        pytest.param("{}", "can't parse reply keyboard markup JSON object", id="no keyboard"),
        pytest.param('{"inline_keyboard": {}}', "can't parse reply keyboard", id="no rows"),
    ],
)
def test_what_telegram_refuses(raw: str, complaint: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_markup(raw)
    assert caught.value.status == 400
    assert complaint in caught.value.description


def test_an_empty_keyboard_is_none() -> None:
    assert read_inline('{"inline_keyboard": []}') is None
    assert read_inline('{"inline_keyboard": [[]]}') is None
    assert read_inline(None) is None


@pytest.mark.parametrize(
    ("raw", "below"),
    [
        pytest.param('{"remove_keyboard": true}', {}, id="take away"),
        pytest.param(
            '{"force_reply": true, "input_field_placeholder": "Say"}',
            {"force_reply": True, "placeholder": "Say"},
            id="reply",
        ),
        pytest.param(
            '{"keyboard": [["Yes", {"text": "Here", "request_location": true}]], "one_time_keyboard": true}',
            {
                "rows": [[{"text": "Yes", "request_location": False}, {"text": "Here", "request_location": True}]],
                "once": True,
                "placeholder": None,
            },
            id="keys",
        ),
    ],
)
def test_what_lies_below_the_input(raw: str, below: dict[str, object]) -> None:
    markup = read_markup(raw)
    assert (markup.inline, markup.below) == (None, below)
    with pytest.raises(ApiError, match="inline keyboard expected"):
        read_inline(raw)


def test_a_long_placeholder_is_refused() -> None:
    with pytest.raises(ApiError):
        read_markup(json.dumps({"force_reply": True, "input_field_placeholder": "x" * 65}))


def test_the_data_of_a_keyboard() -> None:
    markup: Json = {
        "inline_keyboard": [[{"text": "a", "callback_data": "1"}], [{"text": "b", "url": "https://e.org"}]]
    }
    assert callback_data(markup) == {"1"}
    assert callback_data(None) == set()
