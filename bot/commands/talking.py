"""The commands about comments."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import comments
from storage.states import Role

TALKING = (
    Command(
        name="comments",
        least=Role.VIEWER,
        argument="link",
        summary="what stands below a photo",
        answer=comments.answer,
        shows_pictures=True,
    ),
    Command(
        name="comment",
        least=Role.OPERATOR,
        argument="link words",
        summary="comment on a photo",
        answer=comments.write,
    ),
    Command(
        name="uncomment",
        least=Role.OPERATOR,
        argument="link number",
        summary="delete a comment",
        answer=comments.remove,
    ),
)
