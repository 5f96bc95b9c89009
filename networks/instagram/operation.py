"""One operation of the API, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from networks.instagram.scopes import Scope

if TYPE_CHECKING:
    from domain.plans import LimitClass
    from networks.instagram.calls import Paging


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One row of the reference."""

    section: str
    name: str
    path: str
    """Below `/v1`, with the variable parts in braces."""
    called: str
    """The method of the client."""
    scope: Scope = Scope.BASIC
    others: bool = False
    """Whether it takes `public_content` as well for what is not one's own."""
    method: Literal["GET", "POST", "DELETE"] = "GET"
    writes: LimitClass | None = None
    """The hourly limit in which it counts besides that of all calls."""
    paging: Paging | None = None

    def fits(self, path: str) -> bool:
        """Whether it is the one, or one of those, at `path`."""
        wanted, given = self.path.strip("/").split("/"), path.strip("/").split("/")
        pairs = zip(wanted, given, strict=False)
        return len(wanted) == len(given) and all(got and (_varies(want) or want == got) for want, got in pairs)


def _varies(segment: str) -> bool:
    return segment.startswith("{")
