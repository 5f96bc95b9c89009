"""What a command is about: `<media>`, `<user>` or `<place>`, typed, or shown by the card that the message answers.

Each gives what was meant, or the screen that says what would be right:

    found = await targets.photo(connections, asked, word)
    if isinstance(found, Screen):
        return (found,)

An empty `word` stands for the card. `leading` takes the first word off an argument that goes on after its target.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from bot import lists, people
from bot.buttons import Verb, event_of
from bot.screens import targets as screens
from bot.screens.empty import nobody_named
from domain.errors import RefusedError
from domain.events import NewComment, NewMedia
from domain.ids import LocationId, MediaId, UserId
from storage import events

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.asking import Asked
    from bot.buttons import Press
    from bot.connections import Connections
    from bot.screen import Screen
    from domain.media import Media
    from domain.people import Person

T = TypeVar("T")

SELF = "self"
_LINK = re.compile(
    r"(?:https?://)?[\w.-]+(?::\d+)?/(?:[\w.]+/)?(?:p|reel|tv)/(?P<code>[\w-]+)/?(?:[?#]\S*)?", re.ASCII
)
_NUMBER = re.compile(r"\d+(?:_\d+)?", re.ASCII)
_CODE = re.compile(r"[\w-]{1,64}", re.ASCII)
_OF_PHOTOS = frozenset({Verb.LIKE, Verb.MORE})
_OF_PEOPLE = frozenset({Verb.USER, Verb.POSTS, Verb.APPROVE, Verb.IGNORE, Verb.BLOCK})


def leading(asked: Asked) -> tuple[str, str]:
    """The word that names the target and what follows it; an empty word when the message answers a card."""
    if asked.below is not None:
        return "", asked.argument
    word, *rest = asked.argument.split(maxsplit=1) or [""]
    return word, rest[0] if rest else ""


def code_in(link: str) -> str | None:
    """The short code in the address of a photo; None for what is no such address."""
    found = _LINK.fullmatch(link)
    return found["code"] if found else None


async def photo(connections: Connections, asked: Asked, word: str) -> Media | Screen:
    """The photo with this id, short code or address; without a word, the one that the answered card shows.

    Raises what the network raises, but for a photo that is not there.
    """
    if word:
        found = await _photo_named(connections, word)
        return screens.no_photo(word) if found is None else found
    if asked.below is None:
        return screens.which_photo()
    shown = await _photo_shown(connections, asked)
    return screens.no_photo_there() if shown is None else shown


async def person(connections: Connections, asked: Asked, word: str) -> Person | Screen:
    """The person with this `@name` or id, or `self`; without a word, whom the answered card shows.

    Raises what the network raises, but for somebody who is not there.
    """
    name = word.removeprefix("@")
    if not word:
        return await _person_shown(connections, asked)
    if name.lower() == SELF:
        return (await people.profile_of(connections, connections.me)).person
    if name.isascii() and name.isdecimal():
        profile = await _there(people.profile_of(connections, UserId(name)))
        if profile is not None:
            return profile.person
    found, alike = await people.named(connections, name)
    return nobody_named(name, alike) if found is None else found


def place(asked: Asked, word: str) -> LocationId | None:
    """The place with this id; without a word, the one that the answered card names. None: neither is there."""
    if word:
        return LocationId(word)
    return next((LocationId(press.id) for press in _beside(asked) if press.verb is Verb.PLACE), None)


async def _photo_named(connections: Connections, word: str) -> Media | None:
    network, code = connections.network, code_in(word)
    if code is not None:
        return await _there(network.media_by_shortcode(code))
    if _NUMBER.fullmatch(word):
        found = await _there(network.media(MediaId(word)))
        if found is not None:
            return found
    return await _there(network.media_by_shortcode(word)) if _CODE.fullmatch(word) else None


async def _photo_shown(connections: Connections, asked: Asked) -> Media | None:
    for press in _beside(asked):
        if press.verb in _OF_PHOTOS:
            return await _photo_listed(connections, asked, press)
        if press.verb is Verb.WHY:
            return await _photo_told(connections, press)
    return None


async def _photo_listed(connections: Connections, asked: Asked, press: Press) -> Media | None:
    photos = await lists.kept(connections, asked.chat, press.id)
    n = press.position
    return photos.items[n] if photos is not None and n is not None and n < len(photos.items) else None


async def _photo_told(connections: Connections, press: Press) -> Media | None:
    async with connections.database.read() as session:
        known = await events.get(session, connections.account, event_of(press))
    return known.event.media if known is not None and isinstance(known.event, NewMedia | NewComment) else None


async def _person_shown(connections: Connections, asked: Asked) -> Person | Screen:
    if asked.below is None:
        return screens.whom()
    shown = {press.id for press in _beside(asked) if press.verb in _OF_PEOPLE}
    if len(shown) != 1:
        return screens.nobody_there(several=bool(shown))
    profile = await _there(people.profile_of(connections, UserId(shown.pop())))
    return screens.nobody_there(several=False) if profile is None else profile.person


def _beside(asked: Asked) -> tuple[Press, ...]:
    return asked.below.presses if asked.below is not None else ()


async def _there(found: Awaitable[T]) -> T | None:
    """What a call gives; None where there is no such thing for us."""
    try:
        return await found
    except RefusedError as error:
        if not error.gone:
            raise
        return None
