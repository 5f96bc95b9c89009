"""What stands in a text: hashtags, names, links, emoji."""

from __future__ import annotations

import re
import unicodedata

from rules.folding import runs_after

# Kept as text: re compiles a pattern when it is first used, and starting must be quick.
_URL = r"(?i)https?://\S+|\bwww\.[^\s.]\S*"
_MENTION = r"(?<![\w.@])@([A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?)"
_PICTURE = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_DRESSED = f"{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"  # two letters
_EMOJI = f"{_FLAG}|{_DRESSED}(?:\u200d{_DRESSED})*"


def hashtags(text: str) -> tuple[str, ...]:
    """The words behind `#`, each once, as written."""
    tags = runs_after("#", unicodedata.normalize("NFKC", text))
    return tuple(tag for tag in tags if not tag.isdigit())  # `#1` is a place in a ranking


def mentions(text: str) -> tuple[str, ...]:
    """The usernames behind `@`, each once, small letters. `me@example.org` mentions nobody."""
    return tuple(dict.fromkeys(name.lower() for name in re.findall(_MENTION, text)))


def url_count(text: str) -> int:
    """How many links."""
    return len(re.findall(_URL, text))


def emoji_count(text: str) -> int:
    """How many emoji, a family or a flag counting as one."""
    return len(re.findall(_EMOJI, text))
