"""The commands about what waits."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import decisions, halt, inbox, log, undo
from storage.states import Role

DECIDING = (
    Command(name="inbox", least=Role.VIEWER, summary="everything that waits for you", answer=inbox.answer),
    Command(
        name="yes",
        least=Role.OPERATOR,
        argument="17",
        summary="do what is proposed",
        answer=decisions.yes,
        writes=True,
    ),
    Command(name="halt", least=Role.OPERATOR, summary="stop all writing at once", answer=halt.answer, writes=True),
    Command(name="log", least=Role.VIEWER, argument="rule", summary="what was done, and by whom", answer=log.answer),
    Command(name="undo", least=Role.OPERATOR, argument="17", summary="take something back", answer=undo.answer),
    Command(
        name="no", least=Role.OPERATOR, argument="17 why", summary="or let it be", answer=decisions.no, writes=True
    ),
)
