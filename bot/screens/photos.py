"""A photo of a list, paged in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, Html, cut, fitting, joined, t
from bot.phrasing import amount
from bot.screen import Screen, Tap, keyboard, label, link, taps
from bot.screens.people import handle
from domain.details import Picturing
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from bot.phrasing import Present
    from bot.screen import Row
    from domain.media import Media

_CAPTION_UNITS = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where in its list a photo stands."""

    title: str
    """What the list is: #sunset, or whose photos."""
    note: str
    """What else is known of the list: 1.2 M posts."""
    token: str
    n: int
    """From 0."""
    count: int
    more: bool
    """Whether older photos can be fetched."""
    fresh: Press
    """Shows the list anew."""


def card(media: Media, spot: Spot, present: Present) -> Screen:
    """The photo with its words below, and buttons for what can be done with it."""
    title = joined((t("<b>{}</b>", cut(spot.title, 60)), t("{} of {}", spot.n + 1, spot.count), t("{}", spot.note)))
    return Screen(
        text=fitting((title, byline(media, present), words(media, _CAPTION_UNITS)), CAPTION_LIMIT),
        picture=picture_of(media),
        keyboard=keyboard(_doing(media, spot), (*_paging(spot), *_opening(media))),
    )


def byline(media: Media, present: Present) -> Html:
    """Whose, where and when: @mira · Lisbon · 2 h."""
    place = media.location if media.location is not UNKNOWN else None
    where = t("{}", cut(place.name, 60)) if place and place.name else Html("")
    return joined((handle(media.author.username), where, t("{}", present.since(media.created_at))))


def words(media: Media, limit: int) -> Html | None:
    """What the author wrote, cut to `limit`."""
    if media.caption is UNKNOWN or not media.caption:
        return None
    return t("{}", cut(media.caption, limit))


def picture_of(media: Media, wished: Picturing = Picturing.FULL) -> str | None:
    """The address of the picture that is wished, or of the other one where there is no such."""
    if wished is Picturing.NONE:
        return None
    renditions = (media.picture, media.thumbnail)
    for rendition in renditions if wished is Picturing.FULL else reversed(renditions):
        if rendition is not UNKNOWN and rendition is not None:
            return rendition.url
    return None


def _doing(media: Media, spot: Spot) -> Row:
    heart = "❤️" if media.liked_by_me is True else "♥"
    likes = heart if media.likes is UNKNOWN else f"{heart} {amount(media.likes)}"
    buttons = [
        Tap(label=likes, press=Press(verb=Verb.LIKE, id=spot.token, arg=str(spot.n))),
        Tap(label=f"👤 {label(media.author.username)}", press=Press(verb=Verb.USER, id=media.author.id)),
    ]
    place = media.location if media.location is not UNKNOWN else None
    if place is not None and place.id is not None:
        name = label(place.name or "Place")
        buttons.append(Tap(label=f"📍 {name}", press=Press(verb=Verb.PLACE, id=place.id)))
    return taps(*buttons)


def _paging(spot: Spot) -> Row:
    def turn(sign: str, n: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.CARD, id=spot.token, arg=str(n)))

    return taps(
        *([turn("◀", spot.n - 1)] if spot.n > 0 else []),
        Tap(label=f"{spot.n + 1}/{spot.count}", press=spot.fresh),
        *([turn("▶", spot.n + 1)] if spot.n + 1 < spot.count or spot.more else []),
    )


def _opening(media: Media) -> Row:
    return link("🔗 Open", media.link) if media.link is not UNKNOWN and media.link else ()
