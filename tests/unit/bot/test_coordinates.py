from __future__ import annotations

import pytest

from bot.coordinates import point


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52.5, 13.4", (52.5, 13.4)),
        ("52.5 13.4", (52.5, 13.4)),
        (" -33.86;151.2 ", (-33.86, 151.2)),
        ("(52, 13)", (52.0, 13.0)),
        ("geo:52.5,13.4", (52.5, 13.4)),
        ("52.5°, 13.4°", (52.5, 13.4)),
        ("90,180", (90.0, 180.0)),
    ],
)
def test_a_point_is_read(text: str, expected: tuple[float, float]) -> None:
    assert point(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "52.5", "10 20", "91, 0", "0, 181", "52.5, 13.4, 7", "52,5, 13,4", "a, b", "52.5,", "1e2, 3", "\u0665, 1"],
)
def test_what_is_no_point_is_none(text: str) -> None:
    assert point(text) is None
