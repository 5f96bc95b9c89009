"""What is said around a question whose answer is typed."""

from __future__ import annotations

from bot.html import cut, t
from bot.screen import Screen


def cancelled(what: str) -> Screen:
    """Nobody waits for the words any more."""
    return Screen(text=t("✖ Cancelled: {}.", cut(what, 200)))


def nothing_to_cancel() -> Screen:
    """Nothing was asked."""
    return Screen(text=t("There is nothing to cancel: I do not wait for any words of yours."))


def words_please(what: str) -> Screen:
    """Something came that has no words."""
    return Screen(text=t("I wait for words here: {}. Type them, or /cancel.", cut(what, 200)))


def too_late(what: str) -> Screen:
    """The question has ended."""
    return Screen(
        text=t("That question is out of date ({}), so nothing was done. Here is how it stands:", cut(what, 200))
    )
