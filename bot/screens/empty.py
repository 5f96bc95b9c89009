"""Nothing was found, or nothing was understood: what was tried, and what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import Html, cut, t
from bot.screen import Screen, Tap, in_rows, keyboard, label, taps
from bot.screens.people import handle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screen import Row
    from domain.people import Person

_PER_ROW = 2


def no_photos(what: str, tags: Sequence[str]) -> Screen:
    """A list without photos, with tags that have some."""
    more = t(" How about one of these?") if tags else Html("")
    return Screen(text=t("No photos of {}.{}", cut(what, 80), more), keyboard=offer_tags(tags))


def which_tag(tags: Sequence[str]) -> Screen:
    """A tag is missing."""
    return Screen(
        text=t("Which tag? For example <code>/tag sunset</code>, or just <code>#sunset</code>."),
        keyboard=offer_tags(tags),
    )


def not_a_tag(text: str, tags: Sequence[str]) -> Screen:
    """What was given cannot be a tag."""
    return Screen(
        text=t("“{}” is no tag: a tag is one word of letters, digits and _.", cut(text, 80)),
        keyboard=offer_tags(tags),
    )


def which_user(me: str) -> Screen:
    """A name is missing."""
    return Screen(
        text=t("Whose page? Send <code>/user name</code>, or just <code>@name</code>."),
        keyboard=keyboard(taps(Tap(label="👤 You", press=Press(verb=Verb.USER, id=me)))),
    )


def which_name() -> Screen:
    """A name to search for is missing."""
    return Screen(
        text=t("Whom shall I look for? Send <code>/find anna</code>, or for ten <code>/find anna 10</code>.")
    )


def nobody_named(name: str, people: Sequence[Person]) -> Screen:
    """Nobody has exactly this name; people with one like it."""
    buttons = [
        Tap(label=label(f"@{person.username}"), press=Press(verb=Verb.USER, id=person.id)) for person in people
    ]
    ask = t(" Did you mean one of these?") if buttons else t(" Names are written as in their page's address.")
    return Screen(text=t("Nobody is called {}.{}", handle(name), ask), keyboard=in_rows(buttons, _PER_ROW))


def not_understood(suggestions: Sequence[Press]) -> Screen:
    """Free text that means nothing to us."""
    return Screen(text=t("I did not get that. Try one of these:"), keyboard=_runs(suggestions))


def offer_tags(tags: Sequence[str]) -> tuple[Row, ...]:
    """Tags as buttons."""
    buttons = [Tap(label=label(f"#{tag}"), press=Press(verb=Verb.RUN, id="tag", arg=tag)) for tag in tags]
    return in_rows(buttons, _PER_ROW)


def _runs(presses: Sequence[Press]) -> tuple[Row, ...]:
    return in_rows(
        [Tap(label=label(" ".join(filter(None, (f"/{p.id}", p.arg)))), press=p) for p in presses], _PER_ROW
    )
