from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.folding import ORDINARY, Extra, Folding, Text, fold, fold_tag, in_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("caf\u00e9", "cafe\u0301", id="composed and decomposed"),
        pytest.param("ｓｕｎｓｅｔ", "sunset", id="fullwidth"),  # noqa: RUF001 - the example
        pytest.param("\ufb01lm", "film", id="ligature"),
        pytest.param("\u2764\ufe0f", "\u2764", id="emoji selector"),
        pytest.param("sun\u200bset", "sunset", id="zero width space"),
        pytest.param("  golden \n\t hour ", "Golden Hour", id="white space"),
        pytest.param("ΣΊΣΥΦΟΣ", "σίσυφος", id="final sigma"),
        pytest.param("ЗАКАТ", "закат", id="cyrillic"),  # noqa: RUF001 - the example
    ],
)
def test_counts_as_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("\u0130stanbul", "istanbul", id="dotted capital I"),
        pytest.param("café", "cafe", id="accents differ on the platform"),
        pytest.param("sun set", "sunset", id="a space is a space"),
        pytest.param("сосо", "coco", id="look-alikes of another script"),  # noqa: RUF001 - the example
    ],
)
def test_counts_as_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("folding", "one", "other", "same"),
    [
        pytest.param(Folding(extra=Extra.TURKISH), "\u0130stanbul", "istanbul", True, id="turkish dotted"),
        pytest.param(Folding(extra=Extra.TURKISH), "ISPARTA", "\u0131sparta", True, id="turkish dotless"),
        pytest.param(Folding(extra=Extra.TURKISH), "ISPARTA", "isparta", False, id="turkish keeps them apart"),
        pytest.param(Folding(extra=Extra.ACCENTS), "Café", "cafe", True, id="accents dropped"),
        pytest.param(Folding(extra=Extra.ACCENTS), "Café", "care", False, id="and nothing else"),
        pytest.param(Folding(case=False), "Sunset", "sunset", False, id="exact case"),
        pytest.param(Folding(case=False), "\ufb01lm", "film", True, id="exact case still knows ligatures"),
        pytest.param(Folding(case=False, extra=Extra.TURKISH), "I", "\u0131", False, id="exact case is no letter's"),
        pytest.param(Folding(case=False, extra=Extra.ACCENTS), "Café", "Cafe", True, id="exact case, no accents"),
        pytest.param(Folding(extra=Extra.ACCENTS), "Straße", "STRASSE", True, id="accents and the rest as ever"),
    ],
)
def test_folds_as_told(folding: Folding, one: str, other: str, *, same: bool) -> None:
    assert (folding.fold(one) == folding.fold(other)) is same


@given(text=st.text(), case=st.booleans(), extra=st.sampled_from([None, *Extra]))
def test_folding_twice_changes_nothing(text: str, extra: Extra | None, *, case: bool) -> None:
    folding = Folding(case=case, extra=extra)
    assert folding.fold(folding.fold(text)) == folding.fold(text)


@pytest.mark.parametrize(
    ("tag", "folded"),
    [("#Sunset", "sunset"), ("＃Sunset", "sunset"), ("@Ana", "ana"), ("##sunset", "#sunset"), ("sunset", "sunset")],  # noqa: RUF001
)
def test_a_tag_loses_one_sign(tag: str, folded: str) -> None:
    assert fold_tag(tag) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#sunset, Sunset! (sunset)", ("sunset", "sunset", "sunset")),
        ("last sunset. R.I.P. grandpa", ("last", "sunset", "rip", "grandpa")),
        ("r.i.p", ("rip",)),
        ("the end.I am", ("the", "end", "i", "am")),
        ("ripe", ("ripe",)),
        ("golden_hour 2026", ("golden", "hour", "2026")),
        ("हिन्दी में", ("हिन्दी", "में")),
        ("Доброе утро", ("доброе", "утро")),
        ("\U0001f305\U0001f305", ()),
    ],
)
def test_splits_words(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(word.decode() for word in ORDINARY.words(text)) == expected


def test_every_sign_of_the_plane_parts_words_or_belongs_to_one() -> None:
    exact = Folding(case=False)
    signs = [chr(code) for code in range(0x10000) if chr(code) != "." and exact.fold(chr(code)) == chr(code)]
    assert [sign for sign in signs if (len(exact.words(f"a{sign}b")) == 1) is not in_word(sign)] == []


_AWKWARD = (
    " .=<_#-aB1\n\xa0\x1f\u200b\u0338\u0301\u0903\u0e47\u2026\uff0e\xb4\xdf\u0130\u0131\xe9\ufb01\uff21\xbd"
    "\u0437\u0430\u5915\ud800\N{SUNRISE}\ufe0f"
)


@settings(max_examples=300)
@given(st.text(st.sampled_from(_AWKWARD)))
def test_what_is_folded_in_parts_is_folded_as_a_whole(text: str) -> None:
    whole = ORDINARY.fold_whole(text)
    assert ORDINARY.fold(text) == whole
    assert ORDINARY.phrase(text) == Folding(case=False).phrase(whole)


@pytest.mark.parametrize(
    ("wanted", "there"),
    [("rip", True), ("golden hour", True), ("hour golden", False), ("gold", False), ("hour", True)],
)
def test_finds_whole_words_and_phrases(wanted: str, *, there: bool) -> None:
    text = Text("R.I.P. #Golden hour!")
    assert (ORDINARY.phrase(wanted) in text.phrase(ORDINARY)) is there
