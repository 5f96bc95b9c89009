from __future__ import annotations

import pytest

from domain.unknown import UNKNOWN


def test_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="compare with `is UNKNOWN`"):
        bool(UNKNOWN)


def test_unknown_shows_as_itself() -> None:
    assert repr(UNKNOWN) == "UNKNOWN"
