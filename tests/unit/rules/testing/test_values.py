from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.unknown import UNKNOWN
from rules.testing.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.problems import Report
    from rules.syntax.nodes import Table

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def test_dotted_names_and_maps_say_the_same(table: Callable[[str], tuple[Table, Report]]) -> None:
    for text in ("author.followers: 3", "author: {followers: 3}"):
        values = Values("new_media", *table(text))
        assert values.sure("author.followers", int, 0) == 3


def test_a_person_may_be_given_by_name(table: Callable[[str], tuple[Table, Report]]) -> None:
    values = Values("new_media", *table("author: ana"))
    assert values.sure("author.username", str, "") == "ana"


def test_what_is_absent_is_not_what_is_unavailable(table: Callable[[str], tuple[Table, Report]]) -> None:
    values = Values(
        "new_media", *table("absent: [caption.text]\nunavailable: [location]\nauthor: {unavailable: [bio]}")
    )
    assert values.optional("caption.text", str) is None
    assert values.optional("location.name", str) is UNKNOWN
    assert values.maybe("author.bio", str, "") is UNKNOWN
    assert values.maybe("author.website", str, "none") == "none"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("media.created_at: -20m", NOW - timedelta(minutes=20)),
        ("media.created_at: 2026-05-31T20:00:00+02:00", datetime(2026, 5, 31, 18, 0, tzinfo=UTC)),
        ("{}", NOW - timedelta(hours=1)),
    ],
)
def test_a_moment_may_be_told_as_how_long_ago(
    table: Callable[[str], tuple[Table, Report]], text: str, moment: datetime
) -> None:
    values = Values("new_media", *table(text))
    assert values.moment("media.created_at", NOW - timedelta(hours=1), NOW) == moment


@pytest.mark.parametrize(
    ("trigger", "text", "message"),
    [
        (
            "new_media",
            "likes_count: 3",
            "a test cannot give 'likes_count' of a new_media; did you mean",
        ),
        ("new_media", "requester: ana", "a test cannot give 'requester' of a new_media"),
        ("follow_request", "requester.posts: many", "requester.posts takes a whole number such as 12, not 'many'"),
        ("new_media", "author.followers: 3\nauthor: {followers: 4}", "author.followers is given twice"),
        ("new_media", "unavailable: [capton]", "a new_media has no 'capton'"),
        ("new_media", "media.type: picture", "media.type cannot be 'picture'"),
    ],
)
def test_what_cannot_be_given_is_said(
    table: Callable[[str], tuple[Table, Report]], trigger: str, text: str, message: str
) -> None:
    node, report = table(text)
    Values(trigger, node, report)
    assert [message] == [problem.message[: len(message)] for problem in report.problems()]
