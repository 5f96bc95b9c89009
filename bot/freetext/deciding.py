"""Wishes about what waits, what was done, and stopping it."""

from __future__ import annotations

from bot.freetext.intents import wish

INTENTS = (
    wish(
        r"who (?:wants|asks|asked|is asking) to follow me|(?:show )?(?:me )?(?:my |the )?follow requests", "requests"
    ),
    wish(r"(?:what(?:'s| is| are)? )?(?:there )?(?:waiting|waits|open|to decide)(?: for me)?", "inbox"),
    wish(r"(?:what|anything) (?:do i have|is there|have i) to (?:decide|approve)", "inbox"),
    wish(r"what (?:was|has been|did you|have you) (?:do|done)(?: today| so far| lately)?", "log"),
    wish(r"(?:stop|halt|freeze)(?: (?:it|all|now|everything|all of it|right now))*", "halt"),
    wish(r"(?:take (?:that|it|this|the last one) back|undo(?: (?:that|it|the last one))?)", "undo"),
)
