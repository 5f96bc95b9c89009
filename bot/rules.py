"""Which rule somebody means: by id, by its number in the list, or by what a button carries."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.screens import rules as screens
from rules.syntax.spelling import nearest

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.screen import Screen
    from rules.ruleset import Rule

_LONGEST = 44
"""Letters of an id that a button carries beside everything else."""


def handle(rule: str) -> str:
    """What a button carries for a rule: its id, or what is as good where that is too long."""
    if len(rule) <= _LONGEST:
        return rule
    digest = hashlib.sha256(rule.encode()).hexdigest()[:12]
    return f"{rule[: _LONGEST - len(digest) - 1]}~{digest}"


def behind(connections: Connections, carried: str) -> Rule | None:
    """The rule that a button is about; None when it is gone."""
    return next((rule for rule in connections.rules().rules if handle(rule.ref.id) == carried), None)


def named(connections: Connections, word: str) -> Rule | Screen:
    """The rule of this id, or with this number in the list; the screen that says what would be right otherwise."""
    rules = connections.rules().rules
    found = next((rule for rule in rules if word.casefold() in {rule.ref.id, handle(rule.ref.id)}), None)
    if found is not None:
        return found
    if word.isascii() and word.isdecimal() and 0 < int(word[:6]) <= len(rules):
        return rules[int(word) - 1]
    guess = nearest(word.casefold(), [rule.ref.id for rule in rules])
    return screens.unknown(word, None if guess is None else (guess, handle(guess)))
