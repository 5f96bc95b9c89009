"""The bench of matching compares engines that say the same, in small."""

from __future__ import annotations

import pytest

from bench.engines import flat, ours
from bench.engines.public import ENGINES
from bench.engines.world import World
from bench.matching import LAMBDAS, Bench


@pytest.fixture(scope="module")
def world() -> World:
    return World(40)


@pytest.fixture(scope="module")
def facts(world: World) -> list[flat.Facts]:
    return [flat.facts(event) for event in ours.events(world.texts)]


@pytest.mark.parametrize("hot", [False, True])
def test_ours_and_lambdas_match_as_the_oracle_does(world: World, facts: list[flat.Facts], *, hot: bool) -> None:
    rules = world.rules(500, hot=hot)
    expected = [sorted(flat.oracle(rules, photo)) for photo in facts]
    ruleset, plain = ours.ready(ours.yaml(rules)), flat.lambdas(rules)
    assert any(expected)
    assert [sorted(ours.names(ours.matches(ruleset, event))) for event in ours.events(world.texts)] == expected
    assert [sorted(plain(photo)) for photo in facts] == expected


def test_so_does_every_public_engine_that_is_installed(world: World, facts: list[flat.Facts]) -> None:
    for engine in filter(lambda one: one.installed, ENGINES):
        rules = [rule for rule in world.rules(50) if engine.says(rule)]
        matching = engine.build(rules)
        assert [sorted(matching(photo)) for photo in facts[:9]] == [
            sorted(flat.oracle(rules, photo)) for photo in facts[:9]
        ]


def test_the_bench_stops_at_an_engine_that_matches_otherwise() -> None:
    bench = Bench(20)
    with pytest.raises(SystemExit, match="matches otherwise than the oracle"):
        bench.other(LAMBDAS, bench.world.rules(100), lambda _: ["no such rule"])
