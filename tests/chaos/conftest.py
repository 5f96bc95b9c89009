from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Hundreds of lives would log more than all other tests together, and writing that takes as long as living."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
