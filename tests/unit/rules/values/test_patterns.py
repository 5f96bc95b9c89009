from __future__ import annotations

import pytest

from rules.folding import ORDINARY, Extra, Folding
from rules.values.patterns import pitfalls, repetitions, rewritten

EXACT = Folding(case=False)
TURKISH = Folding(extra=Extra.TURKISH)
ACCENTS = Folding(extra=Extra.ACCENTS)


@pytest.mark.parametrize(
    ("pattern", "folding", "expected"),
    [
        ("Golden ?Hour", ORDINARY, "golden ?hour"),
        ("Straße+", ORDINARY, "stra(?:ss)e+"),
        ("ß+", ORDINARY, "(?:ss)+"),
        ("cafe\u0301", ORDINARY, "caf\u00e9"),
        ("❤\ufe0f?", ORDINARY, "❤(?:)?"),
        ("＃（1）", ORDINARY, r"\#\(1\)"),  # noqa: RUF001 - fullwidth signs are no operators
        ("a\u00a0b", ORDINARY, "a\\ b"),
        (r"\p{Lu}\W\x{41}\S", ORDINARY, r"\p{Lu}\W\x{41}\S"),
        (r"\QA.B\EC", ORDINARY, r"\QA.B\Ec"),
        ("(?P<Name>A)(?i:B)(?-s)", ORDINARY, "(?P<Name>a)(?i:b)(?-s)"),
        ("[ÄÖa-zÀ-Ö]", ORDINARY, "[äöa-zÀ-Ö]"),
        ("[^]Ä]", ORDINARY, "[^]ä]"),
        (r"[[:alpha:]\]ß]", ORDINARY, r"[[:alpha:]\]ß]"),
        ("[（]", ORDINARY, r"[\(]"),  # noqa: RUF001 - as above
        ("[Ä", ORDINARY, "[ä"),
        ("ISPARTA", TURKISH, "ısparta"),  # noqa: RUF001 - the example
        ("Café", ACCENTS, "cafe"),
        ("Straße ﬁlm", EXACT, "Straße (?:fi)lm"),
    ],
)
def test_folds_the_letters_and_nothing_else(pattern: str, folding: Folding, expected: str) -> None:
    assert rewritten(pattern, folding) == expected


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"\w+", r"\w knows English letters only; write [\p{L}\p{M}\p{N}_] for any script"),
        (r"[\w-]+", r"\w knows"),
        (r"\W", r"\W knows English letters only; write [^\p{L}\p{M}\p{N}_] for"),
        (r"\bfoto\b", r"\b sees the edges of English words only; ask with any_word"),
        (r"\B", r"\B sees"),
        (r"\d{4}", r"\d knows 0 to 9 only; write \p{Nd} for the digits of any script, or [0-9]"),
        (r"[^\D]", r"\D knows 0 to 9 only; write \P{Nd}"),
        (r"a\nb", r"\n never occurs, since white space counts as one plain space"),
        ("[[:alpha:]]", r"[:alpha:] knows English letters only; write \p{L}"),
        (r"\p{Lu}{5}", r"\p{Lu} is any letter here, since capitals count as small letters; add case: exact"),
        ("[äß]", "ß is compared as 'ss', which brackets cannot hold; write (?:ß|...)"),
    ],
)
def test_a_pitfall_comes_with_what_to_write(pattern: str, told: str) -> None:
    (said,) = pitfalls(pattern, ORDINARY)
    assert said.startswith(told)


@pytest.mark.parametrize(
    ("pattern", "folding"),
    [
        (r"\\w \\b \\d", ORDINARY),
        (r"\Q\w\E", ORDINARY),
        (r"[\p{L}\p{N}_]+ \s\.\x41 [0-9a-z]", ORDINARY),
        (r"\p{Lu}", EXACT),
        ("[ß]", EXACT),
        ("ß", ORDINARY),
        ("^sun(set|rise)$", ORDINARY),
    ],
)
def test_what_is_no_pitfall(pattern: str, folding: Folding) -> None:
    assert pitfalls(pattern, folding) == ()


@pytest.mark.parametrize(
    ("pattern", "times"),
    [
        ("a+b*c?", 0),
        ("a{3}", 3),
        ("a{3,9}b{2,}", 11),
        ("(a{3}b{4}){5}", 35),
        ("(?:(?P<x>a?){9}b){9}c{2}", 83),
        ("((a){0}){9}", 9),
        (r"\{3}a\{9}[{3}]", 0),
        ("{3}|a{,3}|a{b}", 3),
        ("a)b){2}", 2),
    ],
)
def test_counted_repetitions(pattern: str, times: int) -> None:
    assert repetitions(pattern) == times


def test_a_pitfall_is_told_once() -> None:
    assert len(pitfalls(r"\w\w[\w]", ORDINARY)) == 1
