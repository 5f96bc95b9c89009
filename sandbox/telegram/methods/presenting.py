"""How the bot presents itself: getMe, commands, names, descriptions, the menu button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel

from sandbox.telegram.errors import bad_request
from sandbox.telegram.people import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.platform import Platform
    from sandbox.telegram.profile import Words
    from sandbox.telegram.wire import Json

MOST_COMMANDS = 100
DESCRIPTION_LENGTH = 256
LONGEST: dict[Words, int] = {"name": 64, "description": 512, "short_description": 120}

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_WIDE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})


class Command(BaseModel):
    """One line of the command menu."""

    command: str
    description: str


class Scope(BaseModel):
    """Whom a command list is for."""

    type: str
    chat_id: int | str | None = None


class MenuButton(BaseModel):
    """What the button beside the input does."""

    type: str


async def get_me(platform: Platform, _parameters: Parameters) -> Json:
    """The bot itself."""
    return platform.profile.as_self()


async def set_my_commands(platform: Platform, parameters: Parameters) -> bool:
    """Replace one command list."""
    commands = parameters.shape("commands", list[Command]) or []
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command.command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= DESCRIPTION_LENGTH:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    platform.profile.set_commands(
        _scope(platform, parameters), _language(parameters), [command.model_dump() for command in commands]
    )
    _tell(platform)
    return True


async def get_my_commands(platform: Platform, parameters: Parameters) -> list[Json]:
    """One command list, empty when there is none of exactly this scope and language."""
    return platform.profile.commands(_scope(platform, parameters), _language(parameters))


async def delete_my_commands(platform: Platform, parameters: Parameters) -> bool:
    """Delete one command list, so that a wider one shows."""
    platform.profile.set_commands(_scope(platform, parameters), _language(parameters), [])
    _tell(platform)
    return True


def setter(kind: Words) -> Callable[[Platform, Parameters], Awaitable[bool]]:
    """The method that changes a name or description."""

    async def set_words(platform: Platform, parameters: Parameters) -> bool:
        text = parameters.text(kind) or ""
        if len(text) > LONGEST[kind]:
            raise bad_request(f"{kind} is too long: {LONGEST[kind]} characters at most")
        platform.profile.set_words(kind, _language(parameters), text)
        _tell(platform)
        return True

    return set_words


def getter(kind: Words) -> Callable[[Platform, Parameters], Awaitable[Json]]:
    """The method that tells a name or description."""

    async def get_words(platform: Platform, parameters: Parameters) -> Json:
        return {kind: platform.profile.words(kind, _language(parameters))}

    return get_words


async def set_chat_menu_button(platform: Platform, parameters: Parameters) -> bool:
    """Change the button beside the input, for one chat or for all."""
    button = parameters.shape("menu_button", MenuButton) or MenuButton(type="default")
    if button.type not in {"default", "commands"}:
        raise bad_request("this stand-in for Telegram has no web apps: the menu button can be commands or default")
    platform.profile.set_button(_chat(platform, parameters), {"type": button.type})
    _tell(platform)
    return True


async def get_chat_menu_button(platform: Platform, parameters: Parameters) -> Json:
    """The button beside the input."""
    return platform.profile.button(_chat(platform, parameters))


def _chat(platform: Platform, parameters: Parameters) -> int | None:
    raw = parameters.text("chat_id")
    return None if raw is None else platform.chats.known(raw).id


def _scope(platform: Platform, parameters: Parameters) -> str:
    scope = parameters.shape("scope", Scope) or Scope(type="default")
    if scope.type in _WIDE_SCOPES:
        return scope.type
    if scope.type != "chat":
        raise bad_request(
            "this stand-in for Telegram has private chats only: the scope can be "
            f"chat or one of {', '.join(sorted(_WIDE_SCOPES))}"
        )
    raw = None if scope.chat_id is None else str(scope.chat_id)
    return f"chat:{platform.chats.known(raw).id}"


def _language(parameters: Parameters) -> str:
    language = parameters.text("language_code") or ""
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return language


def _tell(platform: Platform) -> None:
    for chat_id in PEOPLE:
        platform.news.publish(chat_id, {"kind": "profile"})
