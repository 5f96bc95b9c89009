from __future__ import annotations

import pytest

from rules.wording import Telling, Wording, amount, clipped, listed, quoted


@pytest.mark.parametrize(
    ("words", "most", "text"),
    [
        ([], 3, ""),
        (["a"], 3, "a"),
        (["a", "b"], 3, "a or b"),
        (["a", "b", "c"], 3, "a, b or c"),
        (["a", "b", "c", "d"], 3, "a, b or 2 more"),
        (["a", "b", "c", "d"], 4, "a, b, c or d"),
    ],
)
def test_a_list_is_told_and_its_rest_counted(words: list[str], most: int, text: str) -> None:
    assert listed(words, "or", most) == text


@pytest.mark.parametrize(
    ("text", "short"),
    [("a" * 30, "a" * 30), ("a" * 31, "a" * 29 + "…"), ("a\n  b\t", "a b"), ("a" * 28 + " bcd", "a" * 28 + "…")],
)
def test_a_strangers_text_is_one_short_line(text: str, short: str) -> None:
    assert clipped(text) == short
    assert quoted(text) == f"“{short}”"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("0", "0 likes"),
        ("1", "1 like"),
        ("at most 1", "at most 1 like"),
        ("11", "11 likes"),
        ("1 or more", "1 or more likes"),
    ],
)
def test_one_is_not_many(words: str, text: str) -> None:
    assert amount("{} likes", "{} like").phrase(words).text == text


def test_a_clause_has_a_lead_and_a_denial_is_negative() -> None:
    tagged = Wording(text="tagged {}", lead="it is", sign="#")
    assert tagged.phrase("a", "b").clause == "it is tagged #a and #b"
    assert tagged.denied("a", "b").clause == "it is not tagged #a or #b"
    assert (tagged.phrase("a").telling, tagged.denied("a").telling) == (Telling.PARTICULAR, Telling.NEGATIVE)
    assert tagged.phrase("a").negative_unless(told=True) == tagged.phrase("a")
