from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import LikewiseError
from domain.ids import MediaId
from domain.plans import Mode
from domain.verdicts import Verdict
from likewise import connecting
from likewise.explaining import MOST, Explanation, explanations
from rules.judging import MORE
from storage import events, seen
from storage.archive import Sight
from storage.states import ActionState
from tests.unit.likewise.kept import ACCOUNT, ANA, FACTS, ME, NOW, RULES, chosen, fill, photo
from tests.unit.polling.stage import rules

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.records import ReportSettings

HOUR = timedelta(hours=1)
BEHIND = RULES.removeprefix("version: 1\n")


async def judged(folder: Path, text: str = RULES, *, caption: str = "Sunset") -> ReportSettings:
    """Settings whose database has one photo that these rules judged."""
    held = chosen(folder, text)
    event = photo("m1", caption=caption)
    sight = Sight(event=event, facts=FACTS, at=NOW)
    await fill(held, event, judged=[sight], by=rules(text.removeprefix("version: 1\n")))
    return held


async def the_one(held: ReportSettings, word: str = "m1") -> Explanation:
    (found,) = await explanations(held, word, NOW + HOUR)
    return found


async def test_a_decision_is_told_as_it_was(tmp_path: Path) -> None:
    found = await the_one(await judged(tmp_path))
    (told,) = found.told
    assert (found.event.key, found.judged_at, found.ruleset == found.current) == ("media:m1", NOW, True)
    assert told.then is not None
    assert (told.rule, told.then.finding.verdict, told.then.mode, told.now, told.gone) == (
        "sunsets",
        Verdict.YES,
        Mode.ASK,
        None,
        False,
    )
    (deed,) = found.deeds
    assert (deed.action.kind, deed.action.state, deed.tries) == ("like", ActionState.PLANNED, ())
    assert [check.name for check in deed.checks] == ["self", "never", "age", "like"]


@pytest.mark.parametrize(
    ("old", "new", "verdict", "gone"),
    [
        pytest.param("any_word: [sunset]", "any_word: [lunch]", Verdict.NO, False, id="it says no by now"),
        pytest.param("ask", "auto", Verdict.YES, False, id="it goes further by now"),
        pytest.param("id: sunsets", "id: others", None, True, id="it is gone"),
        pytest.param("do: [like]", "do: [like]\n    enabled: false", None, True, id="it is switched off"),
        pytest.param("tags: [sunset]", "tags: [lunch]", None, True, id="it looks elsewhere"),
    ],
)
async def test_what_a_changed_rule_says_stands_beside(
    tmp_path: Path, old: str, new: str, verdict: Verdict | None, *, gone: bool
) -> None:
    held = await judged(tmp_path)
    held.rules.write_text(RULES.replace(old, new), encoding="utf-8")
    found = await the_one(held)
    told = found.told[0]
    assert found.ruleset != found.current
    assert told.then is not None
    assert told.then.finding.verdict is Verdict.YES
    assert ((told.now.finding.verdict if told.now else None), told.gone) == (verdict, gone)


async def test_a_new_rule_that_would_match_is_told(tmp_path: Path) -> None:
    held = await judged(tmp_path)
    more = "  - {id: more, trigger: {new_media: {tags: [sunset]}}, when: always, do: [notify]}\n"
    held.rules.write_text(RULES + more, encoding="utf-8")
    found = await the_one(held)
    assert [(told.rule, told.then is None) for told in found.told] == [("sunsets", False), ("more", True)]


async def test_rules_that_said_nothing_are_told_with_why(tmp_path: Path) -> None:
    more = (
        "  - {id: other, trigger: {new_media: {tags: [lunch]}}, when: always, do: [notify]}\n"
        "  - {id: off, enabled: false, trigger: {new_media: {tags: [sunset]}}, when: always, do: [notify]}\n"
    )
    found = await the_one(await judged(tmp_path, RULES + more))
    assert found.silent == {"other trigger": ("other",), "switched off": ("off",)}


