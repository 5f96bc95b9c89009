"""Failures on demand, so that clients can be tested against them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandbox.instagram.api.routes import ROUTES

ANY_ROUTE = "*"

_NAMES = (ANY_ROUTE, *(route.name for route in ROUTES))


class Fault(BaseModel):
    """What shall go wrong with the next `times` calls of a route.

    `hold`: the effect is done and journalled, then the answer waits `seconds` or until the caller hangs up.
    `lost`: the effect is done and journalled, the answer is a 502 page.
    `status`: there is no effect; the answer has `status`, as a page, or as an error of the API with `error_type`.
    `reset`: no fault is left, of any route.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fault: Literal["hold", "lost", "status", "reset"]
    route: str = ANY_ROUTE
    """As in the table of routes, such as `POST /v1/media/{id}/likes`, or `*` for all."""
    times: Annotated[int, Field(ge=1)] = 1
    seconds: Annotated[float, Field(gt=0)] = 30.0
    status: Annotated[int, Field(ge=400, le=599)] = 503
    error_type: str | None = None
    error_message: str = ""

    @model_validator(mode="after")
    def _route_is_there(self) -> Self:
        if self.route not in _NAMES:
            raise ValueError(f"no such route; there are: {', '.join(_NAMES)}")
        return self


class Faults:
    """Those that are still to come, first come first served."""

    def __init__(self) -> None:
        self._waiting: list[list[Fault]] = []

    def add(self, fault: Fault) -> None:
        """Let it happen to the next calls; `reset` clears instead."""
        if fault.fault == "reset":
            self._waiting.clear()
        else:
            self._waiting.append([fault] * fault.times)

    def take(self, route: str) -> Fault | None:
        """The fault that this call of `route` shall meet."""
        for waiting in self._waiting:
            if waiting[0].route in (route, ANY_ROUTE):
                fault = waiting.pop()
                self._waiting = [some for some in self._waiting if some]
                return fault
        return None
