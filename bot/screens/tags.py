"""Tags that begin alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, cut, fitting, t
from bot.language import several
from bot.phrasing import amount
from bot.screen import Screen, Tap, in_rows, keyboard, label
from bot.screens.empty import offer_tags
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.html import Html
    from domain.media import Tag

_LISTED = 20
_PER_ROW = 3


def found(beginning: str, tags: Sequence[Tag]) -> Screen:
    """The tags that begin so, with how often each is used; a button shows its photos."""
    shown = tags[:_LISTED]
    count = several("{} tag", "{} tags", len(tags), len(tags))
    head = t("🏷 <b>{}</b> like #{}", count, cut(beginning, 60))
    buttons = [Tap(label=label(f"#{tag.name}"), press=Press(verb=Verb.RUN, id="tag", arg=tag.name)) for tag in shown]
    return Screen(text=fitting((head, *map(_row, shown)), TEXT_LIMIT), keyboard=keyboard(*in_rows(buttons, _PER_ROW)))


def none_found(beginning: str, others: Sequence[str]) -> Screen:
    """No tag begins so."""
    return Screen(text=t("No tag begins with #{}.", cut(beginning, 60)), keyboard=offer_tags(others))


def which_beginning(others: Sequence[str]) -> Screen:
    """The beginning is missing."""
    return Screen(text=t("How do the tags begin? For example <code>/tags sun</code>."), keyboard=offer_tags(others))


def _row(tag: Tag) -> Html:
    if tag.media_count is UNKNOWN:
        return t("#{}", cut(tag.name, 60))
    return t("#{} · {}", cut(tag.name, 60), several("{} post", "{} posts", tag.media_count, amount(tag.media_count)))
