"""The commands about who may use the bot."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import invite, people
from storage.states import Role

LETTING_IN = (
    Command(name="people", summary="who may use this bot", answer=people.answer),
    Command(name="invite", argument="viewer", summary="let somebody in", answer=invite.answer, writes=True),
    Command(name="whoami", least=Role.VIEWER, summary="what you may do here", answer=people.whoami),
)
