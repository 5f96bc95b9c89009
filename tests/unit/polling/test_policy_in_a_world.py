"""The policy that ships, in a small version of the benchmark's worlds. `bench/polling.py` has the large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.lookout import choosers
from bench.lookout.scores import Watch, shipped
from bench.lookout.worlds import HOUR, MINUTE, Shape, world

if TYPE_CHECKING:
    from bench.lookout.choosers import Chooser
    from bench.lookout.scores import Score
    from bench.lookout.worlds import World

DEFAULT = Shape(sources=80, posts=680, skew=1.3, calls=600, days=0.75)
STEADY = Shape(sources=20, posts=400, calls=400, days=0.3, steady=True)
PICKY = Shape(sources=40, posts=340, calls=400, days=0.6, picky=True)


def score(scene: World, chooser: Chooser, *, warm: float = 6 * HOUR) -> Score:
    return Watch(scene, chooser).score(warm)


@pytest.fixture(scope="module")
def scene() -> World:
    return world(DEFAULT, 1)


@pytest.fixture(scope="module")
def ours(scene: World) -> Score:
    return score(scene, shipped(scene))


def test_it_is_nearly_as_good_as_an_oracle_that_knows_the_true_rates(scene: World, ours: Score) -> None:
    assert ours.mean <= 1.15 * score(scene, choosers.Oracle(scene)).mean


def test_it_halves_the_delay_of_fixed_intervals_and_leaves_no_one_waiting_longer(scene: World, ours: Score) -> None:
    fixed = score(scene, choosers.fixed(scene))
    assert fixed.looks == pytest.approx(ours.looks, rel=0.02)
    assert ours.mean <= 0.5 * fixed.mean
    assert ours.p95 <= fixed.p95


def test_what_matches_no_rule_takes_little_from_what_does() -> None:
    scene = world(PICKY, 2)

    class Deaf:
        """The same, but for what rules say."""

        def __init__(self) -> None:
            policy = shipped(scene)
            self.next, self.observe = policy.next, policy.observe

        def judged(self, source: int, posts: int, matched: int) -> None:
            """Not listened to."""

    assert score(scene, shipped(scene)).mean <= 0.85 * score(scene, Deaf()).mean


def test_the_simulation_agrees_with_the_formula_where_rates_are_constant() -> None:
    scene = world(STEADY, 1)
    rates = scene.rates[:, 0]
    best = (rates**0.5).sum() ** 2 / (2 * rates.sum()) * HOUR / STEADY.calls
    assert score(scene, choosers.Oracle(scene), warm=HOUR).mean == pytest.approx(best, rel=0.08)
    assert score(scene, choosers.fixed(scene), warm=HOUR).mean == pytest.approx(20 / 2 * 9, rel=0.08)


def test_the_same_seed_gives_the_same_world_and_the_same_delays() -> None:
    first, second = (score(scene, shipped(scene), warm=HOUR) for scene in (world(STEADY, 3), world(STEADY, 3)))
    assert (first.mean, first.p95, first.looks) == (second.mean, second.p95, second.looks)


def test_a_decision_among_five_hundred_sources_takes_fifty_microseconds_at_most() -> None:
    scene = world(Shape(days=1 / 24), 1)
    watch = Watch(scene, shipped(scene))
    spans = [watch.go_on(until=minute * MINUTE, warm=0.0) for minute in range(1, 60)]
    assert min(spans) <= 50, "the quickest minute of an hour: the others may share the machine"
