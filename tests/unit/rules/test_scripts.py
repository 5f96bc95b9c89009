from __future__ import annotations

import pytest

from rules.scripts import SCRIPTS, mixes_scripts, scripts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Golden Hour", ("Latin",)),
        ("Straße 12!", ("Latin",)),
        ("закат", ("Cyrillic",)),
        ("закат over Berlin", ("Cyrillic", "Latin")),
        ("夕焼けの空 カメラ", ("Han", "Hiragana", "Katakana")),
        ("노을", ("Hangul",)),
        ("พระอาทิตย์ตก", ("Thai",)),
        ("सूर्यास्त", ("Devanagari",)),
        ("שקיעה غروب", ("Arabic", "Hebrew")),
        ("12 🌅 → #!", ()),
        ("", ()),
        ("\ud800 a", ("Latin",)),
    ],
)
def test_the_scripts_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert scripts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\u0440aypal", True, id="a cyrillic er before latin letters"),
        pytest.param("free cr\u0443pto", True, id="a cyrillic u among them"),
        pytest.param("A\u03bcazon", True, id="a greek mu among them"),
        pytest.param("a\u0301\u0430", True, id="a mark between"),
        pytest.param("p4\u0430", True, id="a digit between"),
        pytest.param("p\u200b\u0430", True, id="something invisible between"),
        pytest.param("paypal", False, id="latin alone"),
        pytest.param("закат Sunset", False, id="two words"),
        pytest.param("закат#Sunset", False, id="a sign between"),
        pytest.param("Instagramで見た", False, id="Japanese is mixed by nature"),
        pytest.param("10 \u00b5m", False, id="a micro sign is no letter of Greek"),
        pytest.param("\ud800", False, id="half a character"),
    ],
)
def test_look_alike_letters_in_one_word(text: str, *, expected: bool) -> None:
    assert mixes_scripts(text) is expected


def test_every_script_is_known_by_one_name() -> None:
    assert len(set(SCRIPTS)) == len(SCRIPTS)
    assert "Latin" in SCRIPTS
