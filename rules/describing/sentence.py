"""The one line that says what a rule does, when, and within which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.describing.conditions import condition
from rules.describing.deeds import deeds
from rules.describing.provisos import provisos
from rules.describing.triggers import trigger

if TYPE_CHECKING:
    from rules.ruleset import Rule


def describe(rule: Rule) -> str:
    """For example: A new photo with #sunset is liked without asking, if “calm post” holds; at most 20 in 1 day."""
    sentence = f"{trigger(rule.trigger)} {deeds(rule)}{condition(rule.when)}"
    whole = "; ".join((sentence, *provisos(rule)))
    return f"{whole[0].upper()}{whole[1:]}" if rule.enabled else f"Switched off: {whole}"
