"""Keyboards under messages and below the input, within Telegram's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandbox.telegram.entities import link
from sandbox.telegram.errors import bad_request

if TYPE_CHECKING:
    from sandbox.telegram.wire import Json

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
DATA_BYTES = 64
COPY_LENGTH = 256
PLACEHOLDER_LENGTH = 64
STYLES = frozenset({"danger", "success", "primary"})

_UNREADABLE = "can't parse reply keyboard markup JSON object"
_BUTTON = "can't parse inline keyboard button: "


class CopyText(BaseModel):
    """The text a button puts into the clipboard."""

    text: str


class InlineButton(BaseModel):
    """A button under a message."""

    text: str = ""
    callback_data: str | None = None
    url: str | None = None
    copy_text: CopyText | None = None
    style: str | None = None


class InlineKeyboard(BaseModel):
    """Rows of buttons under a message."""

    inline_keyboard: list[list[InlineButton]]


class ReplyButton(BaseModel):
    """A button below the input; pressing it sends its text or the visitor's place."""

    text: str = Field(min_length=1)
    request_location: bool = False
    style: str | None = None


class OpenKeyboard(BaseModel):
    """What a bot lays below the input: a keyboard, its removal, or a request for a reply."""

    model_config = ConfigDict(extra="ignore")

    keyboard: list[list[ReplyButton | str]] | None = None
    remove_keyboard: bool | None = None
    force_reply: bool | None = None
    one_time_keyboard: bool = False
    input_field_placeholder: str | None = Field(default=None, max_length=PLACEHOLDER_LENGTH)


@dataclass(frozen=True, kw_only=True, slots=True)
class Markup:
    """A `reply_markup`, sorted by where it is shown."""

    inline: Json | None = None
    below: Json | None = None
    """As it lies below the input; `{}` takes away what lies there, None leaves it."""


def read_markup(raw: str | None) -> Markup:
    """The `reply_markup` of a new message.

    Raises:
        ApiError: not a keyboard, or one that Telegram would refuse.
    """
    if not raw:
        return Markup()
    try:
        return Markup(inline=_inline(InlineKeyboard.model_validate_json(raw)))
    except ValidationError:
        pass
    try:
        given = OpenKeyboard.model_validate_json(raw)
    except ValidationError as error:
        raise bad_request(_UNREADABLE) from error
    return _below(given)


def read_inline(raw: str | None) -> Json | None:
    """The `reply_markup` of an edit: only keyboards under messages."""
    markup = read_markup(raw)
    if markup.below is not None:
        raise bad_request("inline keyboard expected")
    return markup.inline


def callback_data(markup: Json | None) -> set[str]:
    """The data of all buttons of a stored keyboard."""
    if markup is None:
        return set()
    rows = InlineKeyboard.model_validate(markup).inline_keyboard
    return {button.callback_data for row in rows for button in row if button.callback_data}


def _below(given: OpenKeyboard) -> Markup:
    if given.remove_keyboard:
        return Markup(below={})
    if given.force_reply:
        return Markup(below={"force_reply": True, "placeholder": given.input_field_placeholder})
    if not given.keyboard:
        raise bad_request(_UNREADABLE)
    _check_size([len(row) for row in given.keyboard])
    rows = [[ReplyButton(text=it) if isinstance(it, str) else it for it in row] for row in given.keyboard]
    return Markup(
        below={
            "rows": [[button.model_dump(exclude_none=True) for button in row] for row in rows],
            "once": given.one_time_keyboard,
            "placeholder": given.input_field_placeholder,
        }
    )


def _inline(keyboard: InlineKeyboard) -> Json | None:
    rows = [row for row in keyboard.inline_keyboard if row]
    _check_size([len(row) for row in rows])
    for row in rows:
        for button in row:
            _check(button)
    if not rows:
        return None
    return {"inline_keyboard": [[button.model_dump(exclude_none=True) for button in row] for row in rows]}


def _check_size(rows: list[int]) -> None:
    if sum(rows) > MOST_BUTTONS or max(rows, default=0) > MOST_IN_A_ROW:
        raise bad_request("reply markup is too long")


def _check(button: InlineButton) -> None:
    if not button.text.strip():
        raise bad_request(_BUTTON + 'Field "text" must be non-empty')
    if button.style is not None and button.style not in STYLES:
        raise bad_request(_BUTTON + "Invalid button style specified")
    actions = [it for it in (button.callback_data, button.url, button.copy_text) if it is not None]
    if not actions:
        raise bad_request(_BUTTON + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(_BUTTON + "Exactly one of the optional fields must be used")
    if button.callback_data is not None and not 1 <= len(button.callback_data.encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= COPY_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.url is not None and not _is_address(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")


def _is_address(url: str) -> bool:
    return link(url) is not None and not re.search(r"\s", url)
