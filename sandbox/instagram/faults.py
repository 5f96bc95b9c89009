"""Failures on demand, so that clients can be tested against them: which call meets which.

Only calls of the routes in the table meet faults: neither `/oauth`, nor `/v1/subscriptions`, nor paths that there are
not. And only those whose token, signature, scopes and limits are in order: one that is refused for these leaves the
fault to the next, and does not count for `every`. What the operation itself refuses afterwards, such as a photo that
is not there, has met its fault. `/users/self` and `/users/self/media/recent` are routes of their own, beside
`/users/{id}` and `/users/{id}/media/recent`, by which one's own number leads to oneself as well.

Recipes, as bodies of `POST /sandbox/faults`:

    429      {"fault": "status", "status": 429, "error_type": "OAuthRateLimitException", "bare": true,
              "error_message": "The maximum number of requests per hour has been exceeded."}
    500      {"fault": "status", "status": 500, "error_type": "APIError", "error_message": "Oops an error occured"}
    502      {"fault": "status", "status": 502}: an HTML page; 503 and 504 likewise
    one in ten calls, for ever, at random   {"fault": "cut", "times": null, "probability": 0.1}
    every third comment                     {"fault": "lost", "times": null, "every": 3,
                                             "route": "POST /v1/media/{id}/comments"}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandbox.instagram.api.routes import ROUTES
from sandbox.instagram.world.dice import dice, happens

if TYPE_CHECKING:
    from random import Random

ANY_ROUTE = "*"

_NAMES = (ANY_ROUTE, *(route.name for route in ROUTES))


class Fault(BaseModel):
    """What shall go wrong with the next `times` calls of a route, or with some of all that come.

    Without any effect of the call:
    `status`: the answer has `status`, as a page, or as an error of the API with `error_type`.
    `cut`: the connection ends before the answer does.

    `slow`: the work begins after `seconds`, or when the caller hangs up.

    When the effect is done and journalled:
    `hold`: the answer waits `seconds` or until the caller hangs up.
    `lost`: the answer is a 502 page.
    `cut_late`: the connection ends in the middle of the answer.
    `malformed`: the answer ends in the middle, and says so in its length.
    `missing`: every object in the answer lacks `fields`, or, where there are none, every object of the data lacks
    every other field.
    `extra`: every object in the answer has a field that nobody knows.

    `reset`: no fault is left, of any route.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    fault: Literal["hold", "lost", "status", "reset", "slow", "cut", "cut_late", "malformed", "missing", "extra"]
    route: str = ANY_ROUTE
    """As in the table of routes, such as `POST /v1/media/{id}/likes`, or `*` for all."""
    times: Annotated[int, Field(ge=1)] | None = 1
    """How many calls meet it; `None`: as many as come, until the reset."""
    every: Annotated[int, Field(ge=1)] = 1
    """Of the calls of the route only each so-many-th."""
    probability: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Of these only so large a share, drawn from the world's seed."""
    seconds: Annotated[float, Field(gt=0)] = 30.0
    status: Annotated[int, Field(ge=400, le=599)] = 503
    error_type: str | None = None
    error_message: str = ""
    bare: bool = False
    """Whether the error of the API comes without `meta` around it."""
    fields: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _route_is_there(self) -> Self:
        if self.route not in _NAMES:
            raise ValueError(f"no such route; there are: {', '.join(_NAMES)}")
        return self


@dataclass(kw_only=True, slots=True)
class _Waiting:
    """A fault, and what it has met so far."""

    fault: Fault
    chance: Random
    left: int | None
    calls: int = 0

    def strikes(self, route: str) -> bool:
        """Whether it happens to this call."""
        if self.fault.route not in (route, ANY_ROUTE):
            return False
        self.calls += 1
        if self.calls % self.fault.every or not happens(self.chance, self.fault.probability):
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """Those that are still to come; a call meets one at most, the first that fits."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._added = 0
        self._waiting: list[_Waiting] = []

    def add(self, fault: Fault) -> None:
        """Let it happen to the next calls; `reset` clears instead."""
        if fault.fault == "reset":
            self._waiting.clear()
            return
        self._added += 1
        chance = dice(self._seed, "fault", self._added)
        self._waiting.append(_Waiting(fault=fault, chance=chance, left=fault.times))

    def take(self, route: str) -> Fault | None:
        """The fault that this call of `route` shall meet."""
        for waiting in self._waiting:
            if waiting.strikes(route):
                if waiting.left == 0:
                    self._waiting.remove(waiting)
                return waiting.fault
        return None
