"""Which words of a rule somebody should read before they are posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sensitive import sensitive_word
from actions.wording import REMARKS, marked
from domain.events import NewComment, NewMedia
from domain.media import Media
from domain.unknown import Unknown
from rules.comment_rules import objection

if TYPE_CHECKING:
    from domain.events import Event
    from domain.plans import PlannedAction


def why_to_read(wish: PlannedAction, event: Event | None, disclosure: str) -> str | None:
    """Why no rule may post its words by itself, as a sentence; None: it may."""
    if wish.kind not in REMARKS:
        return None
    word = _delicate(event)
    if word is not None:
        return f"The text has {word}, so somebody should read the comment first."
    refusal = objection(marked(wish.text or "", disclosure))
    return None if refusal is None else f"With the mark that nobody read it, the comment {refusal}."


def _delicate(event: Event | None) -> str | None:
    """What in somebody's text calls for a person's eye; a caption of which nobody told anything might hold it."""
    match event:
        case NewComment(comment=comment):
            text: str | None = comment.text
        case NewMedia(media=Media(caption=Unknown())):
            return "a caption that the network did not tell"
        case NewMedia(media=Media(caption=str(caption))):
            text = caption
        case _:
            text = None
    word = None if text is None else sensitive_word(text)
    return None if word is None else f"“{word}”"
