from __future__ import annotations

import pytest

from bot.freetext.direct import named


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("#sunset", "/tag sunset"),
        ("@mira", "/user mira"),
        ("52.5, 13.4", "/near 52.5 13.4"),
        ("https://www.instagram.com/p/Ab-_1/", "/media https://www.instagram.com/p/Ab-_1/"),
        ("look: (instagram.com/p/Ab1).", "/media instagram.com/p/Ab1"),
        ("http://127.0.0.1:8000/p/Ab1/", "/media http://127.0.0.1:8000/p/Ab1/"),
        ("https://www.instagram.com/mira.c/", "/user mira.c"),
        ("instagram.com/mira?igsh=1", "/user mira"),
        ("https://www.instagram.com/explore/tags/sunset/", "/tag sunset"),
        ("https://www.instagram.com/explore/locations/212/lisbon/", "/at 212"),
    ],
)
def test_a_thing_that_is_named_is_shown(text: str, typed: str) -> None:
    assert str(named(text)) == typed


@pytest.mark.parametrize(
    "text", ["", "#", "@", "#two words", "hello", "https://example.org/mira", "instagram.com/a/b/c", "10 20"]
)
def test_what_names_nothing_is_none(text: str) -> None:
    assert named(text) is None
