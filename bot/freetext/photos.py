"""Wishes that show photos, places and tags."""

from __future__ import annotations

from bot.freetext.intents import wish

_SHOW = r"(?:(?:show|find|get|give|send)(?: me| us)?(?: (?:some|the|a few|more|new|recent|latest|newest|all))* )?"
_PHOTOS = r"(?:photos?|pictures?|pics?|images?|shots?|posts?|media)"
_HERE = r"(?:near(?:by| by)|near (?:me|here|us)|around (?:me|here|us)|close to (?:me|here)|here|in my area)"
_NEW = r"(?:what(?:'s| is) (?:new|up|going on|happening|there))"

INTENTS = (
    wish(rf"(?:{_SHOW}{_PHOTOS} |{_NEW} )?(?:{_HERE})", "near"),
    wish(rf"{_SHOW}(?:places|what(?:'s| is)) {_HERE}|{_SHOW}places|where am i", "places"),
    wish(rf"{_SHOW}(?:my )?(?:home )?feed|what(?:'s| is) new|(?:any )?news|{_SHOW}new {_PHOTOS}", "feed"),
    wish(
        rf"{_SHOW}(?:what(?:'s| is) )?(?:popular|trending|hot)(?: (?:now|today|{_PHOTOS}))*"
        rf"|{_SHOW}{_PHOTOS} that are popular",
        "popular",
    ),
    wish(
        rf"{_SHOW}(?:(?:my |the )?liked {_PHOTOS}|my likes|{_PHOTOS} (?:that )?i (?:have )?liked?)"
        r"|what (?:did|do|have) i liked?",
        "liked",
    ),
    wish(rf"{_SHOW}my (?:own )?{_PHOTOS}", "posts"),
    wish(rf"{_SHOW}{_PHOTOS} (?:by|from) @?(?P<user>[\w.]+)", "posts", r"\g<user>"),
    wish(rf"{_SHOW}{_PHOTOS} of @(?P<user>[\w.]+)", "posts", r"\g<user>"),
    wish(rf"{_SHOW}@?(?P<user>[\w.]+)(?:'s|’s) {_PHOTOS}", "posts", r"\g<user>"),  # noqa: RUF001 - as phones type it
    wish(rf"{_SHOW}(?:similar )?tags (?:like|similar to|beginning with|starting with|for) #?(?P<tag>\w+)",
         "tags", r"\g<tag>"),
    wish(rf"{_SHOW}{_PHOTOS} (?:of|with|tagged|about)(?: the| a| an)? #?(?P<tag>\w+)", "tag", r"\g<tag>"),
    wish(rf"{_SHOW}#?(?P<tag>\w+) {_PHOTOS}", "tag", r"\g<tag>"),
)  # fmt: skip
"""The first that fits counts."""
