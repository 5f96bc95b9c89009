from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.sources import SourceKind
from polling.looks import Look, baseline_sentence, baseline_subject


def looks(kind: SourceKind, baselines: list[int | None]) -> list[tuple[SourceKind, Look]]:
    return [(kind, Look(news=0, baseline=baseline, calls=1, came=(), page=())) for baseline in baselines]


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
    found = looks(SourceKind.TAG, photos) + looks(SourceKind.REQUESTS, requests)
    assert baseline_sentence(found) == expected


@pytest.mark.parametrize(
    ("requests", "subject"),
    [
        pytest.param([2], "waiting:1795435200", id="a person is asked about those who wait"),
        pytest.param([0], "baseline:1795435200", id="nobody waits"),
        pytest.param([None], "baseline:1795435200", id="it was not the first look at them"),
    ],
)
def test_people_who_wait_are_another_subject(requests: list[int | None], subject: str) -> None:
    found = looks(SourceKind.TAG, [3]) + looks(SourceKind.REQUESTS, requests)
    assert baseline_subject(found, datetime(2026, 11, 23, 12, tzinfo=UTC)) == subject


@pytest.mark.parametrize(
    ("photos", "comments", "expected"),
    [
        pytest.param(
            [],
            [1],
            "Watching the comments under your photos; 1 comment was there already and is left alone.",
            id="comments alone",
        ),
        pytest.param(
            [1],
            [12],
            "Watching 1 list and the comments under your photos; 1 photo and 12 comments were there already and are "
            "left alone.",
            id="photos and comments",
        ),
    ],
)
def test_what_stood_under_the_owners_photos_is_told_as_well(
    photos: list[int | None], comments: list[int | None], expected: str
) -> None:
    found = looks(SourceKind.FEED, photos) + looks(SourceKind.COMMENTS, comments) + looks(SourceKind.REQUESTS, [0])
    assert baseline_sentence(found) == expected
