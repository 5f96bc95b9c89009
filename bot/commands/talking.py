"""The commands about comments."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import comments

TALKING = (
    Command(
        name="comments",
        argument="link",
        summary="what stands below a photo",
        answer=comments.answer,
        shows_pictures=True,
    ),
    Command(name="comment", argument="link words", summary="comment on a photo", answer=comments.write),
    Command(name="uncomment", argument="link number", summary="delete a comment", answer=comments.remove),
)
