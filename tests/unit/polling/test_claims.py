from __future__ import annotations

import random

import pytest

from polling.claims import Claims


def test_without_claims_there_is_no_largest() -> None:
    assert Claims().largest(10.0, 0.0) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(5.0, None, id="none has grown yet"),
        pytest.param(11.0, 1, id="the older one leads"),
        pytest.param(19.9, 1, id="just not overtaken"),
        pytest.param(20.1, 2, id="the steeper one has overtaken"),
    ],
)
def test_the_largest_claim_is_found_as_time_goes_by(moment: float, expected: int | None) -> None:
    claims = Claims()
    claims.put(1, 1.0, 5.0)
    claims.put(2, 1.5, 10.0)
    assert claims.largest(moment, 0.0) == expected


def test_what_is_dropped_claims_nothing() -> None:
    claims = Claims()
    claims.put(1, 1.0, 0.0)
    claims.put(2, 2.0, 0.0)
    claims.largest(1.0, 60.0)
    claims.drop(2)
    assert claims.largest(2.0, 60.0) == 1


def test_the_level_is_the_latest_largest_claim() -> None:
    claims = Claims()
    claims.put(1, 2.0, 0.0)
    claims.largest(3.0, 0.0)
    assert claims.level == pytest.approx(6.0)


@pytest.mark.parametrize("ahead", [0.0, 5.0, 1e9])
def test_looking_ahead_changes_no_answer(ahead: float) -> None:
    chance = random.Random(3)  # noqa: S311 - a seed, not a secret
    claims, lines = Claims(), dict[int, tuple[float, float]]()
    for number in range(60):
        lines[number] = chance.random() ** 3, -1 - chance.random()
        claims.put(number, *lines[number])
    for step in range(2000):
        found = claims.largest(float(step), ahead)
        assert found == max(lines, key=lambda number: lines[number][0] * (step - lines[number][1]))
        for number in (found, chance.randrange(60)):
            lines[number] = chance.random() ** 3, step - chance.random() / 2
            claims.put(number, *lines[number])
