"""What names a thing by itself: `#tag` or `@user`."""

from __future__ import annotations

from bot.typed import Typed


def named(text: str) -> Typed | None:
    """The command that shows what the text names; None when it names nothing."""
    text = text.strip()
    if len(text) > 1 and len(text.split()) == 1 and text[0] in "#@":
        return Typed(name="tag" if text[0] == "#" else "user", argument=text[1:])
    return None
