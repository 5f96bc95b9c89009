from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from polling.places import COVERAGE, Terms
from polling.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def policy_of(sources: Iterable[str], terms: Terms | None = None) -> Policy[str]:
    policy = Policy[str]()
    for source in sources:
        policy.add(source, terms or Terms())
    return policy


class Watch:
    """Asks a policy at every slot, and shows it lists to which posts come at a steady pace."""

    def __init__(self, policy: Policy[str], periods: Mapping[str, float], *, slot: float = 1.0) -> None:
        self.policy = policy
        self.periods = periods
        self.slot = slot
        self.seconds = 0.0
        self.looks: dict[str, list[float]] = {source: [] for source in periods}

    def go_on(self, seconds: float, then: Callable[[str, int], None] = lambda _source, _new: None) -> Watch:
        until = self.seconds + seconds
        while self.seconds < until:
            source = self.policy.next(at(self.seconds))
            if source is not None:
                then(source, self.look(source))
            self.seconds += self.slot
        return self

    def look(self, source: str) -> int:
        period, looks = self.periods[source], self.looks[source]
        last = int(self.seconds // period)
        first = int(looks[-1] // period) if looks else max(0, last - 20)
        posts = [at(nth * period) for nth in range(first + 1, last + 1)]
        self.policy.observe(at(self.seconds), source, posts if looks else [], posts, 1)
        looks.append(self.seconds)
        return len(posts)

    def longest_age(self, source: str, *, since: float = 0.0) -> float:
        looks = [since, *(look for look in self.looks[source] if look > since), self.seconds]
        return max(later - earlier for earlier, later in pairwise(looks))

    def count(self, *, since: float = 0.0) -> Counter[str]:
        return Counter({source: sum(look >= since for look in looks) for source, looks in self.looks.items()})


def test_without_sources_there_is_nowhere_to_look() -> None:
    assert Policy[str]().next(BEGIN) is None


def test_what_was_never_looked_at_comes_first_in_the_order_it_came() -> None:
    watch = Watch(policy_of("cab"), {"a": 60.0, "b": 60.0, "c": 60.0}).go_on(3)
    assert watch.looks == {"c": [0.0], "a": [1.0], "b": [2.0]}


def test_asking_again_changes_no_answer() -> None:
    policy = policy_of("ab")
    assert [policy.next(BEGIN) for _ in range(3)] == ["a", "a", "a"]


def test_a_hundred_times_the_posts_are_worth_ten_times_the_looks() -> None:
    periods = {"busy": 20.0, "calm": 2000.0}
    watch = Watch(policy_of(periods), periods, slot=10.0).go_on(12 * 3600)
    looks = watch.count(since=6 * 3600.0)
    assert looks["busy"] / looks["calm"] == pytest.approx(10, rel=0.25)


def test_a_weight_is_worth_as_much_as_so_many_posts() -> None:
    periods = {f"{kind}{nth}": 300.0 for nth in range(10) for kind in ("dear", "plain")}
    policy = policy_of(periods)
    for nth in range(10):
        policy.configure(f"dear{nth}", Terms(weight=9.0))
    looks = Watch(policy, periods, slot=10.0).go_on(4 * 3600).count()
    assert looks["dear3"] / looks["plain3"] == pytest.approx(3, rel=0.15)


def test_a_list_whose_posts_match_is_looked_at_more_often_than_one_whose_posts_never_do() -> None:
    periods = {f"{kind}{nth}": 60.0 for nth in range(10) for kind in ("loved", "ignored")}
    policy = policy_of(periods)
    watch = Watch(policy, periods, slot=10.0)
    watch.go_on(6 * 3600, lambda source, new: policy.judged(source, new, new if "loved" in source else 0))
    looks = watch.count(since=4 * 3600.0)
    assert looks["loved3"] / looks["ignored3"] == pytest.approx(COVERAGE**-0.5, rel=0.3)


def test_what_matched_long_ago_is_outweighed() -> None:
    policy = policy_of("a")
    policy.judged("a", 400, 400)
    for _ in range(40):
        policy.judged("a", 100, 0)
    assert policy.standing("a", BEGIN).weight == pytest.approx(COVERAGE, abs=0.02)


def test_when_the_rules_change_what_was_judged_is_forgotten() -> None:
    policy = policy_of("ab")
    policy.judged("a", 400, 0)
    policy.forget_judgements()
    assert policy.standing("a", BEGIN).weight == policy.standing("b", BEGIN).weight == 1.0


def test_the_delay_is_how_long_posts_waited() -> None:
    policy = policy_of("a")
    policy.observe(at(0), "a", [], [at(-50)], 1)
    assert policy.standing("a", at(0)).delay is None
    policy.observe(at(100), "a", [at(90), at(70), at(-500)], [], 1)
    assert policy.standing("a", at(100)).delay == pytest.approx((10 + 30 + 100) / 3)


@pytest.mark.parametrize("every", [MINUTE, 5 * MINUTE])
def test_a_promise_is_kept_to_the_slot_however_busy_the_others_are(every: timedelta) -> None:
    periods = {f"busy{nth}": 5.0 for nth in range(50)} | {"promised": 1e6}
    policy = policy_of(periods)
    policy.configure("promised", Terms(every=every))
    watch = Watch(policy, periods).go_on(1800)
    assert watch.longest_age("promised", since=100.0) <= every.total_seconds() + 2


def test_promises_that_cannot_be_kept_are_late_alike_and_leave_something_for_the_others() -> None:
    promised = {f"promised{nth}": 1e5 for nth in range(20)}
    others = {f"other{nth}": 60.0 for nth in range(20)}
    policy = policy_of(promised, Terms(every=timedelta(seconds=10)))
    for source in others:
        policy.add(source, Terms())
    watch = Watch(policy, promised | others).go_on(3600)
    looks = watch.count(since=1800.0)
    shares = [looks[source] / 1800 for source in promised]
    assert sum(shares) == pytest.approx(0.8, abs=0.05)
    assert max(shares) <= 1.1 * min(shares)
    assert all(watch.longest_age(source, since=1800.0) < 600 for source in others)


def test_nothing_is_left_alone_for_longer_than_its_ceiling() -> None:
    periods = {f"busy{nth}": 5.0 for nth in range(30)} | {"silent": 1e7}
    watch = Watch(policy_of(periods), periods, slot=10.0).go_on(4 * 3600)
    assert 1500 < watch.longest_age("silent", since=3600.0) <= 1820


def test_a_ceiling_of_its_own_holds() -> None:
    periods = {f"busy{nth}": 1.0 for nth in range(9)} | {"silent": 1e7}
    policy = policy_of(periods)
    policy.configure("silent", Terms(ceiling=5 * MINUTE))
    watch = Watch(policy, periods, slot=10.0).go_on(3 * 3600)
    assert 280 < watch.longest_age("silent", since=600.0) <= 320


def test_ceilings_that_the_calls_do_not_allow_leave_a_choice() -> None:
    periods = {f"busy{nth}": 60.0 for nth in range(5)} | {f"silent{nth}": 1e7 for nth in range(95)}
    watch = Watch(policy_of(periods), periods, slot=60.0).go_on(36 * 3600)
    looks = watch.count(since=12 * 3600.0)
    rounds = 100 * 60
    assert all(watch.longest_age(source, since=12 * 3600.0) < 3.2 * rounds for source in periods)
    assert min(looks[f"busy{nth}"] for nth in range(5)) > 8 * max(looks[f"silent{nth}"] for nth in range(95))


def test_what_is_hastened_comes_before_everything_that_is_not_overdue_for_longer() -> None:
    periods = {"a": 10.0, "b": 10.0, "c": 1e7}
    watch = Watch(policy_of(periods), periods).go_on(60)
    watch.policy.hasten("c", at(60))
    assert watch.policy.next(at(59.9)) != "c"
    assert watch.policy.next(at(60)) == "c"
    watch.go_on(1)
    assert watch.policy.next(at(61)) != "c"


def test_what_rests_is_not_looked_at_whatever_was_promised() -> None:
    periods = {"a": 10.0, "b": 10.0}
    policy = policy_of(periods, Terms(every=MINUTE))
    watch = Watch(policy, periods).go_on(60)
    policy.rest("a", at(400))
    policy.hasten("a", at(100))
    watch.go_on(600)
    assert [look for look in watch.looks["a"] if 60 <= look < 400] == []
    assert 400.0 in watch.looks["a"]


def test_what_rests_before_its_first_look_comes_first_afterwards() -> None:
    policy = policy_of("ab")
    policy.rest("a", at(30))
    assert [policy.next(at(0)), policy.next(at(29)), policy.next(at(30))] == ["b", "b", "a"]


def test_a_rest_that_is_over_before_it_begins_is_none() -> None:
    policy = policy_of("a")
    policy.next(at(60))
    policy.rest("a", at(90))
    policy.rest("a", at(30))
    assert policy.next(at(60)) == "a"


def test_nothing_is_looked_at_again_before_the_shortest_time_has_passed() -> None:
    policy = Policy[str](shortest=timedelta(seconds=10))
    policy.add("a", Terms(every=timedelta(seconds=1)))
    watch = Watch(policy, {"a": 1.0}).go_on(60)
    assert watch.looks["a"] == [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]


def test_what_is_removed_is_never_chosen_and_what_comes_back_is_new() -> None:
    periods = {"a": 10.0, "b": 10.0}
    watch = Watch(policy_of(periods), periods).go_on(60)
    watch.policy.remove("a")
    assert "a" not in watch.policy
    before = len(watch.looks["a"])
    watch.go_on(60)
    assert len(watch.looks["a"]) == before
    watch.policy.add("a", Terms())
    assert watch.policy.next(at(120)) == "a"


def test_a_promise_that_was_taken_back_weighs_on_nobody() -> None:
    periods = {"promised": 1e5, "other": 1e5}
    policy = policy_of(periods, Terms(every=timedelta(seconds=1)))
    watch = Watch(policy, periods).go_on(600)
    policy.remove("promised")
    watch.go_on(60)
    policy.configure("other", Terms(every=timedelta(seconds=3)))
    watch.go_on(600)
    assert watch.longest_age("other", since=900.0) <= 4


def test_a_night_on_which_clocks_change_is_like_any_other() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    policy = policy_of("a", Terms(every=5 * MINUTE))
    ages = []
    last = moment = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    while moment < datetime(2026, 10, 25, 2, 30, tzinfo=UTC):
        if policy.next(moment.astimezone(berlin)) is not None:
            policy.observe(moment.astimezone(berlin), "a", [], [moment], 1)
            ages.append(moment - last)
            last = moment
            policy.rest("a", (moment + 2 * MINUTE).astimezone(berlin))
        moment += timedelta(seconds=30)
    assert set(ages[1:]) == {2 * MINUTE}


def test_what_is_chosen_among_can_be_listed() -> None:
    assert list(policy_of("ba")) == ["b", "a"]


def test_nothing_can_be_added_twice() -> None:
    with pytest.raises(ValueError, match="a is chosen among already"):
        policy_of("aa")


def test_a_clock_that_is_set_back_stops_nothing_and_forgets_nothing() -> None:
    periods = {"a": 30.0, "b": 30.0, "c": 1e7}
    watch = Watch(policy_of(periods, Terms(every=MINUTE)), periods).go_on(3600)
    rate = watch.policy.standing("a", at(watch.seconds)).rate
    watch.seconds -= 1800
    since = watch.seconds
    for looks in watch.looks.values():
        looks.append(since)
    watch.go_on(900)
    assert all(watch.longest_age(source, since=since) <= 65 for source in periods)
    assert watch.policy.standing("a", at(watch.seconds)).rate == pytest.approx(rate, rel=0.3)


def test_after_a_jump_ahead_everything_is_looked_at_and_then_all_is_as_before() -> None:
    periods = {f"{nth}": 30.0 * (nth + 1) for nth in range(20)}
    watch = Watch(policy_of(periods), periods).go_on(3600)
    before = watch.count()
    watch.seconds += 86_400
    since = watch.seconds
    watch.go_on(60)
    assert all(watch.count(since=since)[source] for source in periods)
    watch.go_on(3600)
    assert watch.count(since=watch.seconds - 3600)["0"] == pytest.approx(before["0"], rel=0.5)


def test_a_last_look_in_the_future_was_before_the_clock_was_set_back() -> None:
    policy = Policy[str]()
    policy.add("a", Terms(), last=at(86_400))
    policy.observe(at(0), "a", [], [], 1)
    policy.add("b", Terms(), last=at(0))
    assert policy.next(at(1800)) is not None


def test_the_same_calls_give_the_same_choices() -> None:
    periods = {f"{nth}": 7.0 * (nth + 1) for nth in range(30)}
    first = Watch(policy_of(periods), periods).go_on(3600).looks
    assert Watch(policy_of(periods), periods).go_on(3600).looks == first


def test_what_was_learned_outlives_a_restart() -> None:
    periods = {f"{nth}": 7.0 * (nth + 1) for nth in range(30)}
    old = Watch(policy_of(periods), periods).go_on(3600)
    old.policy.judged("3", 10, 1)
    policy = Policy[str]()
    for source, looks in old.looks.items():
        kept = json.loads(json.dumps(old.policy.export(source)))
        policy.add(source, Terms(), last=at(looks[-1]), kept=kept)
    now = at(3600)
    for source in periods:
        was, known = old.policy.standing(source, now), policy.standing(source, now)
        assert (known.rate, known.weight, known.calls) == (was.rate, was.weight, was.calls)
        assert known.delay == was.delay
    assert policy.next(now) == old.policy.next(now)


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param([1.0] * 4, id="one lacks"),
        pytest.param([1.0, 1.0, 1.0, 1.0, -1.0], id="fewer than none"),
        pytest.param([1.0, 1.0, 1.0, 1.0, float("inf")], id="endless"),
    ],
)
def test_what_was_never_exported_is_not_taken_in(counts: list[float]) -> None:
    policy = policy_of("a")
    kept = policy.export("a") | {"counts": counts}
    with pytest.raises(ValueError, match="of a source, 5 counts are kept"):
        policy.add("b", Terms(), kept=kept)
    assert "b" not in policy


