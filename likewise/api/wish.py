"""What was typed after `likewise api`, as an operation with its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from domain.errors import ConfigError, RefusedError
from networks.instagram import freehand
from networks.instagram.operations import OPERATIONS, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from networks.instagram.operation import Operation

METHODS = ("GET", "POST", "DELETE")
_OURS = frozenset({"access_token", "sig", "client_id", "client_secret"})
"""Parameters that are added on the way out, where no terminal and no history shows them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """One call in the API's own spelling."""

    operation: Operation
    path: str
    parameters: Mapping[str, str]

    @property
    def spelling(self) -> str:
        """How the call reads: `POST media/1/likes`."""
        return f"{self.operation.method} {self.path}"


def read(path: str, method: str, data: Iterable[str], count: int | None) -> Wish:
    """The call that is meant.

    Raises:
        ConfigError: no operation is at that path, or a parameter cannot be read.
    """
    plain, _, query = path.strip().partition("?")
    if "://" in plain:
        raise ConfigError("give the path alone, such as tags/sunset/media/recent; base_url says on which server")
    plain = plain.strip("/").removeprefix("v1/")
    operation = find(method.upper(), plain)
    if operation is None:
        raise ConfigError(_nothing_there(method.upper(), plain))
    parameters = dict(parse_qsl(query, keep_blank_values=True)) | dict(map(_pair, data))
    if count is not None:
        parameters["count"] = str(count)
    if ours := _OURS & parameters.keys():
        raise ConfigError(f"leave {', '.join(sorted(ours))} out: Likewise adds it by itself")
    return Wish(operation=operation, path=plain, parameters=parameters)


def check(wish: Wish, now: datetime) -> None:
    """Let pass what the network would take, before anything is opened, asked or counted.

    Raises:
        ConfigError: a parameter is missing, or cannot be meant.
    """
    try:
        freehand.check(wish.operation, wish.parameters, now=now)
    except RefusedError as error:
        raise ConfigError(str(error)) from error


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not name or not sign:
        # Without the text itself: it may be somebody's private words.
        raise ConfigError("-d takes name=value, such as -d text='Lovely light'")
    return name, value


def _nothing_there(method: str, path: str) -> str:
    if method not in METHODS:
        return f"-X takes one of {', '.join(METHODS)}"
    others = [one.method for one in OPERATIONS if one.fits(path)]
    if others:
        return f"{path} takes {' and '.join(dict.fromkeys(others))}, not {method}"
    section = path.partition("/")[0]
    near = [one for one in OPERATIONS if one.path.startswith(f"/{section}/")]
    there = "\n".join(f"  {one.method:6} {one.path[1:]}" for one in near or OPERATIONS)
    return f"nothing is at {path}; there is\n{there}"
