from __future__ import annotations

import pytest

from bot.html import units
from bot.screen import label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lisbon", "Lisbon"),
        pytest.param("Praia do Norte, XX", "Praia do Norte, XX", id="exactly as long as a button can show"),
        pytest.param("Old Venetian Harbour, Chania", "Old Venetian Harb…", id="a long name is cut"),
    ],
)
def test_a_label_stays_on_one_line_of_a_button(text: str, expected: str) -> None:
    assert label(text) == expected
    assert units(label(text)) <= 18
