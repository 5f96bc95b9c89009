from __future__ import annotations

import pytest

from rules.syntax.spelling import advice, nearest, shown

FIELDS = ["likes.count", "caption.text", "author.followers", "media.type"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("likes_count", "likes.count"),
        ("caption.txt", "caption.text"),
        ("Author.Followers", "author.followers"),
        ("likes", "likes.count"),
        ("followers", "author.followers"),
        ("colour", None),
        ("", None),
    ],
)
def test_guesses_what_was_meant(word: str, expected: str | None) -> None:
    assert nearest(word, FIELDS) == expected


def test_lists_what_is_allowed_when_there_is_no_guess() -> None:
    assert advice("likes_count", FIELDS) == "; did you mean 'likes.count'?"
    assert advice("colour", ["b", "a"], lead="it may be") == "; it may be a, b"
    assert advice("colour", []) == "; there are none"
    assert advice("?", [f"n{n:02}" for n in range(20)]).endswith("n12, n13 and 6 more")


def test_shows_a_text_on_one_short_line() -> None:
    assert shown("a\nb") == "'a b'"
    assert shown("x" * 50) == f"'{'x' * 39}…'"