async def test_what_was_not_judged_yet_is_foreseen(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held, photo("m1"))
    found = await the_one(held)
    (told,) = found.told
    assert (found.judged_at, told.then, found.deeds) == (None, None, ())
    assert told.now is not None
    assert told.now.finding.verdict is Verdict.YES


async def test_how_far_rules_may_go_is_told(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held)
    async with connecting.store(held) as (database, _), database.write() as session:
        await events.add(session, ACCOUNT, [photo("m1")], ceiling=Mode.WATCH)
    assert (await the_one(held)).ceiling is Mode.WATCH


async def test_a_persons_newest_events_are_explained(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held, *(photo(f"m{number}") for number in range(MOST + 1)))
    found = await explanations(held, "@ana", NOW)
    assert [one.event.key for one in found] == [f"media:m{number}" for number in range(MOST, 0, -1)]


async def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    await fill(held)
    with pytest.raises(LikewiseError, match="nothing is known about m9; name a photo by link"):
        await explanations(held, "m9", NOW)
    async with connecting.store(held) as (database, _), database.write() as session:
        await seen.remember(session, ACCOUNT, [MediaId("m9")], NOW)
    with pytest.raises(LikewiseError, match="the photo m9 was there before the first look"):
        await explanations(held, "m9", NOW)


@pytest.mark.parametrize(
    ("text", "seen_then", "held_back"),
    [
        pytest.param(RULES, {"self": "", "never": "", "age": "20m ≤ 6h", "like": "0/15 h, 0/100 d"}, [], id="fine"),
        pytest.param(
            RULES.replace(
                "do: [like]", "do: [like]\n    max_age: 19m\n    limit: 2 per 1h\n    per_author: 1 per 7d"
            ),
            {
                "self": "",
                "never": "",
                "age": "20m > 19m",
                "per_author": "0/1",
                "limit": "0/2",
                "like": "0/15 h, 0/100 d",
            },
            ["age"],
            id="what the rule says",
        ),
        pytest.param(
            RULES + "lists: { never_touch: [ana] }\n",
            {"self": "", "never": "", "age": "20m ≤ 6h", "like": "0/15 h, 0/100 d"},
            ["never"],
            id="somebody to leave alone",
        ),
    ],
)
async def test_what_the_guards_look_at_is_told(
    tmp_path: Path, text: str, seen_then: dict[str, str], held_back: list[str]
) -> None:
    (deed,) = (await the_one(await judged(tmp_path, text))).deeds
    assert {check.name: check.seen for check in deed.checks} == seen_then
    assert [check.name for check in deed.checks if not check.held] == held_back


async def test_ones_own_photo_is_seen_to_be(tmp_path: Path) -> None:
    held = chosen(tmp_path)
    mine = photo("m1", who=replace(ANA, id=ME))
    await fill(held, mine, judged=[Sight(event=mine, facts=FACTS, at=NOW)], by=rules(BEHIND))
    (deed,) = (await the_one(held)).deeds
    assert [check.name for check in deed.checks if not check.held] == ["self"]


async def test_what_writes_nothing_has_no_guards(tmp_path: Path) -> None:
    (deed,) = (await the_one(await judged(tmp_path, RULES.replace("[like]", "[notify]")))).deeds
    assert deed.checks == ()


async def test_what_many_rules_said_no_to_is_told_when_somebody_asks(tmp_path: Path) -> None:
    blank = "  - {{id: sea-{0}, trigger: {{new_media: {{tags: [sunset]}}}}, when: {{tags: sea-{0}}}, do: [like]}}\n"
    many = RULES + "".join(blank.format(number) for number in range(MORE + 2))
    found = await the_one(await judged(tmp_path, many))
    assert [told.rule for told in found.told] == ["sunsets", *(f"sea-{number}" for number in range(MORE))]
    assert {told.then.finding.verdict for told in found.told[1:] if told.then} == {Verdict.NO}
    assert found.silent == {"said no, or is newer": (f"sea-{MORE}", f"sea-{MORE + 1}")}
