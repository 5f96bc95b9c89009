"""Texts in the reader's language."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from bot.html import t
from bot.language import read_in, say, several


class German(NullTranslations):
    """Three words of another language."""

    def gettext(self, message: str) -> str:
        return {"Hello {}": "Hallo {}"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"{} photo": "{} Bild", "{} photos": "{} Bilder"}[msgid1 if n == 1 else msgid2]


def test_without_a_language_english_stands() -> None:
    assert say("Hello {}", "Mira") == "Hello Mira"
    assert several("{} photo", "{} photos", 1, 1) == "1 photo"
    assert several("{} photo", "{} photos", 2, 2) == "2 photos"


def test_inside_everything_is_translated_and_outside_nothing() -> None:
    with read_in(German()):
        assert say("Hello {}", "Mira") == "Hallo Mira"
        assert t("Hello {}", "<Mira>") == "Hallo &lt;Mira&gt;"
        assert several("{} photo", "{} photos", 1, 1) == "1 Bild"
        assert several("{} photo", "{} photos", 5, 5) == "5 Bilder"
        assert say("Bye {}", "Mira") == "Bye Mira", "nobody translated it"
    assert say("Hello {}", "Mira") == "Hello Mira"


def test_a_failure_inside_ends_the_language_too() -> None:
    with pytest.raises(ZeroDivisionError), read_in(German()):
        _ = 1 / 0
    assert say("Hello {}", "Mira") == "Hello Mira"
