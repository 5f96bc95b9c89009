"""What a bad answer means for what was being done: one of the five errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx

from domain.errors import BlockedError, LikewiseError, RefusedError, RetryableError, UncertainError
from networks.instagram.problems import SENSELESS

if TYPE_CHECKING:
    from networks.instagram.calls import Call
    from networks.instagram.problems import Problem

NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Failures before the first byte of the request left."""

BROKEN = (httpx.NetworkError, httpx.RemoteProtocolError)
"""Failures of the connection at any time. One that is slow is not among them: asking again would make it slower."""

PASSING = frozenset({httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT})
"""Statuses of what stands in front of the API, when it does not get through to it for a moment."""

ACCOUNT_STATUSES = frozenset({401, 403})
ACCOUNT_KINDS = frozenset(
    {
        "OAuthAccessTokenException",
        "OAuthClientException",
        "OAuthException",
        "OAuthForbiddenException",
        "OAuthParameterException",
        "OAuthPermissionsException",
    }
)
"""Error types about the token and the application: no other call would fare better."""

APPLICATION_KINDS = frozenset({"OAuthClientException", "OAuthForbiddenException"})
"""Those of them about the application alone: its credentials, or the signature made with them."""

ABUSE = re.compile(r"\b(spam\w*|abus\w+|temporarily blocked|action (is |was |has been )?blocked)\b", re.IGNORECASE)
"""Choice: neither type nor words of the answer to suspected abuse are on record. One person's block is not meant."""

SCOPE = re.compile(r"\bscope=(\w+)")

SOON = 10.0
"""Seconds, after a failure to connect: lines come back quickly."""
LATER = 30.0
"""Seconds, after a fault of the server."""


def error_for(call: Call, problem: Problem, *, retry_after: float | None) -> LikewiseError:
    """The error to raise for a problem other than the rate limit."""
    failed = f"Could not {call.doing}: {problem.reason}"
    if problem.status in ACCOUNT_STATUSES or problem.kind in ACCOUNT_KINDS:
        scope = SCOPE.search(problem.message)
        return BlockedError(f"{failed}. {_remedy(problem)}", scope=scope[1] if scope else None)
    if httpx.codes.is_client_error(problem.status) and problem.status != httpx.codes.REQUEST_TIMEOUT:
        if ABUSE.search(problem.message):
            return BlockedError(f"{failed}. Look at the account before going on.", suspected=True)
        return RefusedError(f"{failed}.", gone=problem.kind == "APINotFoundError")
    if not call.reads:
        return _uncertain(call, problem.reason)
    return RetryableError(f"{failed}.", delay=LATER if retry_after is None else retry_after)


def error_without_answer(call: Call, failure: Exception) -> LikewiseError:
    """The error to raise when the connection brought no whole answer. Quotes nothing: `failure` may name the URL."""
    if isinstance(failure, NOT_SENT):
        return RetryableError(f"Could not {call.doing}: the network cannot be reached.", delay=SOON)
    timed_out = isinstance(failure, TimeoutError | httpx.TimeoutException)
    reason = "the network took too long to answer" if timed_out else "the connection broke before the answer"
    if not call.reads:
        return _uncertain(call, reason)
    return RetryableError(f"Could not {call.doing}: {reason}.", delay=SOON)


def repeatable(call: Call, failure: Exception) -> bool:
    """Whether the same call may be made again at once: nothing left, or it reads, and the line broke."""
    return isinstance(failure, NOT_SENT) or (call.reads and isinstance(failure, BROKEN))


def passing(call: Call, status: int) -> bool:
    """Whether the same call may be made again at once after such an answer: it reads, and soon it may get through."""
    return call.reads and status in PASSING


def unreadable(call: Call) -> LikewiseError:
    """The error to raise for a success whose content makes no sense."""
    if not call.reads:
        return _uncertain(call, SENSELESS)
    return RetryableError(f"Could not {call.doing}: {SENSELESS}.", delay=LATER)


def _uncertain(call: Call, reason: str) -> UncertainError:
    return UncertainError(f"The request to {call.doing} was sent, but {reason}. Look whether it was done.")


def _remedy(problem: Problem) -> str:
    scope = SCOPE.search(problem.message)
    if scope:
        return f"Authorize Likewise again and grant the scope {scope[1]}."
    if problem.kind in APPLICATION_KINDS:
        return "Check the client id and the client secret."
    return "Authorize Likewise again, or give it a token that is valid."
