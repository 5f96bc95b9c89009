"""Places: one on a map, and several around a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.around import RADII
from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, cut, fitting, t
from bot.language import say, several
from bot.screen import Screen, Tap, Venue, in_rows, keyboard, taps
from bot.screens.surroundings import far, photos_around, places_around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.around import Around
    from bot.html import Html
    from bot.screen import Row
    from domain.media import Place

_LISTED = 20
_PER_ROW = 5


def page(place: Place) -> Venue | Screen:
    """The place on a map; in words when nobody knows where it lies."""
    name = cut(place.name or say("A place without a name"), 100)
    if place.latitude is None or place.longitude is None:
        text = t("📍 <b>{}</b>\nNobody knows where on the map it lies.", name)
        return Screen(text=text, keyboard=keyboard(_photos_of(place)))
    return Venue(
        name=name,
        address=f"{place.latitude:.4f}, {place.longitude:.4f}",
        latitude=place.latitude,
        longitude=place.longitude,
        keyboard=keyboard((*_photos_of(place), *taps(photos_around(place.latitude, place.longitude)))),
    )


def around(places: Sequence[Place], looked: Around) -> Screen:
    """The places around a point, each to open by its number, and what else is there."""
    wider = next((metres for metres in RADII if metres > looked.metres), None)
    farther = [] if wider is None else [places_around(looked.within(metres=wider), say("🏠 Within {}", far(wider)))]
    beyond = taps(*farther, photos_around(looked.latitude, looked.longitude))
    if not places:
        text = t("No places within {} of {}.", far(looked.metres), looked.point)
        return Screen(text=text, keyboard=keyboard(beyond))
    count = several("{} place", "{} places", len(places), len(places))
    return _listed(t("🏠 <b>{}</b> within {} of {}", count, far(looked.metres), looked.point), places, beyond)


def of_service(places: Sequence[Place], wanted: str) -> Screen:
    """What another service's number leads to."""
    if places:
        return _listed(t("🏠 <b>{}</b>", cut(wanted, 60)), places, ())
    return Screen(
        text=t(
            "No place is known as {}. Share a place with 📎, or send <code>/places 52.52 13.405</code>,"
            " to see those around it.",
            cut(wanted, 60),
        )
    )


def _listed(head: Html, places: Sequence[Place], beyond: Row) -> Screen:
    shown = places[:_LISTED]
    buttons = [
        Tap(label=str(number), press=Press(verb=Verb.PLACE, id=place.id))
        for number, place in enumerate(shown, 1)
        if place.id is not None
    ]
    return Screen(
        text=fitting((head, *_rows(shown)), TEXT_LIMIT), keyboard=keyboard(*in_rows(buttons, _PER_ROW), beyond)
    )


def _rows(places: Sequence[Place]) -> Iterator[Html]:
    for number, place in enumerate(places, 1):
        yield t("{}. {}", number, cut(place.name or say("A place without a name"), 80))


def _photos_of(place: Place) -> Row:
    if place.id is None:
        return ()
    return taps(Tap(label=say("📷 Media here"), press=Press(verb=Verb.HERE, id=place.id)))
