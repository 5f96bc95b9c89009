"""Wishes that show photos, places and tags."""

from __future__ import annotations

from bot.freetext.intents import wish

_SHOW = r"(?:(?:show|find|get|give|send)(?: me| us)?(?: (?:some|the|a few|more|new|recent|latest|newest|all))* )?"
_PHOTOS = r"(?:photos?|pictures?|pics?|images?|shots?|posts?|media)"

INTENTS = (
    wish(rf"{_SHOW}{_PHOTOS} (?:of|with|tagged|about)(?: the| a| an)? #?(?P<tag>\w+)", "tag", r"\g<tag>"),
    wish(rf"{_SHOW}#?(?P<tag>\w+) {_PHOTOS}", "tag", r"\g<tag>"),
)
"""The first that fits counts."""
