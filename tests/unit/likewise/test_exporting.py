from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from domain.errors import ConfigError
from domain.plans import LimitClass
from likewise import connecting, exporting
from rules.loading import SourceText, load
from storage import actions, attempts, moves
from storage.archive import Sight
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.leaks import found_in
from tests.unit.likewise.kept import ACCOUNT, FACTS, NOW, RULES, chosen, keep, photo

if TYPE_CHECKING:
    from likewise.records import ReportSettings

DOCUMENT = Path(__file__).parents[3] / "docs" / "data.md"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    """An account with a like that was asked about, agreed to and done."""
    held = chosen(tmp_path)
    event = photo("m1")
    rules = load([SourceText(name="rules.yaml", text=RULES)]).ruleset
    keep(held, event, photo("m2"), judged=[Sight(event=event, facts=FACTS, at=NOW)], by=rules)

    async def like() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            (action,) = await actions.of_event(session, ACCOUNT, event.key)
            await moves.make(session, action, Move(state=ActionState.PENDING, by="Ana"), NOW)
            (action,) = await actions.of_event(session, ACCOUNT, event.key)
            claimed = await attempts.claim(session, action, LimitClass.LIKE, now=NOW)
            assert claimed is not None
            ending = Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE))
            await attempts.settle(session, claimed, ending, NOW + MINUTE)

    asyncio.run(like())
    return held


def lines(held: ReportSettings, since: timedelta | None = None) -> list[dict[str, Any]]:
    said: list[str] = []
    assert exporting.export(held, since, None, NOW + 2 * MINUTE, said.append) is None
    return [json.loads(line) for line in said]


def test_each_decision_and_action_is_a_line(held: ReportSettings) -> None:
    decision, action = lines(held)
    version = decision["verdicts"][0]["version"]
    assert decision == {
        "type": "decision",
        "event": "media:m1",
        "person": {"id": "7", "username": "ana"},
        "first_seen_at": "2026-06-01T18:00:00+00:00",
        "judged_at": "2026-06-01T18:00:00+00:00",
        "ruleset": decision["ruleset"],
        "verdicts": [{"rule": "sunsets", "version": version, "mode": "ask", "verdict": "yes"}],
        "suppressed": [],
    }
    assert (action["kind"], action["state"], action["decided_by"]) == ("like", "done", "Ana")
    assert action["rules"] == [{"rule": "sunsets", "version": version}]
    assert action["attempts"] == [
        {
            "started_at": "2026-06-01T18:00:00+00:00",
            "ended_at": "2026-06-01T18:01:00+00:00",
            "outcome": "done",
            "detail": None,
        }
    ]


def test_the_page_of_documentation_names_every_field(held: ReportSettings) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    fields = {name for record in lines(held) for name in record}
    assert [name for name in sorted(fields) if f"| `{name}` |" not in text] == []


def test_since_leaves_out_what_is_older(held: ReportSettings) -> None:
    assert [record["type"] for record in lines(held, MINUTE + MINUTE / 2)] == ["action"]
    assert lines(held, MINUTE / 2) == []


def test_a_file_is_new_and_private_and_has_no_secret(held: ReportSettings, tmp_path: Path) -> None:
    to = tmp_path / "out.jsonl"
    assert exporting.export(held, None, to, NOW, pytest.fail) == f"2 lines are in {to}, which only you can read."
    assert to.stat().st_mode & 0o777 == 0o600
    assert len(to.read_text(encoding="utf-8").splitlines()) == 2
    assert "canary" not in to.read_text(encoding="utf-8")
    assert found_in([("the file", to.read_text(encoding="utf-8"))]) == []
    with pytest.raises(ConfigError, match="name a new file"):
        exporting.export(held, None, to, NOW, pytest.fail)


def test_more_than_a_page_is_whole(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    rules = load([SourceText(name="rules.yaml", text=RULES)]).ruleset
    some = [photo(f"m{number}") for number in range(7)]
    keep(held, *some, judged=[Sight(event=one, facts=FACTS, at=NOW) for one in some], by=rules)

    async def read(page: int) -> list[str]:
        async with connecting.store(held) as (database, _):
            return [f"{one}" async for one in exporting.records(database, ACCOUNT, NOW, page=page)]

    assert len(set(asyncio.run(read(3)))) == 14
    assert asyncio.run(read(3)) == asyncio.run(read(7)) == asyncio.run(read(100))
