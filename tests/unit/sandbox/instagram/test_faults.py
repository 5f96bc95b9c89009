from __future__ import annotations

import pytest
from pydantic import ValidationError

from sandbox.instagram.faults import Fault, Faults

LIKE = "POST /v1/media/{id}/likes"
SELF = "GET /v1/users/self"


def struck(faults: Faults, calls: int, route: str = SELF) -> list[int]:
    """Which of so many calls met a fault, from 1."""
    return [number for number in range(1, calls + 1) if faults.take(route) is not None]


def added(*faults: Fault, seed: int = 7) -> Faults:
    waiting = Faults(seed)
    for fault in faults:
        waiting.add(fault)
    return waiting


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param({}, [1], id="once by default"),
        pytest.param({"times": 3}, [1, 2, 3], id="so many times"),
        pytest.param({"times": None}, [1, 2, 3, 4, 5, 6, 7], id="without end"),
        pytest.param({"times": None, "every": 3}, [3, 6], id="every third"),
        pytest.param({"times": 1, "every": 3}, [3], id="the third"),
        pytest.param({"route": LIKE}, [], id="another route"),
    ],
)
def test_a_fault_meets_the_calls_it_is_meant_for(settings: dict[str, object], expected: list[int]) -> None:
    fault = Fault.model_validate({"fault": "cut", **settings})
    assert struck(added(fault), 7) == expected


def test_calls_of_other_routes_are_not_counted() -> None:
    faults = added(Fault(fault="cut", route=LIKE, every=2))
    assert [faults.take(route) is not None for route in (LIKE, SELF, SELF, LIKE)] == [False, False, False, True]


def test_a_share_of_the_calls_is_drawn_from_the_seed() -> None:
    some = Fault(fault="cut", times=None, probability=0.2)
    first, again, other = (struck(added(some, seed=seed), 1000) for seed in (7, 7, 8))
    assert first == again != other
    assert 150 < len(first) < 250


def test_a_call_meets_one_fault_and_the_first_that_fits() -> None:
    faults = added(Fault(fault="cut", route=LIKE), Fault(fault="lost", times=2), Fault(fault="extra"))
    kinds = [fault.fault if fault else None for fault in map(faults.take, (SELF, LIKE, SELF, SELF, SELF))]
    assert kinds == ["lost", "cut", "lost", "extra", None]


def test_a_reset_ends_them_all() -> None:
    faults = added(Fault(fault="cut", times=None), Fault(fault="reset"))
    assert faults.take(SELF) is None


@pytest.mark.parametrize(
    "settings",
    [
        {"times": 0},
        {"every": 0},
        {"probability": 0},
        {"probability": 1.5},
        {"seconds": float("inf")},
        {"seconds": 0},
        {"status": 399},
        {"route": "POST /likes"},
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Fault.model_validate({"fault": "status", **settings})
