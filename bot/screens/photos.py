"""A photo of a list, paged in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, Html, cut, fitting, joined, t
from bot.language import say
from bot.phrasing import amount
from bot.screen import Screen, Tap, in_rows, keyboard, label, link, taps
from bot.screens.people import handle
from domain.details import Picturing
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.media import Media
    from domain.unknown import Maybe

GRID_SIZE = 10
"""As many photos as Telegram puts side by side."""
_CAPTION_UNITS = 600
_NAME_UNITS = 9
"""Of a name on a button that shares its row with three others."""
_TAGS = 6
_TAGS_PER_ROW = 3
_BEGINNING = 4
"""Letters that similar tags have in common."""


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
    alone: bool = False
    """Whether it is no list, but a single photo."""
    below: tuple[Row, ...] = ()
    """How else the list can be looked at."""


def card(media: Media, spot: Spot, present: Present) -> Screen:
    """The photo with its words below, and buttons for what can be done with it."""
    return _with(media, spot, present, (_doing(media, spot), _paging(spot), *spot.below, _further(spot)))


def more(media: Media, spot: Spot, present: Present, also: Sequence[Tap]) -> Screen:
    """The same with what is wished for less often; `also` depends on the list, and on what is known of the photo."""
    tags = media.tags if media.tags is not UNKNOWN else ()
    named = [Tap(label=label(f"#{tag}"), press=Press(verb=Verb.RUN, id="tag", arg=tag)) for tag in tags[:_TAGS]]
    back = taps(Tap(label=say("↻ Anew"), press=spot.fresh), Tap(label=say("↩ Back"), press=_here(Verb.CARD, spot)))
    likers = Tap(label=say("Who liked"), press=_here(Verb.LIKERS, spot))
    page = link(say("🔗 Open"), media.link) if media.link is not UNKNOWN and media.link else ()
    rows = (*in_rows(named, _TAGS_PER_ROW), taps(likers, *also), (*page, *back))
    return _with(media, spot, present, rows)


def similar_tags(tag: str) -> Tap:
    """The button that lists the tags that begin like one."""
    return Tap(label=say("🏷 Similar tags"), press=Press(verb=Verb.RUN, id="tags", arg=tag[:_BEGINNING]))


def _with(media: Media, spot: Spot, present: Present, rows: tuple[Row, ...]) -> Screen:
    count = Html("") if spot.alone else t("{} of {}", spot.n + 1, spot.count)
    title = joined((t("<b>{}</b>", cut(spot.title, 80)), count, t("{}", cut(spot.note, 60))))
    return Screen(
        text=fitting((title, byline(media, present), words(media, _CAPTION_UNITS)), CAPTION_LIMIT),
        picture=picture_of(media),
        keyboard=keyboard(*rows),
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
    author = cut(media.author.username, _NAME_UNITS)
    buttons = [
        Tap(label=_counting(heart, media.likes), press=_here(Verb.LIKE, spot)),
        Tap(label=_counting("💬", media.comments), press=_here(Verb.COMMENTS, spot)),
        Tap(label=f"👤 {author}", press=Press(verb=Verb.USER, id=media.author.id)),
    ]
    place = media.location if media.location is not UNKNOWN else None
    if place is not None and place.id is not None:
        name = cut(place.name or say("Place"), _NAME_UNITS)
        buttons.append(Tap(label=f"📍 {name}", press=Press(verb=Verb.PLACE, id=place.id)))
    return taps(*buttons)


def _paging(spot: Spot) -> Row:
    def turn(sign: str, n: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.CARD, id=spot.token, arg=str(n)))

    return taps(
        *([turn("◀", spot.n - 1)] if spot.n > 0 else []),
        Tap(label="↻" if spot.alone else f"{spot.n + 1}/{spot.count}", press=spot.fresh),
        *([turn("▶", spot.n + 1)] if spot.n + 1 < spot.count or spot.more else []),
    )


def _further(spot: Spot) -> Row:
    grid = Press(verb=Verb.GRID, id=spot.token, arg=str(spot.n - spot.n % GRID_SIZE))
    several = [] if spot.alone or spot.count == 1 else [Tap(label=say("▦ Grid"), press=grid)]
    return taps(*several, Tap(label="⋯", press=_here(Verb.MORE, spot)))


def _here(verb: Verb, spot: Spot) -> Press:
    return Press(verb=verb, id=spot.token, arg=str(spot.n))


def _counting(sign: str, number: Maybe[int]) -> str:
    return sign if number is UNKNOWN else f"{sign} {amount(number)}"
