"""What names a thing by itself: a link, `#tag`, `@user`, a point on the map."""

from __future__ import annotations

import re

from bot.coordinates import point
from bot.targets import code_in
from bot.typed import Typed

_PAGES = (
    (re.compile(r"explore/tags/(?P<it>\w+)"), "tag"),
    (re.compile(r"explore/locations/(?P<it>\d+)(?:/[\w-]*)?"), "at"),
    (re.compile(r"(?P<it>[\w.]+)"), "user"),
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?instagram\.com/(?P<path>[^?#\s]+?)/?(?:[?#]\S*)?")


def named(text: str) -> Typed | None:
    """The command that shows what the text names; None when it names nothing."""
    text = text.strip()
    photo = next((word for word in text.split() if code_in(word.strip("<>()[].,;!")) is not None), None)
    if photo is not None:
        return Typed(name="media", argument=photo.strip("<>()[].,;!"))
    if page := _page(text):
        return page
    if len(text) > 1 and len(text.split()) == 1 and text[0] in "#@":
        return Typed(name="tag" if text[0] == "#" else "user", argument=text[1:])
    where = point(text)
    return Typed(name="near", argument=f"{where[0]} {where[1]}") if where else None


def _page(text: str) -> Typed | None:
    found = _HOST.fullmatch(text)
    for pattern, command in _PAGES if found else ():
        if found and (it := pattern.fullmatch(found["path"])):
            return Typed(name=command, argument=it["it"])
    return None
