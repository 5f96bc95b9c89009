from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from actions.desk import Desk
from actions.running import Acting
from actions.surroundings import Surroundings
from domain.errors import LikewiseError
from domain.plans import ActionKind, LimitClass, Mode, Reason
from likewise import connecting, why_report
from likewise.cli import app
from likewise.explaining import explanations
from storage import actions, attempts, moves
from storage.archive import Sight
from storage.attempts import Ending
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.likewise.kept import ACCOUNT, FACTS, ME, NOW, RULES, chosen, fill, keep, photo
from tests.unit.polling.stage import rules
from tests.unit.polling.world import SteppedClock, World

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from likewise.records import ReportSettings

CHANCY = RULES.replace(
    "do: [like]",
    'do: [like, { comment: { text: "{a|b|c|d|e|f|g|h|i|j} light", chance: 1%, allow_strangers: true } }]',
)
LOW = CHANCY + (
    "  - {id: low, mode: auto, max_age: 5m, trigger: {new_media: {tags: [sunset]}}, when: always, do: [like]}\n"
    "  - {id: other, trigger: follow_request, when: always, do: [notify]}\n"
)


async def judged(folder: Path, text: str = CHANCY, caption: str = "Sunset") -> ReportSettings:
    held = chosen(folder, text)
    event = photo("m1", caption=caption)
    sight = Sight(event=event, facts=FACTS, at=NOW)
    await fill(held, event, judged=[sight], by=rules(text.removeprefix("version: 1\n")))
    return held


async def lines(held: ReportSettings, word: str = "m1") -> list[str]:
    return [line.plain for line in why_report.lines(await explanations(held, word, NOW))]


async def test_a_decision_reads_from_top_to_bottom(tmp_path: Path) -> None:
    text = await lines(await judged(tmp_path, LOW))
    head, when, first, *rest = text
    assert head == (
        "@ana · photo · seen 2026-06-01 18:00 UTC · via tag:sunset · media:m1 · https://network.example/p/Cm1/"
    )
    assert when == "Judged 2026-06-01 18:00 UTC."
    assert first.startswith("sunsets  v")
    assert first.endswith("  MATCH → ask")
    assert rest[0] == "  ✓ caption.text any_word  'sunset' in 'Sunset'"
    assert rest[1].startswith("  plan: like (ask); comment skipped (chance 1 %: 0.")
    assert "  plan: no like (age: the photo is older than max_age of this rule)" in rest
    assert "other  —  other trigger" in rest
    assert "like: planned since 2026-06-01 18:00 UTC, by rules alone" in rest
    assert rest[-1] == "  guards: self ✓ never ✓ age 20m ≤ 6h ✓ like 0/15 h, 0/100 d ✓"


async def test_who_decided_and_how_it_ended_is_told(tmp_path: Path) -> None:
    held = await judged(tmp_path, RULES)
    async with connecting.store(held) as (database, _), database.write() as session:
        (action,) = await actions.of_event(session, ACCOUNT, photo("m1").key)
        await moves.make(session, action, Move(state=ActionState.PENDING, by="Mila"), NOW)
        (action,) = await actions.of_event(session, ACCOUNT, photo("m1").key)
        claimed = await attempts.claim(session, action, LimitClass.LIKE, now=NOW)
        assert claimed is not None
        failed = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The photo is no longer there.")
        await attempts.settle(
            session, claimed, Ending(outcome=Outcome.REFUSED, move=failed, detail="no\x1bsuch"), NOW
        )
    text = await lines(held)
    assert "like: suppressed since 2026-06-01 18:00 UTC, decided by Mila at 2026-06-01 18:00 UTC" in text
    assert text[-2].endswith("  held: gone (The photo is no longer there.)")
    assert text[-1] == "  attempt 1: 2026-06-01 18:00 UTC refused: no\\x1bsuch"


