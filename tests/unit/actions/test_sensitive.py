from __future__ import annotations

import pytest

from actions.sensitive import sensitive_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Rest in Peace, grandpa", "rest in peace", id="English"),
        pytest.param("R.I.P. my friend", "rip", id="dotted"),
        pytest.param("#RIP", "rip", id="a tag"),
        pytest.param("Ruhe in Frieden, Oma", "ruhe in frieden", id="German"),
        pytest.param("Descanse en paz", "descanse en paz", id="Spanish"),
        pytest.param("mamie est DÉCÉDÉE hier", "décédée", id="French, in capitals"),
        pytest.param("Светлая память", "светлая память", id="Russian"),
        pytest.param("الله يرحمه", "الله يرحمه", id="Arabic"),
        pytest.param("祖母が亡くなりました", "亡くな", id="Japanese, inside of words"),
        pytest.param("奶奶去世了", "去世", id="Chinese"),
        pytest.param("삼가 고인의 명복을 빕니다", "삼가 고인", id="Korean"),
        pytest.param("forever with us 🕊", "🕊", id="a sign"),
        pytest.param("forever with us 🕊️", "🕊", id="a sign drawn as a picture"),
    ],
)
def test_sad_words_are_found_in_many_languages(text: str, word: str) -> None:
    assert sensitive_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "A ripe apricot and a trip to the sea",
        "Es war ein schöner Abend",
        "special offer at the boat ramp",
        "Photo shooting in the evening light",
        "Ein Mordsspaß am Strand",
        "golden hour 🌅",
        "",
    ],
)
def test_harmless_words_are_not(text: str) -> None:
    assert sensitive_word(text) is None
