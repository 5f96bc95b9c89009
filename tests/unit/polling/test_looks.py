from __future__ import annotations

import pytest

from polling.looks import Look, baseline_sentence


def looks(*baselines: int | None) -> list[Look]:
    return [Look(news=0, baseline=baseline) for baseline in baselines]


@pytest.mark.parametrize(
    ("photos", "requests", "expected"),
    [
        pytest.param([], [], None, id="no look"),
        pytest.param([None], [None], None, id="no first look"),
        pytest.param(
            [60, 1, None],
            [],
            "Watching 2 lists; 61 photos were there already and are left alone.",
            id="only first looks count",
        ),
        pytest.param([1], [], "Watching 1 list; 1 photo was there already and is left alone.", id="one"),
        pytest.param([0], [0], "Watching 1 list; 0 photos were there already and are left alone.", id="none"),
        pytest.param([], [0], "Watching the follow requests.", id="requests alone"),
        pytest.param(
            [],
            [1],
            "Watching the follow requests. 1 person waits for your answer: /requests.",
            id="somebody waits already",
        ),
        pytest.param(
            [3],
            [2],
            "Watching 1 list; 3 photos were there already and are left alone. "
            "2 people wait for your answer: /requests.",
            id="both",
        ),
    ],
)
def test_first_looks_are_told_in_one_sentence(
    photos: list[int | None], requests: list[int | None], expected: str | None
) -> None:
    assert baseline_sentence(looks(*photos), looks(*requests)) == expected
