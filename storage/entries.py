"""Who stands on a list. Needs no database, so that the guards can be asked without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import UserId

MUTED = "@muted"
"""Who is left alone for a time. No file can name a list like this."""
NEVER = "never_touch"
"""Who is left alone for good, by the files or from the chat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Somebody on a list."""

    list: str
    person: UserId
    username: str
    """As it was then: for people to read."""
    added_by: str
    """`rule:<id>`, or the name of a person."""
    until: datetime | None
    """None: for good."""
