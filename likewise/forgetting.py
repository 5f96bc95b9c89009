"""`likewise forget`: everything that is kept about one person goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import connecting, credentials
from storage import accounts, forgetting
from storage.forgetting import Known
from storage.listing import MUTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.ids import UserId
    from likewise.settings import AccountSettings
    from storage.forgetting import Forgotten


def forget(chosen: AccountSettings, word: str, now: datetime, sure: Callable[[str], bool]) -> str:
    """Forget somebody, and say what stays.

    Raises:
        ConfigError: nobody is known by that name, or several are, or something about them is under way.
    """
    return asyncio.run(_forget(chosen, word, now, sure))


async def _forget(chosen: AccountSettings, word: str, now: datetime, sure: Callable[[str], bool]) -> str:
    async with connecting.store(chosen) as (database, _):
        async with database.read() as session:
            account = credentials.chosen(chosen.account, await accounts.all_of(session)).key
            person, name = _one(word, await forgetting.named(session, account, word))
        if not sure(f"Forget everything about @{name} ({person})? This cannot be taken back."):
            return "Nothing was done."
        async with database.write() as session:
            if await forgetting.under_way(session, account, person):
                raise ConfigError(f"something about @{name} is being done right now; try again in two minutes")
            done = await forgetting.forget(session, account, Known(id=person, name=name), now)
    return _told(name, done)


def _one(word: str, known: dict[UserId, str]) -> tuple[UserId, str]:
    if not known:
        raise ConfigError(f"nothing is kept about {word}")
    if len(known) > 1:
        those = ", ".join(f"{number} (@{name})" for number, name in known.items())
        raise ConfigError(f"{word} may be {those}; name one by the number")
    return next(iter(known.items()))


def _told(name: str, done: Forgotten) -> str:
    lines = [
        f"@{name} is forgotten: {done.events} event(s), profile, and texts.",
        f"{done.actions} action(s) stay counted, without the person; ids of photos stay, or they were done twice.",
    ]
    if done.lists:
        lines.append(f"They are gone from {', '.join(done.lists)}.")
    if done.left_alone:
        names = ", ".join("muted" if one == MUTED else one for one in done.left_alone)
        lines.append(f"So that they are left alone, their id alone stays on {names}.")
    lines.append("Messages in the chat, backups and rules files are as they were; what is new will be kept anew.")
    return "\n".join(lines)
