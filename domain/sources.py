"""Where to look for news."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What kind of list is looked at."""

    TAG = "tag"
    USER = "user"
    LOCATION = "location"
    REQUESTS = "requests"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Source:
    """One list on the network: `tag:sunset`, `user:37998182`, `location:212988663` or `requests:self`."""

    kind: SourceKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, text: str) -> Source:
        """Read back what `str` wrote. Raises ValueError for anything else."""
        kind, _, value = text.partition(":")
        if not value:
            raise ValueError(f"a source reads kind:value, not {text!r}")
        return cls(kind=SourceKind(kind), value=value)
