from __future__ import annotations

from datetime import timedelta

import pytest

from domain.plans import ActionKind, LimitClass, Reason
from likewise.rationing import Rations, Window
from storage.archive import Sight
from tests.unit.likewise.kept import FACTS, NOW, photo
from tests.unit.polling.stage import rules

HEAD = "rules: [{id: a, mode: auto, trigger: {new_media: {tags: [sunset]}}, when: always, do: [like]"


def outcomes(text: str, *sights: Sight) -> list[Reason | None]:
    """What becomes of every like that the rules want about these."""
    ruleset = rules(text)
    rations = Rations(ruleset=ruleset)
    found = []
    for sight in sights:
        (action,) = ruleset.judge(sight.event, sight.facts, sight.at).plan.actions
        assert action.kind is ActionKind.LIKE
        found.append(rations.take(action, sight))
    return found


def sights(*minutes: float) -> list[Sight]:
    moments = [NOW + timedelta(minutes=one) for one in minutes]
    return [Sight(event=photo(f"m{place}", at), facts=FACTS, at=at) for place, at in enumerate(moments)]


@pytest.mark.parametrize(
    ("text", "minutes", "expected"),
    [
        pytest.param(HEAD + "}]", (0, 1), [None, None], id="room for all"),
        pytest.param(HEAD + ", limit: 1 per 1h}]", (0, 59, 60), [None, Reason.LIMIT, None], id="the rule's limit"),
        pytest.param(
            HEAD + ", per_author: 1 per 1h}]", (0, 59, 60), [None, Reason.PER_AUTHOR, None], id="one person's"
        ),
        pytest.param(
            "limits: {like: {per_hour: 1, per_day: 9}}\n" + HEAD + "}]",
            (0, 59, 60),
            [None, Reason.LIMIT, None],
            id="the hour's",
        ),
        pytest.param(
            "limits: {like: {per_hour: 9, per_day: 1}}\n" + HEAD + "}]",
            (0, 1439, 1440),
            [None, Reason.LIMIT, None],
            id="the day's",
        ),
        pytest.param(HEAD + ", max_age: 19m}]", (0,), [Reason.AGE], id="too old"),
        pytest.param(HEAD + "}]\nlists: {never_touch: [ana]}", (0,), [Reason.NEVER], id="somebody to leave alone"),
    ],
)
def test_what_goes_through_counts_and_what_does_not_has_one_reason(
    text: str, minutes: tuple[float, ...], expected: list[Reason | None]
) -> None:
    assert outcomes(text, *sights(*minutes)) == expected


def test_what_was_done_before_takes_room() -> None:
    ruleset = rules("limits: {like: {per_hour: 1, per_day: 9}}\n" + HEAD + "}]")
    rations = Rations(ruleset=ruleset)
    rations.book(LimitClass.LIKE, NOW - timedelta(minutes=30))
    (early, late) = sights(0, 31)
    (action,) = ruleset.judge(early.event, early.facts, early.at).plan.actions
    assert (rations.take(action, early), rations.take(action, late)) == (Reason.LIMIT, None)


def test_what_writes_nothing_is_never_held_back() -> None:
    ruleset = rules(HEAD.replace("do: [like]", "do: [notify]") + ", limit: 1 per 1h}]")
    rations = Rations(ruleset=ruleset)
    (sight, *_) = sights(0)
    (action,) = ruleset.judge(sight.event, sight.facts, sight.at).plan.actions
    assert [rations.take(action, sight) for _ in range(3)] == [None] * 3


def test_a_window_looks_back_and_not_ahead() -> None:
    window = Window()
    for moment in (30.0, 10.0, 20.0):
        window.add(moment)
    assert [window.count(30.0, 20.0), window.count(25.0, 99.0), window.count(9.0, 99.0)] == [2, 2, 0]


def test_a_window_forgets_what_can_no_longer_count() -> None:
    window = Window()
    window.count(0.0, 10.0)
    for moment in range(10_000):
        window.add(float(moment))
    assert len(window._moments) < 5_000
    assert window.count(9_999.0, 10.0) == 10
