"""The very words of a comment: whom an answer is for, and whether anybody read it before."""

from __future__ import annotations

import re


def mentions(text: str, username: str) -> bool:
    """Whether a text calls somebody by `@username`, and not merely somebody whose name begins alike."""
    return re.search(rf"@{re.escape(username)}(?![\w.]*\w)", text, re.IGNORECASE) is not None


def addressed(text: str, username: str) -> str:
    """The text of an answer, so that whom it is for hears of it."""
    return text if mentions(text, username) else f"@{username} {text}"


def marked(text: str, mark: str) -> str:
    """The text with the mark that nobody read it before, unless it ends so already."""
    return text if not mark or text.endswith(mark) else f"{text} {mark}"
