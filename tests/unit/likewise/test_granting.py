from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.plans import Mode
from likewise.granting import grant, limited, waiting
from rules.loading import SourceText, load
from tests.unit.storage.examples import NOW

if TYPE_CHECKING:
    from rules.ruleset import RuleSet

DAY = timedelta(days=1)


def rules(mode: str = "auto", tag: str = "sunset", *, do: str = "like", more: str = "") -> RuleSet:
    text = f"""version: 1
{more}
rules:
  - id: suns
    mode: {mode}
    trigger: {{ new_media: {{ tags: [{tag}] }} }}
    when: {{ media.type: image }}
    do: [{do}]
"""
    found = load([SourceText(name="rules.yaml", text=text)]).ruleset
    assert found is not None
    return found


def granted(before: RuleSet, after: RuleSet, *, matches: int = 0, days: int | None = None) -> Mode:
    """How far the rule may go after a change, given that the first rules ran so far and matched so often."""
    known = grant(before, {}, NOW)
    first = None if days is None else NOW - days * DAY
    known = {"suns": replace(known["suns"], matches=matches, first_matched_at=first)}
    return grant(after, known, NOW)["suns"].granted


OTHERS = replace(rules(), rules=())


@pytest.mark.parametrize("mode", list(Mode))
def test_rules_that_are_there_at_the_very_first_load_go_as_far_as_they_say(mode: Mode) -> None:
    assert grant(rules(str(mode)), {}, NOW)["suns"].granted is mode


@pytest.mark.parametrize(("mode", "expected"), [("auto", Mode.ASK), ("ask", Mode.ASK), ("watch", Mode.WATCH)])
def test_a_rule_that_comes_later_asks_first(mode: str, expected: Mode) -> None:
    known = {"seas": replace(grant(rules(), {}, NOW)["suns"], rule="seas")}
    found = grant(rules(mode), known, NOW)
    assert found["suns"].granted is expected
    assert waiting(found) == ({"suns"} if mode == "auto" else set())


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(rules(), Mode.AUTO, id="nothing changed"),
        pytest.param(rules(tag="sea"), Mode.ASK, id="another trigger"),
        pytest.param(rules(do="like, mark: x"), Mode.ASK, id="other actions"),
        pytest.param(rules("ask"), Mode.ASK, id="a lower mode"),
        pytest.param(rules("watch", tag="sea"), Mode.WATCH, id="changed and lower"),
        pytest.param(rules(more="limits: { like: { per_hour: 3 } }"), Mode.AUTO, id="what stands elsewhere"),
        pytest.param(rules(tag="sea", more="engine: { demote_changed: false }"), Mode.AUTO, id="the owner's wish"),
    ],
)
def test_a_changed_auto_rule_asks_until_it_is_promoted(after: RuleSet, expected: Mode) -> None:
    assert granted(rules(), after) is expected


def test_what_it_had_shown_counts_no_more_after_a_change() -> None:
    known = {"suns": replace(grant(rules("ask"), {}, NOW)["suns"], matches=30, first_matched_at=NOW - DAY)}
    found = grant(rules("auto", tag="sea"), known, NOW)["suns"]
    assert (found.granted, found.matches, found.first_matched_at) == (Mode.ASK, 0, None)


@pytest.mark.parametrize(
    ("matches", "days", "expected"),
    [(0, None, Mode.ASK), (19, 0, Mode.ASK), (20, 0, Mode.AUTO), (1, 1, Mode.AUTO)],
)
def test_a_rule_is_raised_once_it_has_shown_enough(matches: int, days: int | None, expected: Mode) -> None:
    assert granted(rules("ask"), rules("auto"), matches=matches, days=days) is expected


def test_a_rule_that_waits_is_not_promoted_by_loading_it_again() -> None:
    known = grant(rules("auto", tag="sea"), grant(rules(), {}, NOW), NOW)
    known = {"suns": replace(known["suns"], matches=99, first_matched_at=NOW - 9 * DAY)}
    found = grant(rules("auto", tag="sea"), known, NOW)
    assert found == known
    assert waiting(found) == {"suns"}


def test_a_promoted_rule_stays_so_while_it_is_not_changed() -> None:
    known = grant(rules("auto", tag="sea"), grant(rules(), {}, NOW), NOW)
    known = {"suns": replace(known["suns"], granted=Mode.AUTO, promoted_at=NOW)}
    assert grant(rules("auto", tag="sea"), known, NOW) == known


def test_to_ask_instead_of_to_watch_needs_nothing() -> None:
    assert granted(rules("watch"), rules("ask")) is Mode.ASK


def test_a_rule_that_writes_nothing_need_not_wait() -> None:
    assert granted(rules(do="notify"), rules(do="notify", tag="sea")) is Mode.AUTO


def test_the_running_rules_go_no_further_than_they_were_let() -> None:
    written = rules("auto", tag="sea")
    found = grant(written, grant(rules(), {}, NOW), NOW)
    assert limited(written, found).rules[0].mode is Mode.ASK
    assert limited(written, found).rules[0].ref == written.rules[0].ref
    assert limited(written, grant(written, {}, NOW)) is written
    assert grant(OTHERS, found, NOW) == {}
