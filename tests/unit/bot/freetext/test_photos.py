from __future__ import annotations

import pytest

from bot.freetext.intents import sentence
from bot.freetext.photos import INTENTS


def meant(text: str) -> str | None:
    said = sentence(text)
    return next((str(typed) for intent in INTENTS if (typed := intent.read(said))), None)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Show me sunset pictures", "/tag sunset"),
        ("show me some new photos of the #sunset, please", "/tag sunset"),
        ("pictures with cats", "/tag cats"),
        ("what is new near me?", "/near"),
        ("Photos around here", "/near"),
        ("near me", "/near"),
        ("what's happening nearby", "/near"),
        ("places near me", "/places"),
        ("what is around me?", "/places"),
        ("show my feed", "/feed"),
        ("What's new?", "/feed"),
        ("any news", "/feed"),
        ("popular", "/popular"),
        ("what is trending today?", "/popular"),
        ("show me popular photos", "/popular"),
        ("my likes", "/liked"),
        ("what did I like?", "/liked"),
        ("photos that I liked", "/liked"),
        ("my photos", "/posts"),
        ("photos by @mira.c", "/posts mira.c"),
        ("pictures of @mira", "/posts mira"),
        ("show me mira's posts", "/posts mira"),
        ("mira’s photos", "/posts mira"),  # noqa: RUF001 - as phones type it
        ("tags like sun", "/tags sun"),
    ],
)
def test_common_wishes_are_understood(text: str, typed: str) -> None:
    assert meant(text) == typed


@pytest.mark.parametrize(
    "text",
    [
        "photos",
        "pictures of the sea and the sky",
        "I like photos of cats very much",
        "what did mira like",
        "is it popular with you",
    ],
)
def test_other_sentences_are_not(text: str) -> None:
    assert meant(text) is None
