"""`likewise undo`: what was done is taken back, by the program that runs or the next that does."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions import undoing
from domain.details import UndoDetail
from domain.errors import ConfigError
from domain.ids import ActionId
from likewise import connecting, credentials
from storage import accounts, actions, deeds, files
from storage.database import sqlite_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.undoing import Undo
    from domain.ids import AccountKey
    from likewise.settings import AccountSettings
    from storage.actions import StoredAction

BY = "likewise undo"
"""Who decided it, in the ledger."""
_LAST = "last"
_LOOKED_AT = 1000
"""Among so many of the latest actions is the last that was not itself taking something back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What somebody wants taken back."""

    what: str
    """A number, `last`, or a rule's id."""
    since: timedelta | None
    """How far back, with a rule."""
    dry_run: bool


def undo(chosen: AccountSettings, wanted: Wanted, now: datetime, *, as_json: bool = False) -> str:
    """Queue what can be taken back, and say what happens with each action.

    Raises:
        ConfigError: it is not said how far back, there is no such action, or it is not said for whom.
    """
    alone = wanted.what == _LAST or wanted.what.isdecimal()
    if alone and wanted.since is not None:
        raise ConfigError("--since goes with a rule; a single action needs none")
    if not alone and wanted.since is None:
        raise ConfigError(f"say how far back to go with the rule {wanted.what}: --since 2h")
    undos = asyncio.run(_undo(chosen, wanted, now))
    running = _running(chosen)
    return _for_programs(undos, wanted, running) if as_json else _for_people(undos, wanted, running)


async def _undo(chosen: AccountSettings, wanted: Wanted, now: datetime) -> list[Undo]:
    async with connecting.store(chosen) as (database, _):
        async with database.read() as session:
            account = credentials.chosen(chosen.account, await accounts.all_of(session)).key
            found = await _found(session, account, wanted, now)
            undos = [await undoing.undo_of(session, one, chosen=wanted.since is None) for one in found]
        if not wanted.dry_run and any(one.wish is not None for one in undos):
            async with database.write() as session:
                await undoing.queue(session, undos, BY, now)
    return undos


async def _found(session: AsyncSession, account: AccountKey, wanted: Wanted, now: datetime) -> Sequence[StoredAction]:
    if wanted.since is not None:
        return await deeds.since(session, account, wanted.what, now - wanted.since)
    if wanted.what == _LAST:
        done = await deeds.latest(session, account, _LOOKED_AT)
        return [one for one in done if not isinstance(one.wish.detail, UndoDetail)][:1]
    action = await actions.get(session, ActionId(int(wanted.what)))
    if action is None or action.account != account:
        raise ConfigError(f"there is no action {wanted.what}; likewise export lists all of them")
    return [action]


def _running(chosen: AccountSettings) -> bool | None:
    """Whether a program runs that will do it. None: that cannot be seen from here."""
    file = sqlite_file(chosen.database_url.get_secret_value())
    return None if file is None else files.in_use(file)


def _for_people(undos: Sequence[Undo], wanted: Wanted, running: bool | None) -> str:  # noqa: FBT001 - three values
    if not undos:
        return "Nothing was found that could be taken back."
    able = sum(one.wish is not None for one in undos)
    if wanted.dry_run:
        end = f"{able} would be taken back; nothing was done, as this was a dry run."
    elif not able:
        end = "Nothing is taken back."
    else:
        who = {
            True: "the program that runs does it",
            False: "nothing runs now, so it waits for likewise run",
            None: "the program does it if it runs, or else when it does",
        }[running]
        end = f"{able} {'is' if able == 1 else 'are'} queued, the newest first and within the limits: {who}."
    return "\n".join([*map(_line, undos), end])


def _line(one: Undo) -> str:
    who = ", ".join(rule.id for rule in one.action.wish.rules) or one.action.decided_by or "Likewise"
    return f"#{one.action.id}  {one.action.kind} {one.action.wish.target} ({who})  {one.note}"


def _for_programs(undos: Sequence[Undo], wanted: Wanted, running: bool | None) -> str:  # noqa: FBT001 - three values
    told = [
        {
            "id": one.action.id,
            "kind": one.action.kind,
            "target": one.action.wish.target,
            "undo": one.wish.kind if one.wish else None,
            "note": one.note,
        }
        for one in undos
    ]
    return json.dumps({"dry_run": wanted.dry_run, "running": running, "actions": told}, ensure_ascii=False, indent=2)
