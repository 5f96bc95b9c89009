from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.people import Profile
from domain.plans import ActionKind, Mode, Reason
from domain.unknown import UNKNOWN
from likewise.replaying import SAMPLES, Replay
from storage.archive import Kept, Sight
from tests.unit.likewise.kept import ANA, ME, NOW, photo
from tests.unit.polling.stage import rules

if TYPE_CHECKING:
    from domain.events import Event

UNASKED = Facts(me=ME, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
HOUR = timedelta(hours=1)


def rule(name: str, when: str, do: str = "[like]", more: str = "") -> str:
    trigger = "trigger: {new_media: {tags: [sunset]}}"
    return f"  - {{id: {name}, mode: ask, {trigger}, when: {when}, do: {do}{more}}}\n"


def replay(*some: str) -> Replay:
    return Replay(ruleset=rules("rules:\n" + "".join(some)))


def kept(*events: Event, facts: Facts = UNASKED) -> Kept:
    return Kept(
        number=1,
        sights=tuple(Sight(event=one, facts=facts, at=NOW + place * HOUR) for place, one in enumerate(events)),
    )


MANY_LIKES = "{likes.count: {gte: 10}}"
FOLLOWED = "{author.followers: {gte: 10}}"


def test_matches_and_writes_are_counted_by_rule() -> None:
    one = replay(rule("all", "always"), rule("few", MANY_LIKES))
    one.see(kept(photo("m1")))
    one.see(kept(photo("m2", likes=10)))
    tallies = one.tallies
    assert [tallies["all"].matches, tallies["few"].matches] == [2, 1]
    assert (tallies["all"].done, tallies["few"].done) == ({ActionKind.LIKE: 2}, {ActionKind.LIKE: 1})
    assert tallies["all"].writes == 2
    assert tallies["all"].days == {NOW.date(): 2}


def test_what_is_looked_at_again_counts_once() -> None:
    one = replay(rule("all", "always", "[like, notify]"))
    one.see(kept(photo("m1"), photo("m1", likes=10)))
    tally = one.tallies["all"]
    assert (tally.matches, tally.done, tally.writes) == (1, {ActionKind.LIKE: 1, ActionKind.NOTIFY: 1}, 1)


def test_what_matches_later_matches() -> None:
    one = replay(rule("few", MANY_LIKES))
    one.see(kept(photo("m1"), photo("m1", likes=10)))
    assert (one.tallies["few"].matches, one.tallies["few"].unknown) == (1, 0)


@pytest.mark.parametrize(
    ("facts", "matches", "unknown", "missing"),
    [
        pytest.param(UNASKED, 0, 1, {"author.followers": 1}, id="never asked"),
        pytest.param(
            replace(UNASKED, profile=Profile(person=ANA, bio="", website="", posts=1, followers=10, follows=1)),
            1,
            0,
            {},
            id="known",
        ),
        pytest.param(
            replace(UNASKED, profile=Profile(person=ANA, bio="", website="", posts=1, followers=9, follows=1)),
            0,
            0,
            {},
            id="a certain no",
        ),
    ],
)
def test_what_nobody_asked_is_unknown(facts: Facts, matches: int, unknown: int, missing: dict[str, int]) -> None:
    one = replay(rule("known", FOLLOWED))
    one.see(kept(photo("m1"), facts=facts))
    assert (one.tallies["known"].matches, one.tallies["known"].unknown, one.missing) == (matches, unknown, missing)


def test_a_rule_that_asks_when_it_cannot_tell_asks() -> None:
    one = replay(rule("known", FOLLOWED, more=", on_unknown: ask"))
    seen = one.see(kept(photo("m1")))
    assert one.tallies["known"].done == {ActionKind.LIKE: 1}
    assert seen.wanted == {"known": {(ActionKind.LIKE, Mode.ASK)}}


def test_what_is_held_back_has_a_reason() -> None:
    one = replay(rule("all", "always", more=", limit: 1 per 1h"))
    for number in range(3):
        one.see(kept(photo(f"m{number}")))
    assert (one.tallies["all"].matches, one.tallies["all"].writes) == (3, 1)
    assert one.tallies["all"].held == {Reason.LIMIT: 2}


def test_what_a_plan_drops_is_told() -> None:
    remark = '[{comment: {text: "{a|b|c|d|e|f|g|h|i|j} light", allow_strangers: true}}]'
    one = replay(rule("high", "always", remark, ", priority: 5"), rule("low", "always", remark))
    one.see(kept(photo("m1")))
    assert (one.tallies["high"].writes, one.tallies["low"].held) == (1, {Reason.ONE_COMMENT: 1})


def test_the_latest_matches_are_samples() -> None:
    one = replay(rule("all", "always"))
    for number in range(SAMPLES + 2):
        one.see(kept(photo(f"m{number}", caption=f"Sunset {number}")))
    samples = one.tallies["all"].samples
    assert [sample.event for sample in samples] == [f"media:m{number}" for number in range(2, SAMPLES + 2)]
    assert (samples[0].words, samples[0].username, samples[0].at) == ("Sunset 2", "ana", NOW)


def test_rules_that_are_off_are_not_asked() -> None:
    assert replay(rule("all", "always"), rule("off", "always", more=", enabled: false")).tallies.keys() == {"all"}
