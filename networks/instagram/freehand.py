"""Calls in the API's own spelling, for those who know it: any operation by its path and parameters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.errors import RefusedError
from domain.media import Circle
from domain.people import RelationshipVerb
from networks.instagram import spans
from networks.instagram.calls import Call, counted
from networks.instagram.comments import fault_of
from networks.instagram.locations import NUMBERED_BY
from networks.instagram.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networks.instagram.funnel import Answer
    from networks.instagram.operation import Operation

SEARCHES_A_PLACE = frozenset({"search_media", "search_locations"})
LATEST_SECOND = 4_102_444_800
"""The year 2100."""


class Freehand(Section):
    """Every operation, with the answer as the network gave it."""

    async def ask(self, operation: Operation, path: str, parameters: Mapping[str, str]) -> Answer:
        """Make the operation's call at `path` and give the answer's own data and pagination.

        The parameters go where clients of this API put them: into the form of a POST, else into the query.

        Raises:
            RefusedError: also for parameters against the network's rules, before anything is sent.
            RetryableError, UncertainError, BlockedError: as for every call.
        """
        check(operation, parameters, now=self._funnel.clock())
        posts = operation.method == "POST"
        call = Call(
            doing=_doing(operation),
            method=operation.method,
            path=tuple(path.strip("/").split("/")),
            query={} if posts else parameters,
            form=parameters if posts else None,
            writes=operation.writes,
        )
        return await self._funnel.send(call)


def check(operation: Operation, parameters: Mapping[str, str], *, now: datetime) -> None:
    """Let pass what the network would take.

    Raises:
        RefusedError: a parameter is missing, or cannot be meant.
    """
    doing = _doing(operation)
    if "count" in parameters:
        counted(_whole("count", parameters["count"], doing), doing=doing)
    newer_as = operation.paging.newer_as if operation.paging else ""
    if operation.paging and newer_as in parameters:
        operation.paging.known(parameters[newer_as], doing=doing)
    if operation.called in SEARCHES_A_PLACE and not _numbered(operation, parameters):
        spans.where(_circle(operation, parameters, doing), doing=doing)
    _check_own(operation, parameters, now, doing)


def _check_own(operation: Operation, parameters: Mapping[str, str], now: datetime, doing: str) -> None:
    """What one operation asks for, or a few."""
    match operation.called:
        case "search_media":
            spans.when(*_span(parameters, doing), now=now, doing=doing)
        case "user_media" | "location_media":
            spans.between(*_span(parameters, doing), doing=doing)
        case "search_tags" | "search_users" if not parameters.get("q", "").strip("#@ "):
            raise RefusedError(f"Could not {doing}: say q, what to search for.")
        case "post_comment":
            fault = fault_of(parameters.get("text", ""))
            if fault is not None:
                raise RefusedError(f"Could not {doing}: {fault}.")
        case "change_relationship" if parameters.get("action") not in set(RelationshipVerb):
            raise RefusedError(f"Could not {doing}: action is one of {', '.join(RelationshipVerb)}.")


def _doing(operation: Operation) -> str:
    return operation.name[0].lower() + operation.name[1:]


def _numbered(operation: Operation, parameters: Mapping[str, str]) -> bool:
    """Whether a place is searched by its id elsewhere: then the network looks at nothing else."""
    return operation.called == "search_locations" and any(map(parameters.get, NUMBERED_BY.values()))


def _circle(operation: Operation, parameters: Mapping[str, str], doing: str) -> Circle:
    if not parameters.get("lat") or not parameters.get("lng"):
        other = f", or one of {', '.join(NUMBERED_BY.values())}" if operation.called == "search_locations" else ""
        raise RefusedError(f"Could not {doing}: say lat and lng, both{other}.")
    distance = parameters.get("distance")
    return Circle(
        latitude=_number(parameters["lat"]),
        longitude=_number(parameters["lng"]),
        radius=None if distance is None else _whole("distance", distance, doing),
    )


def _span(parameters: Mapping[str, str], doing: str) -> tuple[datetime | None, datetime | None]:
    return _moment("min_timestamp", parameters, doing), _moment("max_timestamp", parameters, doing)


def _moment(name: str, parameters: Mapping[str, str], doing: str) -> datetime | None:
    text = parameters.get(name)
    return None if text is None else datetime.fromtimestamp(min(_whole(name, text, doing), LATEST_SECOND), UTC)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _whole(name: str, text: str, doing: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:  # noqa: PLR2004  # more than any time or count
        raise RefusedError(f"Could not {doing}: {name} is a whole number, not {text!r}.")
    return int(text)
