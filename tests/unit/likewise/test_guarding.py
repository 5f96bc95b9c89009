from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from likewise.examining import examine
from rules.loading import SourceText

if TYPE_CHECKING:
    from rules.testing.running import Result

RULES = """version: 1
timezone: UTC
schedules: { late: { from: "20:00", to: "22:00" } }
lists: { never_touch: [ana, "id:7"] }
limits: { like: { per_hour: 10 }, relationship: { per_hour: 10, keep_for_chat: 4 } }
rules:
  - id: suns
    mode: auto
    max_age: 1h
    per_author: 2 per 7d
    trigger: { new_media: { tags: [sunset] } }
    when: always
    do: [like, mark: sun]
  - { id: own, mode: ask, include_self: true, trigger: { new_media: { tags: [mine] } }, when: always, do: [like] }
  - { id: ask, mode: auto, when_limited: ask, trigger: { new_media: { tags: [ask] } }, when: always, do: [like] }
  - id: late
    mode: auto
    active: late
    outside: defer
    trigger: { new_media: { tags: [late] } }
    when: always
    do: [like, notify]
  - id: words
    mode: auto
    trigger: { new_media: { tags: [word] } }
    when: { author: [id:8] }
    do: [comment: Nice!]
  - { id: sorry, mode: auto, trigger: { new_media: { liked: true } }, when: always, do: [unlike] }
  - { id: people, mode: auto, trigger: follow_request, when: { requester.posts: { gte: 3 } }, do: [approve] }
  - { id: spam, mode: auto, trigger: follow_request, when: { requester.posts: { lt: 3 } }, do: [ignore] }
tests:
"""


def result(given: str, expected: str) -> Result:
    text = f"{RULES}  - {{ name: a test, given: {{ {given} }}, {expected} }}\n"
    found = examine([SourceText(name="rules.yaml", text=text)])
    assert [problem for problem in found.errors if problem.code != "E301"] == []
    (outcome,) = found.outcomes
    return outcome.result


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("new_media: { via.tag: sunset }", "expect: { suns: { like: auto, mark: auto } }", id="done"),
        pytest.param("new_media: { via.tag: sunset, author: Ana }", "expect_suppressed: { suns: never }", id="never"),
        pytest.param(
            "new_media: { via.tag: sunset, author.id: 7 }", "expect_suppressed: { suns: never }", id="by id"
        ),
        pytest.param("new_media: { via.tag: sunset, author: self }", "expect_suppressed: { suns: self }", id="own"),
        pytest.param(
            "new_media: { via.tag: mine, author: self }", "expect: { own: { like: ask } }", id="own, allowed"
        ),
        pytest.param(
            "new_media: { via.tag: sunset, history.author.opted_out: true }",
            "expect_suppressed: { suns: muted }",
            id="who wants nothing from us",
        ),
        pytest.param(
            "new_media: { via.tag: sunset, media.liked_by_me: true }",
            "expect_suppressed: { suns: human_first }",
            id="liked already",
        ),
        pytest.param("new_media: { via.tag: sunset, media.age: 2h }", "expect_suppressed: { suns: age }", id="old"),
        pytest.param(
            "new_media: { via.tag: sunset, media.age: 1h }",
            "expect: { suns: { like: auto, mark: auto } }",
            id="as old as may be",
        ),
        pytest.param(
            "limits: { like: 10 }, new_media: { via.tag: sunset }",
            "expect: { suns: { mark: auto } }, expect_suppressed: { suns: limit }",
            id="the limit is used up, and a mark needs none",
        ),
        pytest.param(
            "limits: { like: 9 }, new_media: { via.tag: sunset }",
            "expect: { suns: { like: auto, mark: auto } }",
            id="one is left",
        ),
        pytest.param(
            "limits: { like: 10 }, new_media: { via.tag: ask }", "expect: { ask: { like: ask } }", id="asks"
        ),
        pytest.param(
            "limits: { like: 10 }, new_media: { via.tag: mine }", "expect: { own: { like: ask } }", id="asks anyway"
        ),
        pytest.param(
            "limits: { relationship: 6 }, follow_request: {}",
            "expect_suppressed: { people: limit }",
            id="the rest is for people",
        ),
        pytest.param(
            "limits: { relationship: 5 }, follow_request: {}", "expect: { people: { approve: auto } }", id="not yet"
        ),
        pytest.param(
            "now: 2026-06-01T19:59:00Z, new_media: { via.tag: late }",
            "expect: {}, expect_suppressed: { late: schedule }",
            id="before its hours",
        ),
        pytest.param(
            "now: 2026-06-01T20:00:00Z, new_media: { via.tag: late }",
            "expect: { late: { like: auto, notify: auto } }",
            id="within its hours",
        ),
        pytest.param(
            "new_media: { via.tag: sunset, history.author.likes: 2, history.author.last_action_age: 6d }",
            "expect_suppressed: { suns: per_author }",
            id="met often enough",
        ),
        pytest.param(
            "new_media: { via.tag: sunset, history.author.likes: 1, history.author.last_action_age: 6d }",
            "expect: { suns: { like: auto, mark: auto } }",
            id="met once",
        ),
        pytest.param(
            "new_media: { via.tag: sunset, history.author.likes: 2, history.author.last_action_age: 8d }",
            "expect: { suns: { like: auto, mark: auto } }",
            id="met long ago",
        ),
        pytest.param(
            "new_media: { via.tag: word, author.id: 8, history.author: { comments: 1, last_action_age: 6d } }",
            "expect: {}, expect_suppressed: { words: per_author }",
            id="one comment a week for one person",
        ),
        pytest.param(
            "new_media: { via.tag: word, author.id: 8, history.author.likes: 1, history.author.last_action_age: 6d }",
            "expect: { words: { comment: auto } }",
            id="a like is no comment",
        ),
        pytest.param(
            "new_media: { via.tag: word, author.id: 8, caption.text: the funeral of my grandpa }",
            "expect: { words: { comment: ask } }",
            id="words that call for a person's eye",
        ),
        pytest.param(
            "new_media: { via.liked: true, media.liked_by_me: true, history.author.likes: 1 }",
            "expect: { sorry: { unlike: auto } }",
            id="what a rule liked may be taken back",
        ),
        pytest.param(
            "new_media: { via.liked: true, media.liked_by_me: true }",
            "expect_suppressed: { sorry: human_first }",
            id="what you liked is yours",
        ),
        pytest.param(
            "follow_request: { requester: ana, requester.posts: 1 }",
            "expect: { spam: { ignore: auto } }",
            id="to ignore is to leave alone",
        ),
    ],
)
def test_tests_meet_the_guards_of_real_life(given: str, expected: str) -> None:
    assert result(given, expected).differences == ()
