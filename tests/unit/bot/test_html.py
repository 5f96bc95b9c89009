from __future__ import annotations

import pytest

from bot.html import Html, cut, fitting, joined, lines, plain, t, units

HEBREW = "שלום"
OVERRIDE = "\u202e"
POP = "\u2069"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("I <3 you", "I &lt;3 you", id="no tag opens"),
        pytest.param("a & b", "a &amp; b", id="no entity opens"),
        pytest.param('"quoted"', "&quot;quoted&quot;", id="no attribute ends"),
        pytest.param(Html("<b>x</b>"), "<b>x</b>", id="our own markup stays"),
        pytest.param(7, "7", id="a number is text"),
        pytest.param("{0} {}", "{0} {}", id="braces are no places to fill"),
        pytest.param("plain", "plain", id="left to right needs no isolation, so that it can be copied"),
        pytest.param(HEBREW, f"\u2068{HEBREW}\u2069", id="right to left is isolated"),
        pytest.param(f"{OVERRIDE}gpj.exe", "gpj.exe", id="an override is taken out"),
        pytest.param(f"{HEBREW}{POP}{OVERRIDE}x", f"\u2068{HEBREW}x\u2069", id="nobody leaves the isolation"),
    ],
)
def test_foreign_text_is_only_text(part: object, expected: str) -> None:
    assert t("{}", part) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("sunset", 6, "sunset", id="exactly full"),
        pytest.param("sunsets", 6, "sunse…", id="one too many"),
        pytest.param("😀😀😀", 6, "😀😀😀", id="an emoji is two units"),
        pytest.param("😀😀😀😀", 6, "😀😀…", id="an emoji is never halved"),
        pytest.param("two words here", 10, "two words…", id="no blank before the ellipsis"),
        pytest.param("a\n\n b", 10, "a b", id="one line"),
        pytest.param("xe\u0301e\u0301", 4, "xe\u0301…", id="a letter keeps its accent"),
        pytest.param("xxe\u0301xx", 4, "xx…", id="an accent does not stand alone"),
        pytest.param("x👩\u200d👩\u200d👧\u200d👦", 9, "x…", id="a family is not torn apart"),
        pytest.param("", 5, "", id="nothing"),
    ],
)
def test_cutting_leaves_whole_signs(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected
    assert units(cut(text, limit)) <= limit


def test_what_does_not_fit_is_left_out_whole() -> None:
    parts = [t("<b>{}</b>", letter * 10) for letter in "abc"]
    assert fitting(parts, 100) == lines(*parts)
    assert fitting(parts, 30) == lines(*parts[:2], Html("…"))


def test_joining_skips_what_is_empty() -> None:
    assert joined((t("a"), Html(""), t("b"))) == "a · b"
    assert lines(t("a"), None, Html(""), t("b")) == "a\nb"


def test_plain_is_what_is_seen() -> None:
    assert plain(t("<b>{}</b> &amp; more", "I <3 <b>you</b>")) == "I <3 <b>you</b> & more"
