"""What the network accepts as a comment."""

from __future__ import annotations

from rules.contents import hashtags, url_count

MAX_LENGTH = 300
MAX_HASHTAGS = 4
MAX_URLS = 1


def hashtag_count(text: str) -> int:
    """How many hashtags, one written twice counting twice as it does there."""
    return len([word for word in text.split("#")[1:] if hashtags(f"#{word}")])


def objection(text: str) -> str | None:
    """Why the network would refuse this comment, as the end of a sentence; `None`: it would not."""
    if not text.strip():
        return "is empty"
    if len(text) > MAX_LENGTH:
        return f"has up to {len(text)} characters; {MAX_LENGTH} are allowed"
    if hashtag_count(text) > MAX_HASHTAGS:
        return f"has up to {hashtag_count(text)} hashtags; {MAX_HASHTAGS} are allowed"
    if url_count(text) > MAX_URLS:
        return f"has up to {url_count(text)} links; {MAX_URLS} is allowed"
    if text.isupper():
        return "can be all in capitals, which is not allowed"
    return None
