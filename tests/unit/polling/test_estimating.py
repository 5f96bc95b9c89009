from __future__ import annotations

import json
import math

import pytest

from polling.estimating import COMMON_RATE, MEMORIES, Rhythm

HOUR = 3600.0


def watched(*, hours: float, every: float, look: float = 600.0) -> Rhythm:
    """A list with one post `every` so many seconds, that was looked at every `look` seconds."""
    rhythm = Rhythm()
    for nth in range(int(hours * HOUR / look)):
        until = (nth + 1) * look
        first = math.floor((until - look) / every) + 1
        posts = [one * every for one in range(first, math.floor(until / every) + 1)]
        rhythm.go_on(look, [until - post for post in posts])
    return rhythm


def test_a_list_of_which_nothing_is_known_has_the_common_rate() -> None:
    assert Rhythm().rate == pytest.approx(COMMON_RATE)


@pytest.mark.parametrize("every", [30.0, 300.0, 3000.0])
def test_a_steady_list_is_known_after_a_day(every: float) -> None:
    assert watched(hours=24, every=every).rate == pytest.approx(1 / every, rel=0.15)


def test_a_first_page_tells_the_rate() -> None:
    rhythm = Rhythm()
    rhythm.begin(HOUR, [60.0 * nth for nth in range(60)])
    assert rhythm.rate == pytest.approx(1 / 60, rel=0.1)


def test_where_nothing_comes_for_long_little_is_expected() -> None:
    rhythm = Rhythm()
    rhythm.begin(MEMORIES[0], [])
    assert rhythm.rate < COMMON_RATE / 20


def test_a_burst_is_believed_at_the_first_look_into_it() -> None:
    quiet = watched(hours=48, every=HOUR)
    before = quiet.rate
    quiet.go_on(600.0, [30.0 * nth for nth in range(20)])
    assert quiet.rate > 10 * before


def test_a_burst_that_is_over_is_forgotten_within_hours_though_not_at_once() -> None:
    rhythm = watched(hours=48, every=HOUR)
    before = rhythm.rate
    rhythm.go_on(600.0, [30.0 * nth for nth in range(20)])
    rhythm.go_on(60.0, [])
    assert rhythm.rate > 3 * before
    for _ in range(24):
        rhythm.go_on(600.0, [])
    assert rhythm.rate < 2 * before


def test_looking_more_often_changes_little_about_what_is_known() -> None:
    assert watched(hours=24, every=300, look=60).rate == pytest.approx(
        watched(hours=24, every=300, look=1800).rate, rel=0.1
    )


def test_a_look_at_the_same_moment_teaches_nothing() -> None:
    rhythm = watched(hours=5, every=300)
    before = rhythm.export()
    rhythm.go_on(0.0, [])
    assert rhythm.export() == before


def test_after_years_without_a_look_the_estimate_is_still_a_rate() -> None:
    rhythm = watched(hours=5, every=300)
    rhythm.go_on(3e9, [1e9] * 5)
    assert 0 < rhythm.rate < COMMON_RATE


def test_what_is_known_survives_as_plain_data() -> None:
    rhythm = watched(hours=5, every=300)
    again = Rhythm.restored(json.loads(json.dumps(rhythm.export())))
    assert again.rate == rhythm.rate
    assert again.export() == rhythm.export()


FIVE, ZEROS = [1.0] * 5, [0.0] * 5


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param({"posts": FIVE, "watched": FIVE}, id="something lacks"),
        pytest.param({"posts": FIVE, "watched": FIVE, "odds": ZEROS[1:]}, id="a memory lacks"),
        pytest.param({"posts": FIVE, "watched": FIVE, "odds": [math.nan, *ZEROS[1:]]}, id="not a number"),
        pytest.param({"posts": [-1.0, *FIVE[1:]], "watched": FIVE, "odds": ZEROS}, id="fewer than no posts"),
        pytest.param({"posts": FIVE, "watched": [-1.0, *FIVE[1:]], "odds": ZEROS}, id="less than no time"),
        pytest.param({"posts": FIVE, "watched": FIVE, "odds": FIVE}, id="better than the best"),
    ],
)
def test_what_was_never_exported_is_refused(kept: dict[str, list[float]]) -> None:
    with pytest.raises(ValueError, match="a rhythm has 5 figures each for posts, watched and odds"):
        Rhythm.restored(kept)
