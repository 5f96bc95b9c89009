"""Wishes about rules, and about what they do."""

from __future__ import annotations

from bot.freetext.intents import wish

_RULE = r"(?:the )?rule (?P<rule>[\w-]+)"
_ALL = r"(?:everything|all|all (?:of )?(?:the |my )?rules|(?:the|my) rules)"

INTENTS = (
    wish(rf"(?:pause|stop) {_ALL}", "pause"),
    wish(rf"(?:resume|continue|go on with) {_ALL}|go on", "resume"),
    wish(rf"(?:pause|stop) {_RULE}", "pause", r"\g<rule>"),
    wish(rf"(?:resume|continue|go on with) {_RULE}", "resume", r"\g<rule>"),
    wish(rf"(?:what (?:did|does|has|is) |show(?: me)? ){_RULE}(?: (?:do|done|doing))?(?: today| lately)?",
         "rule", r"\g<rule>"),
    wish(r"(?:show|list)(?: me)? (?:my |the |all )*rules|what (?:are|do) my rules(?: do)?", "rules"),
    wish(r"what (?:is|are you|do you) watch(?:ed|ing)?|what do my rules watch", "sources"),
    wish(r"what (?:happens|will happen|would happen|comes) next|what is planned", "plan"),
    wish(r"why (?:did|was|is) (?:you |it )?(?:like |liked |about )?(?P<what>https?://\S+|@[\w.]+)",
         "why", r"\g<what>"),
)  # fmt: skip
"""The first that fits counts. What writes asks first: the command's row in the table says so."""
