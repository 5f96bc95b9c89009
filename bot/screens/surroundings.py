"""Around a point on the map: how else to look, and where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.around import DAYS, RADII
from bot.buttons import Press, Verb
from bot.html import Html, cut, t
from bot.language import say, several
from bot.queries import ListKind
from bot.screen import Screen, Tap, keyboard, taps

if TYPE_CHECKING:
    from bot.around import Around
    from bot.screen import Row


def share_place(example: str, *, wrong: str = "") -> Screen:
    """Where to look was not said, or is no place that can be looked around."""
    said = t("“{}” is no place that I can look around. ", cut(wrong, 80)) if wrong else Html("")
    return Screen(
        text=t(
            "{}Share where you are with the button below, or any place with 📎, or send one like"
            " <code>{}</code>: at most 5 km around, and 7 days back.",
            said,
            example,
        ),
        shares_place=True,
    )


def otherwise(looked: Around) -> tuple[Row, ...]:
    """The same point with another reach, another time, or its places."""
    reach = [_look(looked.within(metres=metres), far(metres), looked) for metres in RADII]
    time = [_look(looked.within(days=days), _long(days), looked) for days in DAYS]
    return (taps(*reach), taps(*time, places_around(looked, say("🏠 Places"))))


def places_around(looked: Around, label: str) -> Tap:
    """The button that lists the places there."""
    where = f"{looked.latitude:.5f},{looked.longitude:.5f},{looked.metres}"
    return Tap(label=label, press=Press(verb=Verb.RUN, id="places", arg=where))


def photos_around(latitude: float, longitude: float) -> Tap:
    """The button that shows photos around a point."""
    where = f"{latitude:.5f},{longitude:.5f}"
    return Tap(label=say("🧭 Around here"), press=Press(verb=Verb.RUN, id="near", arg=where))


def nothing_near(looked: Around) -> Screen:
    """No photos there."""
    since = t("of today") if not looked.days else t("of the last {} days", looked.days)
    farthest = looked.metres >= RADII[-1] and looked.days >= DAYS[-1]
    hint = t("The network looks no farther.") if farthest else t("Look farther, or longer back?")
    return Screen(
        text=t("No photos {} within {} of {}. {}", since, far(looked.metres), looked.point, hint),
        keyboard=keyboard(*otherwise(looked)),
    )


def far(metres: int) -> str:
    """A reach as people say it: 500 m, 1 km."""
    return say("{} m", metres) if metres % 1000 else say("{} km", metres // 1000)


def reach(looked: Around) -> str:
    """How far around and how far back: 1 km, 5 days."""
    back = several("{} day", "{} days", looked.days, looked.days) if looked.days else say("today")
    return f"{far(looked.metres)}, {back}"


def _look(looked: Around, label: str, now: Around) -> Tap:
    press = Press(verb=Verb.FRESH, id=ListKind.NEAR, arg=looked.key)
    return Tap(label=f"• {label} •" if looked == now else label, press=press)


def _long(days: int) -> str:
    return say("{} d", days) if days else say("today")
