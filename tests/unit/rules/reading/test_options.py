from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.terms import Rate, WhenLimited
from rules.loading import SourceText, load
from rules.options import OnConflict, OnError, OnUnknown, Outside, Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Rule, RuleSet

DAY = timedelta(days=1).total_seconds()
MEDIA = "{new_media: {tags: [sunset]}}"
HEAD = "timezone: Europe/Berlin\nschedules: {day: {from: 08:00, to: 22:30}, night: {from: 22:00, to: 07:00}}\n"


def file(*, rule: str = "", group: str = "", defaults: str = "", trigger: str = MEDIA, mode: str = "auto") -> str:
    action = "notify"
    said = f"  - {{id: one, mode: {mode}, group: g, trigger: {trigger}, when: always, do: [{action}], {rule}}}\n"
    return f"{HEAD}defaults: {{x-: 1, {defaults}}}\ngroups: [{{id: g, {group}}}]\nrules:\n{said}"


@pytest.fixture
def rule(ruleset: Callable[[str], RuleSet]) -> Callable[..., Rule]:
    def read(**parts: str) -> Rule:
        return ruleset(file(**parts)).rules[0]

    return read


OPTIONS = [
    ("recheck: {after: [45m, 3h]}", "recheck", (timedelta(minutes=45), timedelta(hours=3)), ()),
    ("per_author: 1 per 7d", "per_author", Rate(count=1, seconds=7 * DAY), None),
    ("limit: 20 per 1d", "limit", Rate(count=20, seconds=DAY), None),
    ("outside: ask", "outside", Outside.ASK, Outside.DROP),
    ("veto_window: 10m", "veto_window", timedelta(minutes=10), None),
    ("on_unknown: ask", "on_unknown", OnUnknown.ASK, OnUnknown.NOTHING),
    ("on_conflict: strictest", "on_conflict", OnConflict.STRICTEST, OnConflict.ASK),
    ("on_error: continue", "on_error", OnError.CONTINUE, OnError.STOP),
    ("when_limited: ask", "when_limited", WhenLimited.ASK, None),
    ("max_age: 2h", "max_age", timedelta(hours=2), timedelta(hours=6)),
    ("stop: all", "stop", Stop.ALL, Stop.NONE),
    ("include_self: true", "include_self", True, False),
]


@pytest.mark.parametrize(("written", "name", "read", "standard"), OPTIONS)
def test_a_rule_takes_an_option_from_itself_its_group_or_the_defaults(
    written: str, name: str, read: object, standard: object, rule: Callable[..., Rule]
) -> None:
    assert getattr(rule(), name) == standard
    assert getattr(rule(rule=written), name) == read
    assert getattr(rule(group=written), name) == read
    if name not in {"stop", "include_self"}:
        assert getattr(rule(defaults=written), name) == read


def test_what_is_said_nearer_to_the_rule_wins(rule: Callable[..., Rule]) -> None:
    said = {"defaults": "limit: 1 per 1d, on_error: stop", "group": "limit: 2 per 1d, on_error: continue"}
    assert rule(**said, rule="limit: 3 per 1d").limit == Rate(count=3, seconds=DAY)
    assert rule(**said).limit == Rate(count=2, seconds=DAY)
    assert rule(**said, rule="on_error: stop").on_error is OnError.STOP


def test_a_rule_may_be_taken_out_of_the_schedule_of_all(rule: Callable[..., Rule]) -> None:
    active = rule(defaults="active: day", rule="active: night").active
    assert active is not None
    assert active.name == "night"
    assert rule(defaults="active: day", rule="active: always").active is None


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [(MEDIA, Outside.DROP), ("follow_request", Outside.DEFER)],
)
def test_outside_of_hours_photos_are_dropped_and_people_wait(
    trigger: str, expected: Outside, rule: Callable[..., Rule]
) -> None:
    assert rule(trigger=trigger).outside is expected


def test_a_veto_window_of_all_holds_for_rules_that_act_by_themselves(rule: Callable[..., Rule]) -> None:
    assert rule(defaults="veto_window: 5m").veto_window == timedelta(minutes=5)
    assert rule(defaults="veto_window: 5m", mode="ask").veto_window is None
    assert rule(group="mode: ask", rule="veto_window: 5m").veto_window is None


