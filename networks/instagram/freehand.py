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
from networks.instagram.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networks.instagram.funnel import Answer
    from networks.instagram.operation import Operation

PLACED = frozenset({"lat", "lng", "distance"})
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
        doing = operation.name[0].lower() + operation.name[1:]
        _check(operation, parameters, now=self._funnel.clock(), doing=doing)
        posts = operation.method == "POST"
        call = Call(
            doing=doing,
            method=operation.method,
            path=tuple(path.strip("/").split("/")),
            query={} if posts else parameters,
            form=parameters if posts else None,
            writes=operation.writes,
        )
        return await self._funnel.send(call)


def _check(operation: Operation, parameters: Mapping[str, str], *, now: datetime, doing: str) -> None:
    if "count" in parameters:
        counted(_whole("count", parameters["count"], doing), doing=doing)
    if PLACED & parameters.keys():
        spans.where(_circle(parameters, doing), doing=doing)
    match operation.called:
        case "search_media":
            earliest, latest = (_moment(name, parameters, doing) for name in ("min_timestamp", "max_timestamp"))
            spans.when(earliest, latest, now=now, doing=doing)
        case "post_comment":
            fault = fault_of(parameters.get("text", ""))
            if fault is not None:
                raise RefusedError(f"Could not {doing}: {fault}.")
        case "change_relationship" if parameters.get("action") not in set(RelationshipVerb):
            raise RefusedError(f"Could not {doing}: action is one of {', '.join(RelationshipVerb)}.")


def _circle(parameters: Mapping[str, str], doing: str) -> Circle:
    if "lat" not in parameters or "lng" not in parameters:
        raise RefusedError(f"Could not {doing}: lat and lng belong together, with or without a distance.")
    distance = parameters.get("distance")
    return Circle(
        latitude=_number(parameters["lat"]),
        longitude=_number(parameters["lng"]),
        radius=None if distance is None else _whole("distance", distance, doing),
    )


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
