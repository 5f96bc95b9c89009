from __future__ import annotations

from likewise.comparing import Comparison
from likewise.replaying import Replay
from storage.archive import Kept, Sight
from tests.unit.likewise.kept import FACTS, NOW, photo
from tests.unit.polling.stage import rules

MANY_LIKES = "{likes.count: {gte: 10}}"


def rule(name: str, when: str, do: str = "[like]") -> str:
    return f"  - {{id: {name}, trigger: {{new_media: {{tags: [sunset]}}}}, when: {when}, do: {do}}}\n"


def replay(*some: str) -> Replay:
    return Replay(ruleset=rules("rules:\n" + "".join(some)))


def kept(number: str, likes: int = 3) -> Kept:
    return Kept(number=1, sights=(Sight(event=photo(number, likes=likes), facts=FACTS, at=NOW),))


def test_two_sets_of_rules_are_compared_event_by_event() -> None:
    old = replay(rule("same", "always"), rule("gone", "always"), rule("wish", "always"))
    new = replay(rule("same", "always"), rule("come", MANY_LIKES), rule("wish", "always", "[like, notify]"))
    comparison = Comparison()
    for one in (kept("m1"), kept("m2", 10)):
        comparison.see(old.see(one), new.see(one))
    counts = {
        name: (change.gained.count, change.lost.count, change.altered.count)
        for name, change in comparison.changes.items()
    }
    assert counts == {"gone": (0, 2, 0), "come": (1, 0, 0), "wish": (0, 0, 2)}
    assert comparison.events == 2
    assert [sample.event for sample in comparison.changes["come"].gained.samples] == ["media:m2"]


def test_equal_rules_make_no_difference() -> None:
    comparison = Comparison()
    one = kept("m1")
    comparison.see(replay(rule("same", "always")).see(one), replay(rule("same", "always")).see(one))
    assert (comparison.events, comparison.changes) == (0, {})
