"""/yes and /no: what waits, decided by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.results import Result, refused
from bot import events, inbox
from bot.html import t
from bot.language import say
from bot.screen import Screen, keyboard, taps
from bot.screens import inbox as screens
from domain.ids import ActionId
from domain.plans import ActionKind
from storage import actions
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from storage.actions import StoredAction

_MOST = 20
_LONGEST = 18


async def yes(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Let each of the named be done; without a name, what waits."""
    named = asked.argument.split()
    if not named:
        return (await inbox.screen(connections, t("Say which: <code>/yes 17</code>, or a name of who asks.\n")),)
    return [shown for one in named[:_MOST] for shown in await _decide(connections, asked, one, ok=True)]


async def no(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Let each of the named not be done; other words after the names say why."""
    words = asked.argument.split()
    count = next((n for n, word in enumerate(words) if not _is_name(word)), len(words))
    if not count:
        return (await inbox.screen(connections, t("Say which: <code>/no 17 too loud</code>.\n")),)
    why = " ".join(words[count:])
    return [shown for one in words[:count][:_MOST] for shown in await _decide(connections, asked, one, why=why)]


def _is_name(word: str) -> bool:
    return word.startswith("@") or _number(word) is not None


def _number(word: str) -> ActionId | None:
    digits = word.removeprefix("#").rstrip(",;")
    good = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST
    return ActionId(int(digits)) if good else None


async def _decide(
    connections: Connections, asked: Asked, name: str, *, ok: bool = False, why: str = ""
) -> Sequence[Screen]:
    number = _number(name)
    if number is None:
        return (_told(name, await _person(connections, asked, name, ok=ok)),)
    async with connections.database.read() as session:
        action = await actions.get(session, number)
    if action is None or action.account != connections.account:
        return (_told(f"#{number}", refused(say("Nothing has this number."))),)
    if action.kind is ActionKind.DECIDE or action.state is ActionState.REVIEW:
        return await _asked_back(connections, action)
    desk = connections.desk
    result = await (desk.accept(number, asked.by) if ok else desk.decline(number, asked.by, why))
    return (_told(f"#{number}", result),)


async def _person(connections: Connections, asked: Asked, name: str, *, ok: bool) -> Result:
    """Approve or ignore somebody who asks to follow."""
    username = name.removeprefix("@").rstrip(",;").lower()
    waiting = (await inbox.contents(connections, named=_EVERYBODY)).requests
    asking = next((one for one in waiting if one.username.lower() == username), None)
    if asking is None:
        return refused(say("Nobody of this name waits for you."))
    return await connections.desk.decide(asking.key, ActionKind.APPROVE if ok else ActionKind.IGNORE, asked.by)


_EVERYBODY = 500


async def _asked_back(connections: Connections, action: StoredAction) -> Sequence[Screen]:
    """What has more answers than two is answered by its own buttons."""
    now = await events.view(connections, action.event)
    return () if now is None else (now.screen,)


def _told(name: str, result: Result) -> Screen:
    return Screen(text=t("<b>{}</b> · {}", name, result.sentence), keyboard=keyboard(taps(screens.opening())))
