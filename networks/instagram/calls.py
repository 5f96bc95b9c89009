"""One request in the API's terms, and how its lists are paged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.plans import LimitClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One request."""

    doing: str
    """What it is for, to follow "could not" in a sentence to the owner: `load this photo`."""
    path: tuple[str, ...]
    """Below the base, one segment each, as plain text."""
    query: Mapping[str, str] = field(default_factory=dict)
    method: Literal["GET", "POST", "DELETE"] = "GET"
    form: Mapping[str, str] | None = None
    writes: LimitClass | None = None
    """The hourly limit of its own in which it counts, if any."""

    @property
    def reads(self) -> bool:
        """Whether it changes nothing, so that it may be made again."""
        return self.method == "GET" and self.writes is None

    def address(self) -> str:
        """The path with every segment quoted. Raises RefusedError for one that would name another address."""
        for segment in self.path:
            if segment in {"", ".", ".."}:
                raise RefusedError(f"Could not {self.doing}: {segment!r} is no name or id on this network.")
        return "/".join(quote(segment, safe="") for segment in self.path)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paging:
    """How one list spells the way to its next older page."""

    told_as: str
    """The key in the answer's `pagination`."""
    asked_as: str
    """The parameter of the next request."""

    def query(self, *, cursor: str | None, count: int | None, doing: str) -> dict[str, str]:
        """The parameters that ask for a page. Raises RefusedError unless `count` is above zero."""
        query = counted(count, doing=doing)
        if cursor is not None:
            query[self.asked_as] = cursor
        return query

    def older(self, pagination: Mapping[str, object]) -> str | None:
        """The cursor of the next older page; `None` at the end of the list."""
        match pagination.get(self.told_as):
            case str() | int() as cursor if str(cursor):
                return str(cursor)
            case _:
                return None


BY_MEDIA_ID = Paging(told_as="next_max_id", asked_as="max_id")
BY_TAG_ID = Paging(told_as="next_max_tag_id", asked_as="max_tag_id")
BY_LIKE_ID = Paging(told_as="next_max_like_id", asked_as="max_like_id")
BY_CURSOR = Paging(told_as="next_cursor", asked_as="cursor")


def counted(count: int | None, *, doing: str) -> dict[str, str]:
    """The `count` parameter, if any. Raises RefusedError unless it is above zero."""
    if count is None:
        return {}
    if count < 1:
        raise RefusedError(f"Could not {doing}: the count must be 1 or more, not {count}.")
    return {"count": str(count)}
