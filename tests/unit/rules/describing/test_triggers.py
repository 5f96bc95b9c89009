from __future__ import annotations

import pytest

from domain.sources import Source, SourceKind
from rules.describing.triggers import trigger
from rules.triggers import OnFollowRequest, OnNewComment, OnNewMedia


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        (["tag:sunset"], "with #sunset"),
        (["tag:a", "tag:b", "tag:c", "tag:d"], "with #a, #b or 2 more"),
        (["user:@ana", "user:7", "user:self"], "by @ana, user 7 or yourself"),
        (["feed:self"], "by people you follow"),
        (["user:@ana", "feed:self"], "by @ana or people you follow"),
        (["location:9"], "at place 9"),
        (["area:52.52,13.405,5000"], "within 5 km of 52.52, 13.405"),
        (["area:52.52,13.405,750"], "within 0.75 km of 52.52, 13.405"),
        (["geography:12"], "in area 12"),
        (["liked:self", "popular:all"], "among what you liked or what is popular"),
        (
            ["tag:a", "user:@ana", "location:9", "area:1,2,3000", "geography:4", "liked:self"],
            "with #a, by @ana, at place 9, within 3 km of 1, 2, in area 4 or among what you liked",
        ),
    ],
)
def test_lists_of_photos(sources: list[str], words: str) -> None:
    waking = OnNewMedia(sources=tuple(map(Source.parse, sources)), every=None)
    assert trigger(waking) == f"a new photo {words}"


def test_a_circle_may_leave_its_size_to_the_network() -> None:
    waking = OnNewMedia(sources=(Source(kind=SourceKind.AREA, value="1,2"),), every=None)
    assert trigger(waking) == "a new photo within reach of 1, 2"


def test_requests_and_comments() -> None:
    assert trigger(OnFollowRequest(every=None)) == "a follow request"
    assert trigger(OnNewComment(every=None)) == "a new comment under your photos"
