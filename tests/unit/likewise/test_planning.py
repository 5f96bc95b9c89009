from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from typer.testing import CliRunner

from domain.facts import Need
from domain.people import Profile
from domain.plans import LimitClass, Mode, Reason
from likewise import connecting, plan_report
from likewise.cli import app
from likewise.planning import Outlook, outlook
from storage import accounts, actions, attempts, events, moves, profiles, switches
from storage.archive import Sight
from storage.halting import NAME, Halt
from storage.moves import Move
from storage.states import ActionState
from storage.switches import Switch
from tests.unit.likewise.kept import ACCOUNT, ANA, FACTS, NOW, RULES, chosen, fill, keep, photo
from tests.unit.polling.stage import rules

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from likewise.records import ReportSettings

BEHIND = RULES.removeprefix("version: 1\n")
FOLLOWED = RULES.replace("when: {", "when: { author.followers: { gte: 10 },")
MINUTE = timedelta(minutes=1)


def printed(found: Outlook) -> str:
    console = Console(width=160)
    with console.capture() as capture:
        for part in plan_report.for_people(found):
            console.print(part)
    return capture.get()


async def waiting(folder: Path, text: str = RULES, *numbers: str) -> ReportSettings:
    held = chosen(folder, text)
    await fill(held, *(photo(number) for number in numbers or ("m1",)))
    return held


async def test_what_waits_is_judged_and_nothing_is_written(tmp_path: Path) -> None:
    held = await waiting(tmp_path)
    before = (held.data / "likewise.db").read_bytes()
    found = await outlook(held, NOW)
    (step,) = found.steps
    assert (step.event.key, step.action.kind, step.action.mode, step.held) == ("media:m1", "like", Mode.ASK, None)
    assert (held.data / "likewise.db").read_bytes() == before
    text = printed(found)
    assert "1 event to be judged; with what is known:" in text
    assert "like (ask) by sunsets" in text
    assert "In all: 1 like (ask)." in text


async def test_where_nothing_waits_that_is_said(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held)
    assert printed(await outlook(held, NOW)) == "Nothing waits.\n"


@pytest.mark.parametrize(
    ("followers", "needs", "wanted"),
    [
        pytest.param(None, {Need.PROFILE}, 0, id="a question is asked first"),
        pytest.param(10, set(), 1, id="the answer is kept"),
        pytest.param(9, set(), 0, id="and says no"),
    ],
)
async def test_what_is_kept_about_people_is_used(
    tmp_path: Path, followers: int | None, needs: set[Need], wanted: int
) -> None:
    held = await waiting(tmp_path, FOLLOWED)
    if followers is not None:
        async with connecting.store(held) as (database, _), database.write() as session:
            known = Profile(person=ANA, bio="", website="", posts=1, followers=followers, follows=1)
            await profiles.put(session, ACCOUNT, known, NOW)
    found = await outlook(held, NOW)
    assert (set(found.foreseen[0].judgement.needs), len(found.steps)) == (needs, wanted)


async def test_no_rule_goes_further_than_the_ceilings(tmp_path: Path) -> None:
    held = await waiting(tmp_path, RULES.replace("mode: ask", "mode: auto"))
    assert [step.action.mode for step in (await outlook(held, NOW)).steps] == [Mode.ASK]
    async with connecting.store(held) as (database, _), database.write() as session:
        await events.add(session, ACCOUNT, [photo("m2")], ceiling=Mode.WATCH)
    assert [step.action.mode for step in (await outlook(held, NOW)).steps] == [Mode.ASK, Mode.WATCH]


async def test_limits_are_reckoned_with_what_was_done(tmp_path: Path) -> None:
    text = RULES + "limits: { like: { per_hour: 2, per_day: 9 } }\n"
    held = await waiting(tmp_path, text, "m1", "m2", "m3")
    done = photo("done")
    sight = Sight(event=done, facts=FACTS, at=NOW)
    async with connecting.store(held) as (database, _), database.write() as session:
        plan = rules(BEHIND).judge(sight.event, sight.facts, sight.at).plan
        await actions.record_plan(session, ACCOUNT, plan, NOW)
        (action,) = await actions.of_event(session, ACCOUNT, done.key)
        await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
        (action,) = await actions.of_event(session, ACCOUNT, done.key)
        assert await attempts.claim(session, action, LimitClass.LIKE, now=NOW)
    found = await outlook(held, NOW + MINUTE)
    assert [step.held for step in found.steps] == [None, Reason.LIMIT, Reason.LIMIT]
    text = printed(found)
    assert "held back: 2 limit" in text
    assert "under way" in text


async def test_what_was_planned_before_is_listed(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    event = photo("m1")
    await fill(held, event, judged=[Sight(event=event, facts=FACTS, at=NOW)], by=rules(BEHIND))
    async with connecting.store(held) as (database, _), database.write() as session:
        (action,) = await actions.of_event(session, ACCOUNT, event.key)
        later = Move(state=ActionState.PENDING, reason=Reason.LIMIT, note="Used up.", next_at=NOW + MINUTE)
        await moves.make(session, action, later, NOW)
    found = await outlook(held, NOW)
    assert [one.kind for one in found.open] == ["like"]
    text = printed(found)
    assert "1 action not over:" in text
    assert "2026-06-01 18:01 UTC" in text
    assert "limit Used up." in text
    told = json.loads(json.dumps(plan_report.for_programs(found)))
    assert (told["actions"][0]["state"], told["actions"][0]["reason"], told["events"]) == ("pending", "limit", [])


@pytest.mark.parametrize(
    ("next_at", "expected"),
    [
        pytest.param(NOW, "waits for your answer  —", id="at any time"),
        pytest.param(NOW + MINUTE, "waits for your answer  until 2026-06-01 18:01 UTC", id="until then"),
    ],
)
async def test_how_long_a_question_waits_is_told(tmp_path: Path, next_at: datetime, expected: str) -> None:
    held = chosen(tmp_path)
    event = photo("m1")
    await fill(held, event, judged=[Sight(event=event, facts=FACTS, at=NOW)], by=rules(BEHIND))
    async with connecting.store(held) as (database, _), database.write() as session:
        (action,) = await actions.of_event(session, ACCOUNT, event.key)
        await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL, next_at=next_at), NOW)
    assert expected in printed(await outlook(held, NOW))


@pytest.mark.parametrize("stopped", ["paused", "blocked", "halted"])
async def test_a_stop_is_told_first(tmp_path: Path, stopped: str) -> None:
    held = await waiting(tmp_path)
    async with connecting.store(held) as (database, _), database.write() as session:
        if stopped == "paused":
            await switches.turn_on(session, Switch.PAUSED, "paused by Mila", NOW)
        elif stopped == "blocked":
            await accounts.pause(session, ACCOUNT, "the account is blocked")
        else:
            Halt(file=held.data / NAME).begin(NOW)
    first = printed(await outlook(held, NOW)).splitlines()[0].lower()
    assert first.startswith("nothing is written: ")
    assert stopped in first


def test_the_command_prints_for_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = chosen(tmp_path)
    keep(held, photo("m1"))
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    monkeypatch.chdir(tmp_path)
    told = json.loads(CliRunner().invoke(app, ["plan", "--json"]).stdout)
    assert [one["event"] for one in told["events"]] == ["media:m1"]
    assert CliRunner().invoke(app, ["plan"]).stdout.startswith("1 event to be judged")
