"""Wishes about people."""

from __future__ import annotations

from bot.freetext.intents import wish

_NAME = r"@?(?P<who>[\w.]+)"
_OTHER = r"@?(?P<other>[\w.]+)"
_SHOW = r"(?:(?:show|list|get|give)(?: me)? )?"

INTENTS = (
    wish(rf"who (?:wants|asks|is asking|would like) to follow me|{_SHOW}(?:my )?(?:follow )?requests", "requests"),
    wish(rf"who follows me|{_SHOW}my followers", "followers"),
    wish(r"who(?:m)? do i follow|who am i following", "following"),
    wish(rf"who follows {_NAME}|{_SHOW}followers of {_OTHER}", "followers", r"\g<who>\g<other>"),
    wish(rf"who(?:m)? does {_NAME} follow", "following", r"\g<who>"),
    wish(rf"(?:who is|{_SHOW}(?:the )?(?:profile|page) of) {_NAME}", "user", r"\g<who>"),
    wish(r"(?:find|search|look) (?:for )?(?:people|somebody|someone|users?) (?:called|named|like) (?P<name>.+)",
         "find", r"\g<name>"),
    wish(rf"does {_NAME} follow me|do i follow {_OTHER}", "relation", r"\g<who>\g<other>"),
    wish(rf"follow {_NAME}", "follow", r"\g<who>"),
    wish(rf"(?:unfollow|stop following) {_NAME}", "unfollow", r"\g<who>"),
    wish(rf"block {_NAME}", "block", r"\g<who>"),
    wish(rf"unblock {_NAME}", "unblock", r"\g<who>"),
    wish(rf"(?:approve|accept|let) {_NAME}(?: follow me)?", "approve", r"\g<who>"),
)  # fmt: skip
"""The first that fits counts. What writes asks first: the command's row in the table says so."""
