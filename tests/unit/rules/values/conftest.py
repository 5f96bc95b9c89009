from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rules.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import NewMedia
    from domain.facts import Facts


@pytest.fixture
def subject(photo: Callable[..., NewMedia], facts: Callable[..., Facts], now: datetime) -> Subject:
    """Any event, for checks that look at their value alone."""
    return Subject(event=photo(), facts=facts(), now=now)
