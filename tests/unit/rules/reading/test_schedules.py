from __future__ import annotations

from datetime import UTC, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from rules.schedules import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet

RULE = "rules: [{id: one, trigger: follow_request, when: always, active: a, do: [notify]}]\n"
ALL = frozenset(range(7))


def file(schedule: str, zone: str = "timezone: Europe/Berlin\n") -> str:
    return f"{zone}schedules:\n  a: {schedule}\n{RULE}"


@pytest.mark.parametrize(
    ("schedule", "windows"),
    [
        ("{from: 08:00, to: 22:30}", [(ALL, time(8), time(22, 30))]),
        ("{days: [mon-sun], from: 8:00, to: 24:00}", [(ALL, time(8), time(0))]),
        ("{days: mon-fri, from: 22:00, to: 07:00}", [({0, 1, 2, 3, 4}, time(22), time(7))]),
        ("{days: [Sat, sun, mon], from: 00:00, to: 24:00}", [({5, 6, 0}, time(0), time(0))]),
        ("{days: fri-mon, from: 00:00, to: 00:01}", [({4, 5, 6, 0}, time(0), time(0, 1))]),
        (
            "[{days: [sat, sun], from: 10:00, to: 12:00}, {from: 18:00, to: 19:00, x-why: tea}]",
            [({5, 6}, time(10), time(12)), (ALL, time(18), time(19))],
        ),
    ],
)
def test_reads_days_and_hours(
    schedule: str, windows: list[tuple[frozenset[int], time, time]], ruleset: Callable[[str], RuleSet]
) -> None:
    rules = ruleset(file(schedule))
    active = rules.rules[0].active
    assert active is not None
    assert active.name == "a"
    assert list(active.windows) == [Window(days=frozenset(days), start=a, end=b) for days, a, b in windows]
    assert rules.zone == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (file("{from: 08:00}"), "a schedule needs the key 'to'"),
        (file("{from: 8, to: 9}"), "from takes a time of day such as 08:00 or 22:30, not '8'"),
        (file("{from: 08:00, to: 24:01}"), "to takes a time of day"),
        (file("{from: 24:00, to: 09:00}"), "a day does not begin at 24:00; write 00:00"),
        (file("{days: [], from: 08:00, to: 09:00}"), "days is an empty list"),
        (
            file("{days: [mond], from: 08:00, to: 09:00}"),
            "days takes days such as mon or mon-fri, not 'mond'; did yo",
        ),
        (file("{days: [mon-], from: 08:00, to: 09:00}"), "days takes days such as mon or mon-fri, not 'mon-'"),
        (file("{days: [mon-fri-sun], from: 08:00, to: 09:00}"), "days takes days such as mon or mon-fri"),
        (file("{hours: [8, 9], from: 08:00, to: 09:00}"), "unknown key 'hours' in a schedule"),
        (file("[]"), "schedule 'a' is an empty list"),
        (file("08:00-22:30"), "a schedule is a map of keys and values, not one value"),
        (file("{from: 08:00, to: 09:00}").replace("a:", "always:"), "'always' is what a rule says that has no"),
        (
            file("{from: 08:00, to: 09:00}", zone=""),
            "3:3: error: hours and days are local ones; say where at the top",
        ),
        (file("{from: 08:00, to: 09:00}", zone="timezone: Europe/Berlni\n"), "did you mean 'Europe/Berlin'?"),
        (
            file("{from: 08:00, to: 09:00}", zone="timezone: Europe\n"),
            "timezone takes an IANA name such as Europe/Be",
        ),
        (file("{from: 08:00, to: 09:00}", zone="timezone: ../etc/passwd\n"), "timezone takes an IANA name"),
        (file("{from: 08:00, to: 09:00}", zone="timezone: [a]\n"), "timezone takes one value, not a list"),
    ],
)
def test_says_what_a_schedule_takes(text: str, message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages(f"version: 1\n{text}")
    assert any(message in one for one in said), said


def test_without_hours_no_zone_is_needed(ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(RULE.replace("active: a, ", "")).zone is UTC


@pytest.mark.parametrize(
    ("rule", "column"),
    [
        ("when: {clock.hour: 9}, do: [approve]", 51),
        ("when: {any: [{requester.bio: a}, {clock.weekday: sat}]}, do: [approve]", 78),
        ("when: always, do: [notify: {text: 'at {{ clock.hour }}'}]", 63),
        ("when: always, do: [notify: {group_by: clock.date, digest: 1h}]", 63),
    ],
)
def test_hours_and_days_of_rules_need_a_zone_too(
    rule: str, column: int, messages: Callable[[str], list[str]]
) -> None:
    text = f"rules: [{{id: one, trigger: follow_request, {rule}}}]\n"
    (said,) = messages(f"version: 1\n{text}")
    assert said.startswith(f"bad.yaml:2:{column}: error: hours and days are local ones; say where at the top")
    assert messages(f"version: 1\ntimezone: Asia/Tokyo\n{text}") == []


def test_a_schedule_that_no_rule_follows_is_a_warning(messages: Callable[[str], list[str]]) -> None:
    text = "version: 1\n" + file("{from: 08:00, to: 09:00}").replace("active: a, ", "")
    assert messages(text) == ["bad.yaml:4:3: warning: schedule 'a' is used nowhere; use it or remove it [W206]"]
