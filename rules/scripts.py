"""The writing systems of a text, as Unicode calls them. RE2 knows them; Python does not."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rules.folding import visible

if TYPE_CHECKING:
    import re2

SCRIPTS = (
    *("Adlam", "Arabic", "Armenian", "Balinese", "Bamum", "Batak", "Bengali", "Bopomofo", "Buginese", "Buhid"),
    *("Canadian_Aboriginal", "Chakma", "Cham", "Cherokee", "Coptic", "Cyrillic", "Devanagari", "Ethiopic"),
    *("Georgian", "Greek", "Gujarati", "Gurmukhi", "Han", "Hangul", "Hanifi_Rohingya", "Hanunoo", "Hebrew"),
    *("Hiragana", "Javanese", "Kannada", "Katakana", "Kayah_Li", "Khmer", "Lao", "Latin", "Lepcha", "Limbu", "Lisu"),
    *("Malayalam", "Mandaic", "Meetei_Mayek", "Miao", "Mongolian", "Mro", "Myanmar", "Newa", "New_Tai_Lue", "Nko"),
    *("Ol_Chiki", "Oriya", "Osage", "Rejang", "Runic", "Samaritan", "Saurashtra", "Sinhala", "Sundanese"),
    *("Syloti_Nagri", "Syriac", "Tagalog", "Tagbanwa", "Tai_Le", "Tai_Tham", "Tai_Viet", "Tamil", "Telugu"),
    *("Thaana", "Thai", "Tibetan", "Tifinagh", "Vai", "Wancho", "Yi"),
)
"""Those in which people write today, and two that they decorate with. Digits, signs and emoji have none."""
LOOK_ALIKE = ("Armenian", "Cyrillic", "Greek", "Latin")
"""Alphabets with letters that cannot be told from one of another."""


def scripts(text: str) -> tuple[str, ...]:
    """The scripts whose letters stand in a text, by name."""
    found = _every_script().Match(text.encode(errors="replace"))
    return tuple(SCRIPTS[number] for number in sorted(found or ()))


def mixes_scripts(text: str) -> bool:
    """Whether letters that look alike are mixed within a word, as in a `paypal` that begins in Cyrillic."""
    return _mixture().search(visible(text).encode(errors="replace")) is not None


@lru_cache(maxsize=1)
def _every_script() -> re2.Set:
    import re2  # noqa: PLC0415 - only a rule that asks for scripts needs it, and starting must be quick

    every = re2.Set.SearchSet(_options())
    for script in SCRIPTS:
        every.Add(_class(script))
    every.Compile()
    return every


@lru_cache(maxsize=1)
def _mixture() -> re2._Regexp:
    import re2  # noqa: PLC0415 - as above

    foreign = {one: "".join(_class(other) for other in LOOK_ALIKE if other != one) for one in LOOK_ALIKE}
    # Marks and digits between two letters do not end a word.
    ways = (f"{_class(one)}[\\p{{M}}\\p{{N}}]*[{others}]" for one, others in foreign.items())
    return re2.compile("|".join(ways), _options())


def _options() -> re2.Options:
    import re2  # noqa: PLC0415 - as above

    options = re2.Options()
    options.log_errors = False
    return options


def _class(script: str) -> str:
    return f"\\p{{{script}}}"
