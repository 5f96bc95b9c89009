from __future__ import annotations

from datetime import timedelta

import pytest

from bot.lengths import length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30d", timedelta(days=30)),
        ("2h30m", timedelta(hours=2, minutes=30)),
        ("45M", timedelta(minutes=45)),
        ("1d2h3m", timedelta(days=1, hours=2, minutes=3)),
        ("0d", None),
        ("", None),
        ("30", None),
        ("d", None),
        ("3m2h", None),
        ("-3d", None),
        ("99999d", None),
        ("2 h", None),
    ],
)
def test_a_length_is_read_as_people_type_it(text: str, expected: timedelta | None) -> None:
    assert length(text) == expected
