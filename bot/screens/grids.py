"""Photos of a list side by side, and the buttons below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, cut, fitting, joined, t
from bot.language import say
from bot.screen import Album, Screen, Shot, Tap, in_rows, keyboard, taps
from bot.screens.photos import GRID_SIZE, byline, picture_of, words
from domain.details import Picturing
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.html import Html
    from bot.phrasing import Present
    from bot.screen import Row
    from bot.screens.photos import Spot
    from domain.media import Media

_PER_ROW = 5
_CAPTION_UNITS = 200


def album(photos: Sequence[Media], start: int, present: Present) -> Album:
    """The photos as thumbnails, each with its number in the list."""
    return Album(shots=tuple(_shot(media, number, present) for number, media in enumerate(photos, start + 1)))


def control(photos: Sequence[Media], spot: Spot) -> Screen:
    """Which photos stand above it; each opens by its number. `spot` is that of the first."""
    first, last = spot.n + 1, spot.n + len(photos)
    which = t("{}", first) if first == last else t("{}–{}", first, last)  # noqa: RUF001 - a range
    return Screen(
        text=fitting(
            (joined((t("{} of <b>{}</b>", which, cut(spot.title, 80)), t("{}", spot.note))), _how()), TEXT_LIMIT
        ),
        keyboard=keyboard(
            *in_rows([_opening(spot, n) for n in range(spot.n, spot.n + len(photos))], _PER_ROW),
            _paging(spot, last),
        ),
    )


def _how() -> Html:
    return t("<i>A number opens its photo.</i>")


def _shot(media: Media, number: int, present: Present) -> Shot:
    caption = fitting(
        (joined((t("{}", number), byline(media, present))), words(media, _CAPTION_UNITS)), CAPTION_LIMIT
    )
    known = media.link if media.link is not UNKNOWN else None
    told = t('{} <a href="{}">{}</a>', caption, known, say("open")) if known else caption
    return Shot(picture=picture_of(media, Picturing.THUMBNAIL), caption=caption, told=told)


def _opening(spot: Spot, n: int) -> Tap:
    return Tap(label=str(n + 1), press=Press(verb=Verb.OPEN, id=spot.token, arg=str(n)))


def _paging(spot: Spot, last: int) -> Row:
    def turn(label: str, start: int) -> Tap:
        return Tap(label=label, press=Press(verb=Verb.GRID, id=spot.token, arg=str(start)))

    return taps(
        *([turn(say("◀ Back"), spot.n - GRID_SIZE)] if spot.n else []),
        Tap(label=say("🖼 Cards"), press=spot.fresh),
        *([turn(say("Next ▶"), last)] if last < spot.count or spot.more else []),
    )
