from __future__ import annotations

import pytest

from rules.contents import emoji_count, hashtags, mentions, url_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#sunset, #sunset! #Golden_Hour", ("sunset", "Golden_Hour")),
        ("#a#b", ("a", "b")),
        ("# sunset", ()),
        ("we are #1", ()),
        ("＃夕焼け #हिन्दी #2026goals", ("夕焼け", "हिन्दी", "2026goals")),  # noqa: RUF001 - the example
        ("no tags", ()),
    ],
)
def test_hashtags(text: str, expected: tuple[str, ...]) -> None:
    assert hashtags(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with @Ana and @bob_b.", ("ana", "bob_b")),
        ("@ana @ANA", ("ana",)),
        ("me@b.example", ()),
        ("@ nobody", ()),
        ("(@a.b.c)", ("a.b.c",)),
    ],
)
def test_mentions(text: str, expected: tuple[str, ...]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("sunset", 0),
        ("🌅 and 🌅", 2),
        ("👩‍👩‍👧", 1),
        ("👍🏽", 1),
        ("❤️❤", 2),
        ("🇩🇪🇫🇷", 2),
        ("夕焼けが。", 0),
        ("→ © 1 #", 0),
    ],
)
def test_emoji(text: str, count: int) -> None:
    assert emoji_count(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("https://a.example and HTTP://B.example", 2),
        ("www.a.example", 1),
        ("awww.cute", 0),
        ("a.example", 0),
        ("https:// ", 0),
    ],
)
def test_urls(text: str, count: int) -> None:
    assert url_count(text) == count
