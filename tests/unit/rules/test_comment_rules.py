from __future__ import annotations

import pytest

from rules.comment_rules import objection


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lovely!", None),
        ("I", "can be all in capitals, which is not allowed"),
        ("LOVELY 😊", "can be all in capitals, which is not allowed"),
        ("LOVELy", None),
        ("今天的夕陽", None),
        ("😊", None),
        ("a" * 300, None),
        ("a" * 301, "has up to 301 characters; 300 are allowed"),
        ("#a #b #c #d", None),
        ("#a #b #c #d #a", "has up to 5 hashtags; 4 are allowed"),
        ("#a#b#c#d#e", "has up to 5 hashtags; 4 are allowed"),
        ("# # # # #", None),
        ("see https://a.example", None),
        ("https://a.example www.b.example", "has up to 2 links; 1 is allowed"),
        ("  ", "is empty"),
    ],
)
def test_knows_what_the_network_refuses(text: str, reason: str | None) -> None:
    assert objection(text) == reason