async def test_why_what_goes_with_a_write_was_dropped_is_told(tmp_path: Path) -> None:
    text = RULES.replace("do: [like]", "do: [like, { mark: print }]")
    held, clock = await judged(tmp_path, text), SteppedClock()
    clock.now = NOW
    async with connecting.store(held) as (database, _):
        around = Surroundings(
            account=ACCOUNT,
            me=ME,
            network=World(clock),
            database=database,
            rules=lambda: rules(text.removeprefix("version: 1\n")),
            clock=clock,
        )
        acting = Acting(around, ceiling=Mode.AUTO)
        await acting.round()
        assert (await lines(held))[-1].endswith("  held: conflict (The rule wants to like first.)")
        async with database.read() as session:
            like, _ = await actions.of_event(session, ACCOUNT, photo("m1").key)
        await Desk(around).decline(like.id, "Ana")
        await acting.round()
    told = "  held: declined (The rule wanted to like first, which was not done: Ana said no.)"
    assert (await lines(held))[-1].endswith(told)


async def test_changed_rules_are_told_beside(tmp_path: Path) -> None:
    held = await judged(tmp_path, RULES)
    held.rules.write_text(RULES.replace("any_word: [sunset]", "any_word: [lunch]"), encoding="utf-8")
    text = await lines(held)
    assert text[1] == "Judged 2026-06-01 18:00 UTC; the rules, or who is on their lists, have changed since."
    place = next(number for number, line in enumerate(text) if line.startswith("  now v"))
    assert text[place].endswith(": no match")
    assert text[place + 1].startswith("    ✗ caption.text any_word")
    held.rules.write_text(RULES.replace("sunsets", "others"), encoding="utf-8")
    assert "  now: the rule is gone, switched off, or looks elsewhere" in await lines(held)


async def test_groups_stand_in_each_other_and_what_was_not_needed_is_marked(tmp_path: Path) -> None:
    when = "when: { caption.text: { any_word: [lunch] }, likes.count: { lte: 9 }, any: [{ media.type: video }] }"
    text = await lines(await judged(tmp_path, RULES.replace("when: { caption.text: { any_word: [sunset] } }", when)))
    assert [line[:3] for line in text[3:6]] == ["  ✗", "  ·", "  ·"]
    deep = RULES.replace("when: {", "when: { any: [{ media.type: video }, { media.type: image }],")
    (tmp_path / "b").mkdir()
    text = await lines(await judged(tmp_path / "b", deep))
    assert [line[:5] for line in text if "media.type" in line] == ["    ✗", "    ✓"]


async def test_what_is_not_judged_yet_is_said_to_be(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held, photo("m1"), photo("m2"))
    text = await lines(held, "@ana")
    assert text[1] == "Not judged yet. With what is known, the rules of now say:"
    assert text.count("") == 1


async def test_strangers_steer_no_terminal(tmp_path: Path) -> None:
    text = await lines(await judged(tmp_path, RULES, "sunset \x1b[2J"))
    assert not any("\x1b" in line for line in text)


async def test_programs_get_everything(tmp_path: Path) -> None:
    (found,) = await explanations(await judged(tmp_path, LOW), "m1", NOW)
    told = json.loads(json.dumps(why_report.for_programs(found)))
    assert (told["event"], told["username"], told["link"]) == ("media:m1", "ana", "https://network.example/p/Cm1/")
    assert told["ruleset"] == told["ruleset_now"]
    assert [(rule["id"], rule["then"]["finding"]["verdict"]) for rule in told["rules"]] == [
        ("sunsets", "yes"),
        ("low", "yes"),
    ]
    assert [one["reason"] for one in told["suppressed"]] == [Reason.AGE]
    assert [one["kind"] for one in told["notes"]] == [ActionKind.COMMENT]
    (action,) = told["actions"]
    assert (action["kind"], action["mode"], action["state"], action["decided_by"]) == ("like", "ask", "planned", None)
    assert [guard["name"] for guard in action["guards"]] == ["self", "never", "age", "like"]
    assert action["attempts"] == []


def test_the_command_explains_or_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = chosen(tmp_path)
    keep(held, photo("m1"))
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["why", "Cm1"])
    assert (result.exit_code, result.stdout[:4]) == (0, "@ana")
    assert json.loads(CliRunner().invoke(app, ["why", "@ana", "--json"]).stdout)[0]["event"] == "media:m1"
    missing = CliRunner().invoke(app, ["why", "nobody"])
    assert isinstance(missing.exception, LikewiseError)
