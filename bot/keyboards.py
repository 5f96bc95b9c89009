"""Buttons as Telegram's objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.html import cut
from bot.language import say
from bot.screen import Tap

if TYPE_CHECKING:
    from bot.screen import Link, Row, Screen


_PLACEHOLDER_UNITS = 64


def markup(screen: Screen) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply | None:
    """What a new message of this screen lays below itself, or below the input; None for neither."""
    if screen.shares_place:
        share = KeyboardButton(say("📍 Share location"), request_location=True)
        return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)
    if screen.prompt is not None:
        words = cut(screen.prompt.placeholder, _PLACEHOLDER_UNITS)
        return ForceReply(selective=True, input_field_placeholder=words or None)
    return inline(screen.keyboard)


def inline(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    """Rows of buttons; None without any."""
    found = [[_button(button) for button in row] for row in rows]
    return InlineKeyboardMarkup(found) if found else None


def _button(button: Tap | Link) -> InlineKeyboardButton:
    if isinstance(button, Tap):
        return InlineKeyboardButton(button.label, callback_data=str(button.press), style=button.style)
    return InlineKeyboardButton(button.label, url=button.url)
