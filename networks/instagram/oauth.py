"""Login: the way to the authorize page, and from its code to a token."""

from __future__ import annotations

import asyncio
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

import httpx
from pydantic import ValidationError

from domain.errors import LikewiseError, RefusedError, RetryableError, UncertainError
from domain.secrets import SecretText
from networks.instagram.failures import LATER, NOT_SENT, SOON
from networks.instagram.line import TIMEOUT, api_address, line
from networks.instagram.problems import problem_in
from networks.instagram.transport import SecretTransport
from networks.instagram.wire.login import LOGIN
from networks.instagram.wire.told import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.people import Person
    from networks.instagram.redirects import Code
    from networks.instagram.scopes import Scope

LONGEST_EXCHANGE = 20.0
"""Seconds."""

CODE = re.compile(r"\bcode\b", re.IGNORECASE)
"""In both wordings for a code that is unknown or used."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """An application as the network registered it."""

    client_id: str
    client_secret: SecretText


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """A token and whose it is. The network does not tell its scopes: they are those that were asked for."""

    token: SecretText
    user: Person


def new_state() -> str:
    """A word that nobody can guess, to know one's own request by when it comes back."""
    return secrets.token_urlsafe(24)


def authorize_url(
    base_url: str,
    *,
    client_id: str,
    redirect_uri: str,
    scopes: Iterable[Scope],
    state: str,
    flow: Literal["code", "token"] = "code",
) -> str:
    """The page on which somebody may allow the application in. `base_url` is the API's, with its `/v1`.

    Raises:
        ConfigError: the address is not an http(s) URL.
    """
    query = {"client_id": client_id, "redirect_uri": redirect_uri, "response_type": flow, "state": state}
    wanted = " ".join(dict.fromkeys(scopes))
    if wanted:  # an empty scope is refused, a missing one means basic
        query["scope"] = wanted
    return f"{_door(api_address(base_url))}/authorize/?{urlencode(query)}"


async def exchange(
    base_url: str,
    application: Application,
    code: Code,
    *,
    redirect_uri: str,
    transport: httpx.AsyncBaseTransport | None = None,
) -> Login:
    """The token for a code. `redirect_uri` is the one with which the code was asked for; `transport` is closed.

    Raises:
        ConfigError: the address is not an http(s) URL.
        RefusedError: the network refuses the code, or the application.
        RetryableError: nothing happened.
        UncertainError: the answer was lost, and the code with it.
    """
    base = api_address(base_url)
    below = SecretTransport(
        line(base) if transport is None else transport,
        base=base,
        secrets={"client_secret": application.client_secret, "code": code.text},
        in_forms=True,
    )
    form = {
        "client_id": application.client_id,
        "grant_type": "authorization_code",
        "redirect_uri": redirect_uri,
    }
    async with httpx.AsyncClient(transport=below, timeout=TIMEOUT) as client:
        ending = await _exchanged(client, f"{_door(base)}/access_token", form)
    if isinstance(ending, LikewiseError):
        raise ending
    return ending


async def _exchanged(client: httpx.AsyncClient, url: str, form: dict[str, str]) -> Login | LikewiseError:
    """What comes of it, as a value: an error raised in here would have the token in its history."""
    try:
        async with asyncio.timeout(LONGEST_EXCHANGE):
            answer = await client.post(url, data=form)
    except NOT_SENT:
        return RetryableError("Could not sign in: the network cannot be reached.", delay=SOON)
    except (httpx.HTTPError, TimeoutError):
        return UncertainError("The request to sign in was sent, but the answer was lost. Start the login again.")
    with suppress(ValidationError):
        wire = LOGIN.validate_json(answer.content)
        return Login(token=SecretText(wire.access_token.get_secret_value()), user=wire.user.as_person())
    return _refusal(answer)


def _refusal(answer: httpx.Response) -> LikewiseError:
    problem = problem_in(answer.status_code, decoded(answer.content))
    if problem is None or httpx.codes.is_success(problem.status):
        return UncertainError(
            "The request to sign in was sent, but the answer is not in the form of this API. Start the login again."
        )
    if problem.rate_limited:
        return RetryableError(f"Could not sign in: {problem.reason}.", delay=LATER)
    if not httpx.codes.is_client_error(problem.status):
        return UncertainError(f"The request to sign in was sent, but {problem.reason}. Start the login again.")
    remedy = "Check the client id, the client secret and the redirect address."
    if CODE.search(problem.message):
        remedy = "A code is good once and for a short while: start the login again."
    return RefusedError(f"Could not sign in: {problem.reason}. {remedy}")


def _door(base: httpx.URL) -> httpx.URL:
    """Where /oauth lies: beside the API's /v1, not under it."""
    return base.copy_with(path=f"{base.path.rstrip('/').removesuffix('/v1')}/oauth", query=None)
