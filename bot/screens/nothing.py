"""Lists without photos: what was searched, and where to look instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import cut, t
from bot.language import say
from bot.queries import ListKind
from bot.screen import Screen, Tap, in_rows, keyboard, label, taps
from bot.screens.empty import offer_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.html import Html
    from bot.queries import Query
    from bot.screen import Row

_PER_ROW = 2


def of_somebody(query: Query, title: str) -> Screen:
    """Somebody has no photos, or none of the wanted time."""
    page = Tap(label=say("👤 Profile"), press=Press(verb=Verb.USER, id=query.value))
    if query.span is None:
        return Screen(text=t("{}: there are none.", cut(title, 80)), keyboard=keyboard(taps(page, _feed())))
    ever = Tap(label=say("🖼 Of any time"), press=Press(verb=Verb.POSTS, id=query.value))
    return Screen(text=t("{}: there are none of that time.", cut(title, 80)), keyboard=keyboard(taps(ever, page)))


def of_place(query: Query, title: str) -> Screen:
    """No photos from a place, or none of the wanted time."""
    page = Tap(label=say("📍 On the map"), press=Press(verb=Verb.PLACE, id=query.value))
    if query.span is None:
        text = t("{}: there are no photos from here.", cut(title, 80))
        return Screen(text=text, keyboard=keyboard(taps(page, _places())))
    ever = Tap(label=say("📷 Of any time"), press=Press(verb=Verb.HERE, id=query.value))
    text = t("{}: there are no photos of that time from here.", cut(title, 80))
    return Screen(text=text, keyboard=keyboard(taps(ever, page)))


def listed(kind: ListKind, tags: Sequence[str]) -> Screen:
    """A list of the owner's or of everybody's that is empty."""
    said = {
        ListKind.FEED: t("Your feed is empty: nobody whom you follow has posted anything."),
        ListKind.LIKED: t("You like no photos yet. ♥ below a photo likes it."),
        ListKind.POPULAR: t("Nothing is popular at the moment; the network calls this list deprecated."),
    }
    others = [tap for one, tap in (("feed", _feed()), ("popular", _popular())) if one != kind]
    text: Html = said.get(kind, t("No photos are there."))
    return Screen(text=text, keyboard=keyboard(taps(*others), *offer_tags(tags)))


def in_area(number: str, areas: Sequence[str]) -> Screen:
    """No photos in an area of the application."""
    others = [area for area in areas if area != number]
    return Screen(
        text=t("No photos in area {}.", cut(number, 40)), keyboard=keyboard(*offer_areas(others), taps(_near()))
    )


def which_area(areas: Sequence[str]) -> Screen:
    """An area is missing."""
    watched = t("These are watched by your rules:") if areas else t("Your rules watch none.")
    return Screen(
        text=t(
            "Which area? <code>/geo number</code> shows the photos of one that your application subscribed to. {}",
            watched,
        ),
        keyboard=keyboard(*offer_areas(areas), taps(_near())),
    )


def unknown_area(text: str, areas: Sequence[str]) -> Screen:
    """No area has this number."""
    return Screen(
        text=t("Your application has no area with the number {}.", cut(text, 40)),
        keyboard=keyboard(*offer_areas(areas), taps(_near())),
    )


def which_place(places: Sequence[str]) -> Screen:
    """A place is missing."""
    return Screen(
        text=t(
            "Which place? Press 📍 below a photo, send its number like <code>/place number</code>, or find one with"
            " <code>/places</code>."
        ),
        keyboard=keyboard(*_offer_places(places), taps(_places())),
    )


def unknown_place(text: str) -> Screen:
    """No place has this number."""
    return Screen(
        text=t("There is no place with the number {}. Press 📍 below a photo to see one.", cut(text, 40)),
        keyboard=keyboard(taps(_places())),
    )


def no_span(text: str) -> Screen:
    """What was typed as a span of time is none."""
    return Screen(
        text=t(
            "“{}” is no span of time; write for example <code>2026-11-01..2026-11-05</code>, <code>7d..</code>"
            " or <code>yesterday</code>.",
            cut(text, 60),
        )
    )


def no_count(text: str) -> Screen:
    """What was typed as a count is none."""
    return Screen(text=t("“{}” is no number of photos; write 1 to 100.", cut(text, 40)))


def offer_areas(areas: Sequence[str]) -> tuple[Row, ...]:
    """Areas as buttons."""
    buttons = [Tap(label=label(f"🌐 {area}"), press=Press(verb=Verb.RUN, id="geo", arg=area)) for area in areas]
    return in_rows(buttons, _PER_ROW)


def _offer_places(places: Sequence[str]) -> tuple[Row, ...]:
    buttons = [Tap(label=label(f"📍 {place}"), press=Press(verb=Verb.PLACE, id=place)) for place in places]
    return in_rows(buttons, _PER_ROW)


def _feed() -> Tap:
    return Tap(label=say("📰 Feed"), press=Press(verb=Verb.RUN, id="feed"))


def _popular() -> Tap:
    return Tap(label=say("🔥 Popular"), press=Press(verb=Verb.RUN, id="popular"))


def _near() -> Tap:
    return Tap(label=say("🧭 Near me"), press=Press(verb=Verb.RUN, id="near"))


def _places() -> Tap:
    return Tap(label=say("🏠 Places"), press=Press(verb=Verb.RUN, id="places"))
