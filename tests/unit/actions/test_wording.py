from __future__ import annotations

import pytest

from actions.wording import addressed, marked, mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@mira thank you", True, id="first"),
        pytest.param("thank you, @Mira.", True, id="last, with other capitals and a stop"),
        pytest.param("@miranda thank you", False, id="somebody whose name begins alike"),
        pytest.param("@mira.costa thank you", False, id="somebody whose name goes on behind a dot"),
        pytest.param("mira, thank you", False, id="without the sign"),
    ],
)
def test_a_mention_is_told_from_a_like_name(text: str, *, expected: bool) -> None:
    assert mentions(text, "mira") is expected
    assert addressed(text, "mira") == (text if expected else f"@mira {text}")


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("Lovely!", "🤖", "Lovely! 🤖"),
        ("Lovely! 🤖", "🤖", "Lovely! 🤖"),
        ("Lovely!", "", "Lovely!"),
    ],
)
def test_a_mark_is_put_once(text: str, mark: str, expected: str) -> None:
    assert marked(text, mark) == expected
