"""One request in the API's terms, and how its lists are paged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.plans import LimitClass
    from networks.paging import Numbered

KNOWN = re.compile(r"[0-9]{1,20}(_[0-9]{1,20})?")
"""The id of a photo or of its tagging, by which the newer ones are told."""


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
    newer_as: str = ""
    """The parameter that asks for newer ones only. Empty: the list takes none."""
    newest_told_as: str = ""
    """The key in the answer's `pagination` of what to say there later. Empty: it is the id of the first one."""

    def query(
        self, *, cursor: str | None, count: int | None, doing: str, newer_than: str | None = None
    ) -> dict[str, str]:
        """The parameters that ask for a page.

        Raises:
            RefusedError: `count` is not above zero, or `newer_than` is no id.
        """
        query = counted(count, doing=doing)
        if cursor is not None:
            query[self.asked_as] = cursor
        if newer_than is not None:
            query[self.newer_as] = self.known(newer_than, doing=doing)
        return query

    def known(self, text: str, *, doing: str) -> str:
        """An id by which newer ones are asked for. Raises RefusedError for what is none."""
        if not KNOWN.fullmatch(text):
            raise RefusedError(f"Could not {doing}: {self.newer_as} is an id that this list gave, not {text!r}.")
        return text

    def newest(self, pagination: Mapping[str, object], items: Sequence[Numbered]) -> str | None:
        """By what to ask later for what is newer than this page; `None` where nothing tells."""
        if not self.newest_told_as:
            return items[0].id if self.newer_as and items else None
        return _text(pagination.get(self.newest_told_as))

    def older(self, pagination: Mapping[str, object]) -> str | None:
        """The cursor of the next older page; `None` at the end of the list."""
        return _text(pagination.get(self.told_as))


BY_MEDIA_ID = Paging(told_as="next_max_id", asked_as="max_id", newer_as="min_id")
BY_TAG_ID = Paging(
    told_as="next_max_tag_id", asked_as="max_tag_id", newer_as="min_tag_id", newest_told_as="min_tag_id"
)
BY_LIKE_ID = Paging(told_as="next_max_like_id", asked_as="max_like_id")
BY_CURSOR = Paging(told_as="next_cursor", asked_as="cursor")


def counted(count: int | None, *, doing: str) -> dict[str, str]:
    """The `count` parameter, if any. Raises RefusedError unless it is above zero."""
    if count is None:
        return {}
    if count < 1:
        raise RefusedError(f"Could not {doing}: the count must be 1 or more, not {count}.")
    return {"count": str(count)}


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and str(value) else None
