"""Nothing was found, or nothing was understood: what was tried, and what is nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import Html, cut, t
from bot.screen import Screen, Tap, keyboard, label, taps
from bot.screens.people import handle

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def nobody_named(name: str, people: Sequence[Person]) -> Screen:
    """Nobody has exactly this name; people with one like it."""
    buttons = [
        Tap(label=label(f"@{person.username}"), press=Press(verb=Verb.USER, id=person.id)) for person in people
    ]
    ask = t(" Did you mean one of these?") if buttons else t(" Names are written as in their page's address.")
    return Screen(text=t("Nobody is called {}.{}", handle(name), ask), keyboard=_grid(buttons))


def which_place(places: Sequence[str]) -> Screen:
    """A place is missing."""
    buttons = [Tap(label=label(f"📍 {place}"), press=Press(verb=Verb.PLACE, id=place)) for place in places]
    return Screen(
        text=t("Which place? Press 📍 below a photo, or send its number: <code>/at number</code>."),
        keyboard=_grid(buttons),
    )


def unknown_place(text: str) -> Screen:
    """No place has this number."""
    return Screen(text=t("There is no place with the number {}. Press 📍 below a photo to see one.", cut(text, 40)))


def not_understood(suggestions: Sequence[Press]) -> Screen:
    """Free text that means nothing to us."""
    return Screen(text=t("I did not get that. Try one of these:"), keyboard=_runs(suggestions))


def unknown_command(typed: str, suggestions: Sequence[Press]) -> Screen:
    """A command that is none, with the nearest that is one."""
    return Screen(text=t("I do not know /{}. Did you mean this?", cut(typed, 40)), keyboard=_runs(suggestions))


def location() -> Screen:
    """A place on the map was shared."""
    return Screen(
        text=t(
            "Thank you. I can show a place by its number, not yet by a point on the map:"
            " press 📍 below a photo, or send <code>/at</code> with the number."
        )
    )


def offer_tags(tags: Sequence[str]) -> tuple[tuple[Tap, ...], ...]:
    """Tags as buttons."""
    buttons = [Tap(label=label(f"#{tag}"), press=Press(verb=Verb.RUN, id="tag", arg=tag)) for tag in tags]
    return _grid(buttons)


def _runs(presses: Sequence[Press]) -> tuple[tuple[Tap, ...], ...]:
    return _grid([Tap(label=label(" ".join(filter(None, (f"/{p.id}", p.arg)))), press=p) for p in presses])


def _grid(buttons: Sequence[Tap]) -> tuple[tuple[Tap, ...], ...]:
    good = [button for button in buttons if button.press.fits]
    return tuple(tuple(good[start : start + _PER_ROW]) for start in range(0, len(good), _PER_ROW))