def test_a_standing_says_what_is_known() -> None:
    periods = {"busy": 20.0, "calm": 2000.0, "promised": 1e6}
    policy = policy_of(periods)
    policy.configure("promised", Terms(every=5 * MINUTE))
    watch = Watch(policy, periods, slot=10.0).go_on(24 * 3600)
    now = at(watch.seconds)
    busy, promised = policy.standing("busy", now), policy.standing("promised", now)
    assert busy.rate == pytest.approx(180, rel=0.15)
    assert sum(policy.standing(source, now).calls for source in periods) == pytest.approx(360, rel=0.05)
    assert promised.calls == pytest.approx(12, rel=0.3)
    age = watch.seconds - watch.looks["promised"][-1]
    assert promised.wait.total_seconds() == pytest.approx(300 - age)
    assert 0 <= busy.wait.total_seconds() <= 60


def test_the_wait_says_when_a_rest_is_over() -> None:
    policy = policy_of("a")
    policy.next(at(0))
    policy.rest("a", at(90))
    assert policy.standing("a", at(30)).wait == MINUTE
    assert policy.standing("a", at(99)).wait == timedelta(0)


@pytest.mark.parametrize(
    ("page", "rate"),
    [
        pytest.param([nth * 60.0 for nth in range(60)], 60.0, id="one a minute"),
        pytest.param([nth * -60.0 for nth in range(60)], None, id="all from the future, as clocks differ"),
        pytest.param([40.0], None, id="a single post"),
    ],
)
def test_the_first_page_already_tells_the_rate(page: list[float], rate: float | None) -> None:
    policy = policy_of("a")
    policy.observe(at(0), "a", [], [at(-age) for age in page], 1)
    found = policy.standing("a", at(0)).rate
    assert found > 0
    assert rate is None or found == pytest.approx(rate, rel=0.1)


def test_an_empty_first_page_tells_that_little_comes() -> None:
    policy = policy_of("a")
    policy.observe(at(0), "a", [], [], 1)
    assert policy.standing("a", at(0)).rate < 0.1


@pytest.mark.parametrize("moved", [-1e6, 1e6])
def test_posts_that_seem_to_come_from_elsewhen_count_as_come_since_the_last_look(moved: float) -> None:
    def rate_of(shift: float) -> float:
        policy = policy_of("a")
        for nth in range(20):
            policy.observe(at(nth * 600.0), "a", [at(nth * 600.0 - 300 + shift)], [], 1)
        return policy.standing("a", at(12_000.0)).rate

    assert rate_of(moved) == pytest.approx(rate_of(0.0), rel=0.2)
