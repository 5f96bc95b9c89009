from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from domain.plans import ActionKind, Mode, Plan, PlannedAction, RuleRef
from likewise import connecting, undoing
from likewise.undoing import Wanted
from storage import actions, moves
from storage.database import open_database
from storage.moves import Move
from storage.states import ActionState
from tests.unit.likewise.kept import ACCOUNT, NOW, chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.records import ReportSettings

HOUR = timedelta(hours=1)


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    """An account for which a rule has liked a photo."""
    held = chosen(tmp_path)
    event = photo("m1")
    keep(held, event)
    wish = PlannedAction(
        kind=ActionKind.LIKE,
        target="m1",
        mode=Mode.AUTO,
        rules=(RuleRef(id="sunsets", version="a1"),),
        because=(),
    )

    async def like() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=(wish,)), NOW)
            (action,) = await actions.of_event(session, ACCOUNT, event.key)
            await moves.make(session, action, Move(state=ActionState.DONE), NOW)

    asyncio.run(like())
    return held


def queued(held: ReportSettings) -> list[tuple[str, str | None]]:
    async def look() -> list[tuple[str, str | None]]:
        async with connecting.store(held) as (database, _), database.read() as session:
            found = await actions.in_state(session, ACCOUNT, [ActionState.PENDING])
            return [(action.kind, action.decided_by) for action in found]

    return asyncio.run(look())


def wanted(what: str, since: timedelta | None = None, *, dry_run: bool = False) -> Wanted:
    return Wanted(what=what, since=since, dry_run=dry_run)


@pytest.mark.parametrize("what", [wanted("1"), wanted("last"), wanted("sunsets", HOUR)], ids=["id", "last", "rule"])
def test_it_is_queued_for_the_next_program(held: ReportSettings, what: Wanted) -> None:
    assert undoing.undo(held, what, NOW) == (
        "#1  like m1 (sunsets)  It is taken back: unlike.\n"
        "1 is queued, the newest first and within the limits: nothing runs now, so it waits for likewise run."
    )
    assert queued(held) == [("unlike", "likewise undo")]


def test_a_dry_run_queues_nothing(held: ReportSettings) -> None:
    assert undoing.undo(held, wanted("last", dry_run=True), NOW).endswith("as this was a dry run.")
    assert queued(held) == []


def test_a_program_that_runs_does_it(held: ReportSettings) -> None:
    async def beside() -> str:
        async with open_database(held.database_url.get_secret_value()):
            return await asyncio.to_thread(undoing.undo, held, wanted("1"), NOW)

    assert asyncio.run(beside()).endswith("the program that runs does it.")
    assert queued(held) == [("unlike", "likewise undo")]


def test_programs_are_told_the_same(held: ReportSettings) -> None:
    assert json.loads(undoing.undo(held, wanted("1"), NOW, as_json=True)) == {
        "dry_run": False,
        "running": False,
        "actions": [{"id": 1, "kind": "like", "target": "m1", "undo": "unlike", "note": "It is taken back: unlike."}],
    }


@pytest.mark.parametrize(
    ("what", "said"),
    [
        pytest.param(wanted("2"), "there is no action 2", id="no such action"),
        pytest.param(wanted("1", HOUR), "--since goes with a rule", id="an action and a time"),
        pytest.param(wanted("sunsets"), "say how far back to go with the rule sunsets", id="a rule without a time"),
    ],
)
def test_what_is_meant_must_be_said(held: ReportSettings, what: Wanted, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        undoing.undo(held, what, NOW)


@pytest.mark.parametrize("what", [wanted("sunset", HOUR), wanted("sunsets", HOUR / 4)], ids=["other rule", "before"])
def test_what_is_not_meant_stays(held: ReportSettings, what: Wanted) -> None:
    later = NOW + HOUR / 2
    assert undoing.undo(held, what, later) == "Nothing was found that could be taken back."


def test_the_last_is_not_what_took_something_back(held: ReportSettings) -> None:
    undoing.undo(held, wanted("last"), NOW)
    said = undoing.undo(held, wanted("last"), NOW)
    assert "It is being taken back already." in said
    assert said.endswith("Nothing is taken back.")
