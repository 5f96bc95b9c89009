from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.promoting import hold, is_proven, promote
from domain.plans import Mode
from storage import standings
from storage.standings import Hold, Standing
from tests.unit.storage.examples import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from tests.unit.actions.stage import Stage

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def standing(matches: int = 0, first: datetime | None = None, wanted: Mode = Mode.AUTO) -> Standing:
    return Standing(
        rule="suns", content="abc", wanted=wanted, granted=Mode.ASK, matches=matches, first_matched_at=first
    )


@pytest.mark.parametrize(
    ("matches", "first", "proven"),
    [
        pytest.param(0, None, False, id="it never matched"),
        pytest.param(19, NOW - DAY + SECOND, False, id="nearly"),
        pytest.param(20, NOW, True, id="often enough"),
        pytest.param(1, NOW - DAY, True, id="long enough"),
    ],
)
def test_a_rule_has_shown_enough(matches: int, first: datetime | None, *, proven: bool) -> None:
    assert is_proven(standing(matches, first), NOW) == proven


async def test_a_rule_that_has_shown_enough_is_promoted(stage: Stage) -> None:
    async with stage.database.write() as session:
        await standings.put(session, [standing(20, NOW)])
        found = await promote(session, "suns", "mila", NOW, at_once=False)
        kept = await standings.get(session, "suns")
    assert (found.done, found.text) == (True, "suns may act by itself in a moment.")
    assert kept is not None
    assert (kept.granted, kept.promoted_at, kept.promoted_by) == (Mode.AUTO, NOW, "mila")


@pytest.mark.parametrize(
    ("matches", "said"),
    [(0, "suns has not matched yet"), (1, "suns has matched once"), (7, "suns has matched 7 times")],
)
async def test_too_early_is_told_and_now_overrides_it(stage: Stage, matches: int, said: str) -> None:
    async with stage.database.write() as session:
        await standings.put(session, [standing(matches, NOW if matches else None)])
        refused = await promote(session, "suns", "mila", NOW, at_once=False)
        kept = await standings.get(session, "suns")
        allowed = await promote(session, "suns", "mila", NOW, at_once=True)
    assert (refused.done, allowed.done) == (False, True)
    assert refused.text.startswith(f"{said} since it asks. It may act by itself after 20 matches, or 24 hours after")
    assert kept is not None
    assert kept.granted is Mode.ASK


async def test_a_rule_goes_no_further_than_its_file_says(stage: Stage) -> None:
    async with stage.database.write() as session:
        await standings.put(session, [standing(wanted=Mode.ASK)])
        found = await promote(session, "suns", "mila", NOW, at_once=True)
    assert not found.done
    assert found.text == "suns goes as far as its file says already: ask; write mode: auto in its file first."


async def test_there_is_no_other(stage: Stage) -> None:
    async with stage.database.write() as session:
        found = await promote(session, "moons", "mila", NOW, at_once=True)
    assert (found.done, found.text) == (False, "There is no rule 'moons'.")


FREE = replace(standing(20, NOW), granted=Mode.AUTO)


GOES = "In a moment suns goes "
NO_FURTHER = "suns goes no further than its file says: ask; write mode: auto there first."


@pytest.mark.parametrize(
    ("before", "mode", "text", "goes"),
    [
        pytest.param(FREE, Mode.WATCH, f"{GOES}no further than watch, until you say", Mode.WATCH, id="held back"),
        pytest.param(FREE, Mode.AUTO, f"{GOES}as far as it may: auto.", Mode.AUTO, id="let go"),
        pytest.param(FREE, None, f"{GOES}as far as it may: auto.", Mode.AUTO, id="let go by default"),
        pytest.param(standing(wanted=Mode.ASK), Mode.AUTO, NO_FURTHER, Mode.ASK, id="never further"),
        pytest.param(standing(19, NOW), Mode.AUTO, "suns has matched 19 times", Mode.ASK, id="nor too early"),
        pytest.param(standing(20, NOW), Mode.AUTO, "suns may act by itself in a moment.", Mode.AUTO, id="promoted"),
    ],
)
async def test_a_person_lets_a_rule_go_so_far_and_no_further(
    stage: Stage, before: Standing, mode: Mode | None, text: str, goes: Mode
) -> None:
    async with stage.database.write() as session:
        await standings.put(session, [before])
        said = await hold(session, "suns", mode, "mila", NOW)
        after = await standings.get(session, "suns")
    assert after is not None
    assert said.done is (after != before)
    assert said.text.startswith(text)
    assert after.mode is goes


async def test_a_hold_may_end_with_the_next_change(stage: Stage) -> None:
    async with stage.database.write() as session:
        await standings.put(session, [FREE])
        said = await hold(session, "suns", Mode.ASK, "mila", NOW, until_changed=True)
        held = await standings.get(session, "suns")
    assert said.text == f"{GOES}no further than ask, until its file changes."
    assert held is not None
    assert (held.mode, replace(held, content="def").mode) == (Mode.ASK, Mode.AUTO)


async def test_promoting_lets_go_of_what_was_held(stage: Stage) -> None:
    held = Hold(mode=Mode.WATCH, version=None, by="mila", at=NOW)
    async with stage.database.write() as session:
        await standings.put(session, [replace(FREE, hold=held)])
        told = await promote(session, "suns", "mila", NOW, at_once=True)
        await standings.put(session, [replace(standing(20, NOW), hold=held)])
        promoted = await promote(session, "suns", "mila", NOW, at_once=False)
        after = await standings.get(session, "suns")
        nobody = await hold(session, "moons", Mode.WATCH, "mila", NOW)
    assert told.text == "suns may do what its file says, but is held back; /mode suns default lets it go."
    assert (promoted.done, after is not None and after.mode) == (True, Mode.AUTO)
    assert (nobody.done, nobody.text) == (False, "There is no rule 'moons'.")
