from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.plans import Mode
from polling.rechecking import Timetable, is_stale, under
from storage.cases import Case
from storage.grounds import Ground
from tests.unit.polling.stage import rules
from tests.unit.polling.test_judging import PHOTO
from tests.unit.polling.world import ME, START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rules.ruleset import RuleSet

FACTS = Facts(me=ME)
MINUTE = timedelta(minutes=1)


def case(*judged: timedelta) -> Case:
    return Case(
        event=PHOTO,
        first_caption=None,
        grounds=tuple(Ground(at=START + moment, facts=FACTS) for moment in judged),
        met=(),
        ceiling=None,
        judged_at=None,
        next_judge_at=None,
    )


def sunsets(mode: str, when: str, recheck: str = "recheck: {after: [45m, 3h]}", tag: str = "sunset") -> RuleSet:
    return rules(f"""
rules:
  - id: sunsets
    mode: {mode}
    trigger: {{new_media: {{tags: [{tag}]}}}}
    when: {when}
    {recheck}
    do: [like]
""")


GROWN = "{likes.count: {gte: 100}}"


@pytest.mark.parametrize(
    ("ruleset", "minutes", "after"),
    [
        pytest.param(sunsets("auto", GROWN), 0, 45, id="the first time"),
        pytest.param(sunsets("auto", GROWN), 45, 180, id="then the next"),
        pytest.param(sunsets("auto", GROWN), 100, 180, id="what was missed is not made up for"),
        pytest.param(sunsets("auto", GROWN), 180, None, id="then never"),
        pytest.param(sunsets("auto", "always"), 0, None, id="what matched has nothing to win"),
        pytest.param(sunsets("ask", "always"), 0, 45, id="what is proposed may become false"),
        pytest.param(sunsets("auto", "{author.followers: {gte: 5}}"), 0, 45, id="the unknown may be known then"),
        pytest.param(sunsets("auto", GROWN, ""), 0, None, id="a rule that does not ask for it"),
        pytest.param(sunsets("auto", GROWN, tag="sea"), 0, None, id="a rule that the photo does not wake"),
        pytest.param(sunsets("auto", GROWN, "recheck: {after: [5m]}\n    enabled: false"), 0, None, id="disabled"),
    ],
)
def test_when_an_event_is_judged_again(ruleset: RuleSet, minutes: int, after: int | None) -> None:
    now = START + minutes * MINUTE
    said = ruleset.judge(PHOTO, FACTS, now)
    expected = None if after is None else START + after * MINUTE
    assert Timetable().next_at(ruleset, case(), said, now) == expected


def test_new_rules_have_another_timetable() -> None:
    timetable = Timetable()
    first, second = sunsets("auto", GROWN), sunsets("auto", GROWN, "recheck: {after: [10m]}")
    moments = [timetable.next_at(one, case(), one.judge(PHOTO, FACTS, START), START) for one in (first, second)]
    assert moments == [START + 45 * MINUTE, START + 10 * MINUTE]


@pytest.mark.parametrize(
    ("judged", "stale"),
    [
        pytest.param((), False, id="never judged"),
        pytest.param((timedelta(),), False, id="a moment ago"),
        pytest.param((timedelta(minutes=-1),), True, id="a minute ago"),
        pytest.param((timedelta(hours=-1), timedelta()), False, id="the latest counts"),
    ],
)
def test_what_was_seen_lately_need_not_be_loaded_anew(judged: Sequence[timedelta], stale: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_stale(case(*judged), START) is stale


@pytest.mark.parametrize(
    ("ceiling", "mode"),
    [(None, Mode.AUTO), (Mode.AUTO, Mode.AUTO), (Mode.ASK, Mode.ASK), (Mode.WATCH, Mode.WATCH)],
)
def test_nothing_goes_further_than_the_ceiling(ceiling: Mode | None, mode: Mode) -> None:
    (action,) = under(sunsets("auto", "always").judge(PHOTO, FACTS, START), ceiling).plan.actions
    assert action.mode is mode
    assert {terms.mode for terms in action.terms} <= {mode}


def test_a_ceiling_lifts_nothing() -> None:
    (action,) = under(sunsets("watch", "always").judge(PHOTO, FACTS, START), Mode.AUTO).plan.actions
    assert action.mode is Mode.WATCH