def test_a_fallback_needs_no_condition(ruleset: Callable[[str], RuleSet]) -> None:
    text = "rules: [{id: one, trigger: follow_request, fallback: true, do: [notify]}]"
    assert ruleset(text).rules[0].fallback


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"rule": "recheck: {after: [3h, 45m]}"},
            "recheck after must rise: each is counted from when it was first s",
        ),
        ({"rule": "recheck: {after: [3h, 3h]}"}, "recheck after must rise"),
        ({"rule": "recheck: {after: []}"}, "recheck after is an empty list"),
        ({"rule": "recheck: {}"}, "recheck needs the key 'after'"),
        ({"rule": "recheck: 45m"}, "recheck is a map of keys and values, not one value"),
        (
            {"rule": f"recheck: {{after: [{', '.join(f'{n}h' for n in range(1, 12))}]}}"},
            "looks again 11 times; 10 are",
        ),
        ({"rule": "active: dya"}, "there is no schedule 'dya'; did you mean 'day'?"),
        ({"rule": "outside: wait"}, "outside cannot be 'wait'; it is one of ask, defer, drop"),
        ({"rule": "per_author: 7d"}, "per_author takes a number and a duration such as 20 per 1d, not '7d'"),
        (
            {"rule": "limit: 20 per day"},
            "limit, behind 'per', takes a duration such as 45s, 10m, 2h30m or 7d, not 'd",
        ),
        ({"rule": "limit: 0 per 1d"}, "limit takes a number and a duration"),
        ({"rule": "veto_window: 10m", "mode": "ask"}, "veto_window is for rules that act by themselves (mode: auto)"),
        ({"rule": "fallback: yes"}, "fallback takes true or false, here probably true"),
        ({"rule": "stop: rule"}, "stop cannot be 'rule'; it is one of all, group, none"),
        ({"rule": "on_error: halt"}, "on_error cannot be 'halt'; it is one of continue, stop"),
        ({"rule": "on_unknown: guess"}, "on_unknown cannot be 'guess'; it is one of ask, nothing"),
        ({"rule": "on_conflict: last"}, "on_conflict cannot be 'last'; it is one of ask, first, strictest"),
        ({"rule": "when_limited: save"}, "when_limited cannot be 'save'; it is one of ask, defer, drop"),
        ({"rule": "include_self: 1"}, "include_self takes true or false, not '1'"),
        ({"defaults": "stop: all"}, "unknown key 'stop' in defaults"),
        ({"defaults": "fallback: true"}, "unknown key 'fallback' in defaults"),
        ({"group": "trigger: follow_request"}, "unknown key 'trigger' in a group"),
    ],
)
def test_says_what_an_option_takes(parts: dict[str, str], message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages(f"version: 1\n{file(**parts)}")
    assert any(message in one for one in said), said


def test_stop_group_needs_a_group(messages: Callable[[str], list[str]]) -> None:
    text = "version: 1\nrules: [{id: one, trigger: follow_request, when: always, stop: group, do: [approve]}]"
    assert messages(text) == ["bad.yaml:2:64: error: stop: group needs a group; name one, or stop all [E108]"]


@pytest.mark.parametrize(
    ("rule", "same"),
    [
        pytest.param("title: Words", True, id="a title"),
        pytest.param("enabled: false", True, id="switched off"),
        pytest.param("active: always", True, id="no schedule, said"),
        pytest.param("outside: drop", True, id="what holds anyway"),
        *(pytest.param(written, False, id=written.split(":")[0]) for written, *_ in OPTIONS),
        pytest.param("active: day", False, id="active"),
        pytest.param("fallback: true", False, id="fallback"),
        pytest.param("stop: group", False, id="stop group"),
    ],
)
def test_the_version_follows_every_option(rule: str, *, same: bool, ruleset: Callable[[str], RuleSet]) -> None:
    assert (ruleset(file(rule=rule)).rules[0].ref == ruleset(file()).rules[0].ref) is same


def test_the_version_follows_the_hours_and_the_zone_of_a_schedule_but_not_its_name(
    ruleset: Callable[[str], RuleSet],
) -> None:
    text = file(rule="active: day")
    plain = ruleset(text).rules[0].ref
    assert ruleset(text.replace("day", "hours")).rules[0].ref == plain
    assert ruleset(text.replace("08:00", "08:01")).rules[0].ref != plain
    assert ruleset(text.replace("Berlin", "Paris")).rules[0].ref != plain
    assert ruleset(file().replace("Berlin", "Paris")).rules[0].ref == ruleset(file()).rules[0].ref


def test_tests_are_kept_unread_with_the_rule_in_which_they_stand() -> None:
    rule = "{id: one, trigger: follow_request, when: always, do: [approve], tests: [{name: a}, {name: b}]}"
    loaded = load([SourceText(name="a.yaml", text=f"version: 1\nrules: [{rule}]\ntests: [{{name: c}}]")])
    assert [(rule, node.mark.column) for rule, node in loaded.test_nodes] == [(None, 9), ("one", 81), ("one", 92)]
