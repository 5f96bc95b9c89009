"""Every command once: the handlers, the menu and /help are made from this."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import (
    cancel,
    help,  # noqa: A004 - the command's name
    list,  # noqa: A004 - the command's name
    mode,
    mute,
    pause,
    plan,
    promote,
    reload,
    requests,
    resume,
    rules,
    sources,
    start,
    status,
    why,
)
from bot.commands.deciding import DECIDING
from bot.commands.letting_in import LETTING_IN
from bot.commands.looking import LOOKING
from bot.commands.meeting import MEETING
from bot.commands.talking import TALKING
from storage.states import Role

_OWN = (
    *DECIDING,
    *LOOKING,
    *TALKING,
    *MEETING,
    *LETTING_IN,
    Command(name="requests", least=Role.VIEWER, summary="who asks to follow you", answer=requests.answer),
    Command(name="rules", least=Role.VIEWER, argument="word", summary="what your rules do", answer=rules.answer),
    Command(
        name="rule", least=Role.VIEWER, argument="name", summary="one rule, and what became of it", answer=rules.one
    ),
    Command(
        name="why",
        least=Role.VIEWER,
        argument="link",
        summary="why something was done, or was not",
        answer=why.answer,
    ),
    Command(name="plan", least=Role.VIEWER, argument="link", summary="what would happen now", answer=plan.answer),
    Command(name="sources", least=Role.VIEWER, summary="what is watched, and how often", answer=sources.answer),
    Command(name="promote", argument="rule", summary="let a rule act by itself", answer=promote.answer, writes=True),
    Command(name="mode", argument="rule ask", summary="how far a rule may go", answer=mode.answer, writes=True),
    Command(name="reload", summary="read the rules file at once", answer=reload.answer, writes=True),
    Command(
        name="mute",
        least=Role.OPERATOR,
        argument="@name 30d",
        summary="rules leave somebody alone",
        answer=mute.answer,
        writes=True,
    ),
    Command(
        name="unmute",
        least=Role.OPERATOR,
        argument="@name",
        summary="and meet them again",
        answer=mute.lift,
        writes=True,
    ),
    Command(
        name="list",
        least=Role.OPERATOR,
        argument="name add @name",
        summary="who is on your lists",
        answer=list.answer,
        writes=True,
    ),
    Command(
        name="pause",
        least=Role.OPERATOR,
        argument="rule",
        summary="no rule writes, or one rests",
        answer=pause.answer,
        writes=True,
    ),
    Command(name="resume", argument="rule", summary="rules go on, or one", answer=resume.answer, writes=True),
    Command(name="status", least=Role.VIEWER, summary="how things stand", answer=status.answer),
)

CANCEL = "cancel"

COMMANDS = (
    *_OWN,
    Command(name=CANCEL, least=Role.VIEWER, summary="stop what I ask you for", answer=cancel.answer),
    Command(name="help", least=Role.VIEWER, summary="what you can type", answer=help.listing(_OWN)),
    Command(name="start", least=Role.VIEWER, summary="hello", answer=start.answer),
)

BY_NAME = {command.name: command for command in COMMANDS}
