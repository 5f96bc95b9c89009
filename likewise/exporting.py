"""`likewise export`: what was decided and done, as JSON Lines. The fields stay as docs/data.md lists them."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from domain.errors import ConfigError
from likewise import connecting, credentials
from storage import accounts, exporting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import timedelta
    from pathlib import Path

    from domain.ids import AccountKey
    from domain.plans import RuleRef
    from likewise.settings import AccountSettings
    from storage.archive import Try
    from storage.database import Database
    from storage.exporting import Decision, Deed

Record: TypeAlias = dict[str, Any]
PAGE = 500
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def export(
    chosen: AccountSettings, since: timedelta | None, to: Path | None, now: datetime, say: Callable[[str], None]
) -> str | None:
    """Write everything to a new file, or say it line by line; what to tell then, if anything.

    Raises:
        ConfigError: the file is there already or cannot be written, or it is not said for whom.
    """
    moment = _EVER if since is None else now - since
    if to is None:
        asyncio.run(_write(chosen, moment, say))
        return None
    try:
        made = os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise ConfigError(f"{to} cannot be made: {error.strerror}; name a new file") from error
    with os.fdopen(made, "w", encoding="utf-8") as file:
        count = asyncio.run(_write(chosen, moment, lambda line: file.writelines((line, "\n"))))
    return f"{count} lines are in {to}, which only you can read."


async def _write(chosen: AccountSettings, since: datetime, say: Callable[[str], None]) -> int:
    count = 0
    async with connecting.store(chosen) as (database, _):
        async with database.read() as session:
            account = credentials.chosen(chosen.account, await accounts.all_of(session)).key
        async for record in records(database, account, since):
            say(json.dumps(record, ensure_ascii=False))
            count += 1
    return count


async def records(
    database: Database, account: AccountKey, since: datetime, *, page: int = PAGE
) -> AsyncIterator[Record]:
    """Decisions, then actions. Each page has its own transaction: a long one would let the journal grow."""
    after, whole = 0, True
    while whole:
        async with database.read() as session:
            decided = await exporting.decisions(session, account, since, after=after, most=page)
        for decision in decided:
            yield decision_record(decision)
            after = decision.number
        whole = len(decided) == page
    after, whole = 0, True
    while whole:
        async with database.read() as session:
            done = await exporting.deeds(session, account, since, after=after, most=page)
        for deed in done:
            yield action_record(deed)
            after = deed.action.id
        whole = len(done) == page


def decision_record(decision: Decision) -> Record:
    """What the rules said to one event."""
    judged = decision.judged
    return {
        "type": "decision",
        "event": judged.event.key,
        "person": {"id": judged.event.person.id, "username": judged.event.person.username},
        "first_seen_at": judged.event.first_seen_at.isoformat(),
        "judged_at": decision.at.isoformat(),
        "ruleset": judged.ruleset,
        "verdicts": [
            {**_rule(one.rule), "mode": str(one.mode), "verdict": one.finding.verdict.name.lower()}
            for one in judged.verdicts
        ],
        "suppressed": [
            {
                "kind": one.kind,
                "target": one.target,
                "rules": _rules(one.rules),
                "reason": one.reason,
                "note": one.note,
            }
            for one in judged.suppressed
        ],
    }


def action_record(deed: Deed) -> Record:
    """One row of the ledger, with its attempts."""
    action = deed.action
    return {
        "type": "action",
        "id": action.id,
        "account": action.account,
        "event": action.event,
        "kind": action.kind,
        "target": action.wish.target,
        "state": action.state,
        "reason": action.reason,
        "note": action.note,
        "mode": str(action.wish.mode),
        "rules": _rules(action.wish.rules),
        "because": list(action.wish.because),
        "text": action.wish.text,
        "decided_by": action.decided_by,
        "decided_at": _moment(action.decided_at),
        "created_at": action.created_at.isoformat(),
        "changed_at": action.changed_at.isoformat(),
        "attempts": [_attempt(one) for one in deed.tries],
    }


def _attempt(one: Try) -> Record:
    return {
        "started_at": one.started_at.isoformat(),
        "ended_at": _moment(one.ended_at),
        "outcome": one.outcome,
        "detail": one.detail,
    }


def _rules(rules: Sequence[RuleRef]) -> list[Record]:
    return [_rule(one) for one in rules]


def _rule(rule: RuleRef) -> Record:
    return {"rule": rule.id, "version": rule.version}


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()
