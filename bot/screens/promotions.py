"""Rules that would act by themselves, and ask until somebody promotes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.html import TEXT_LIMIT, Html, cut, fitting, t
from bot.phrasing import counted
from bot.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from storage.standings import Standing


def told(sentence: str) -> Screen:
    """What came of it."""
    return Screen(text=t("{}", cut(sentence, 300)))


def waiting(held: Sequence[Standing], present: Present) -> Screen:
    """Every rule that waits, with what it has shown so far."""
    if not held:
        return Screen(text=t("Every rule goes as far as its file says."))
    head = t("New or changed, so asking until you promote them:")
    rows = [_row(one, present) for one in sorted(held, key=lambda one: one.rule)]
    how = t("<i>/promote rule lets it act by itself once it has shown enough, /promote rule now at once.</i>")
    return Screen(text=fitting((head, *rows, how), TEXT_LIMIT))


def _row(one: Standing, present: Present) -> Html:
    if one.first_matched_at is None:
        return t("• <code>{}</code> has not matched yet", cut(one.rule, 100))
    since = present.clock(one.first_matched_at)
    return t("• <code>{}</code>: {} since {}", cut(one.rule, 100), counted(one.matches, "match", "matches"), since)
