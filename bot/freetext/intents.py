r"""Common wishes in plain sentences. Each area of the chat has its rows; `bot/freetext/table.py` puts them together.

A row is a pattern over the whole sentence and the command that grants it, with what the pattern's groups caught as
its argument: `wish(r"photos of (?P<tag>\w+)", "tag", r"\g<tag>")`. The sentence comes without politeness and without
punctuation at its end; case does not matter. A command that writes asks first, without any doing of the row's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.typed import Typed

_POLITE = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|please|now|and|so|well)[,!]?\s+"
    r"|(?:can|could|would|will) you (?:please )?"
    r"|(?:i(?:'d| would)? (?:like|want|love) (?:you )?to )"
    r"|let me )+",
    re.IGNORECASE,
)
_LONGEST = 200
"""What is longer is no wish in a sentence."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish that people put into words."""

    pattern: re.Pattern[str]
    command: str
    argument: str = ""
    """A template of the pattern's groups, as `re` expands it."""

    def read(self, sentence: str) -> Typed | None:
        """The command that this sentence stands for; None when it means something else."""
        found = self.pattern.fullmatch(sentence)
        if found is None:
            return None
        return Typed(name=self.command, argument=" ".join(found.expand(self.argument).split()))


def wish(pattern: str, command: str, argument: str = "") -> Intent:
    """A row of the table. Blanks in the pattern stand for any white space."""
    return Intent(re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE), command, argument)


def sentence(text: str) -> str:
    """What was said, without politeness and punctuation; empty for what is too long to be a wish."""
    if len(text) > _LONGEST:
        return ""
    bare = text.strip().rstrip("?!. …")
    bare = re.sub(r"[,\s]+(?:please|thanks|thank you)$", "", bare, flags=re.IGNORECASE)
    polite = _POLITE.match(bare)
    return bare[polite.end() :] if polite else bare
