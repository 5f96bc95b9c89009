"""What the reference says about an operation beside what the table of routes knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sandbox.instagram.api.routes import ROUTES, Route

Kind: TypeAlias = Literal["string", "integer", "number"]

_ROUTES = {route.name: route for route in ROUTES}


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """Something that a call says in its query, or in its form."""

    name: str
    text: str
    kind: Kind = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    """All that it may be, if they are few."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One operation as the reference tells it; what the table of routes knows is not repeated."""

    name: str
    """Its route, such as `GET /v1/media/{id}`."""
    group: str
    title: str
    data: str
    """The schema of `data`; in brackets if it is a list of these; empty for `null`."""
    paging: str = ""
    """The schema of `pagination`, if there is any."""
    text: str = ""
    parameters: tuple[Parameter, ...] = field(default=())
    own_only: bool = False
    """Whether apps registered after 2015-11-17 may ask about the owner of the token alone."""

    @property
    def route(self) -> Route:
        """Where it is served."""
        return _ROUTES[self.name]

    @property
    def names(self) -> tuple[str, ...]:
        """All routes that it covers: for one's own data there is a second one, with `self`."""
        own = self.name.replace("/users/{id}", "/users/self", 1)
        return (self.name, own) if own != self.name and own in _ROUTES else (self.name,)
