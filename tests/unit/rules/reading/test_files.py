from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import Mode
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from rules.loading import Loaded

RULE = "rules: [{id: one, trigger: follow_request, when: always, active: a, do: [notify]}]\n"
HOURS = "schedules: {a: {from: 08:00, to: 09:00}}\n"


def read(*texts: str) -> Loaded:
    return load(
        [
            SourceText(name=f"{name}.yaml", text=f"version: 1\n{text}")
            for name, text in zip("abc", texts, strict=False)
        ]
    )


def test_what_holds_for_all_may_be_said_in_parts_and_twice_the_same() -> None:
    loaded = read(
        "defaults: {mode: ask}\nlimits: {like: {per_hour: 3}}\ntimezone: Europe/Berlin\n" + HOURS,
        "defaults: {max_age: 2h, mode: ask}\nlimits: {like: {per_hour: '3'}, burst_hold: 4}\n" + RULE,
        "timezone: Europe/Berlin\nengine: {allow: [follow]}\n",
    )
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    assert loaded.ruleset.rules[0].mode is Mode.ASK
    assert loaded.ruleset.engine.burst_hold == 4


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            "defaults: {mode: ask}",
            "defaults: {mode: auto}",
            "mode is said differently in a.yaml:2; say it in one file",
        ),
        ("limits: {like: {per_day: 1}}", "limits: {like: {per_day: 2}}", "like is said differently in a.yaml:2"),
        ("limits: {like: {per_day: 1}}", "limits: {like: {per_hour: 1}}", "like is said differently in a.yaml:2"),
        ("engine: {allow: [follow]}", "engine: {allow: [unfollow]}", "allow is said differently in a.yaml:2"),
        ("engine: {allow: [follow]}", "engine: {allow: [follow, unfollow]}", "allow is said differently"),
        ("engine: {allow: [follow]}", "engine: {allow: follow}", "allow is said differently in a.yaml:2"),
        ("timezone: Europe/Berlin", "timezone: Europe/Paris", "timezone is said differently in a.yaml:2"),
        (HOURS, HOURS, "the name 'a' is taken; it is already in a.yaml:2"),
        (RULE, RULE, "rule 'one' appears twice (first at a.yaml:2)"),
        ("groups: [{id: g}]", "groups: [{id: g}]", "group 'g' appears twice (first at a.yaml:2)"),
    ],
)
def test_two_files_that_disagree_name_both_places(one: str, other: str, message: str) -> None:
    problems = read(one, other).problems
    assert any(message in problem.message and problem.file == "b.yaml" for problem in problems), problems


def test_notes_may_stand_in_any_map() -> None:
    loaded = read(
        "x-a: 1\ntimezone: UTC\ndefaults: {x-a: 1}\nlimits: {x-a: 1, like: {x-a: 1}}\nengine: {x-a: 1}\n"
        "lists: {x-a: {b: c}}\nconditions: {x-a: {}, c: {x-a: 1, requester.bio: a}}\ngroups: [{id: g, x-a: 1}]\n"
        "schedules: {x-a: 1, a: {from: 08:00, to: 09:00, x-a: 1}}\nrules:\n"
        "  - {id: one, x-a: 1, trigger: follow_request, active: a, when: {use: c, x-a: 1}, do: [notify]}\n"
    )
    assert [str(problem) for problem in loaded.problems] == []


def test_the_section_of_tests_is_a_list() -> None:
    assert [problem.message for problem in read(HOURS + RULE + "timezone: UTC\ntests: {name: a}").problems] == [
        "tests is a list, each entry after a dash, not a map"
    ]
