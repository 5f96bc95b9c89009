from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import httpx
import pytest

from domain.errors import BlockedError, LikewiseError, RefusedError, RetryableError, UncertainError
from domain.plans import LimitClass
from networks.instagram.calls import Call
from networks.instagram.failures import (
    Problem,
    error_for,
    error_without_answer,
    problem_in,
    retry_after,
    unreadable,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
READ = Call(doing="load this photo", path=("media", "1"))
WRITE = Call(doing="like this photo", method="POST", path=("media", "1", "likes"), writes=LimitClass.LIKE)

TOKEN_REFUSED = Problem(status=400, kind="OAuthAccessTokenException", message="The access_token provided is invalid.")
NO_SCOPE = Problem(
    status=400,
    kind="OAuthPermissionsException",
    message="This request requires scope=likes, but this access token is not authorized with this scope.",
)
GONE = Problem(status=400, kind="APINotFoundError", message="invalid media id")
PRIVATE = Problem(status=400, kind="APINotAllowedError", message="you cannot view this resource")


@pytest.mark.parametrize(
    ("problem", "read", "write"),
    [
        pytest.param(TOKEN_REFUSED, BlockedError, BlockedError, id="token refused"),
        pytest.param(NO_SCOPE, BlockedError, BlockedError, id="scope missing"),
        pytest.param(Problem(status=401), BlockedError, BlockedError, id="401"),
        pytest.param(Problem(status=403), BlockedError, BlockedError, id="403"),
        pytest.param(
            Problem(
                status=400, kind="OAuthParameterException", message="Missing client_id or access_token URL parameter."
            ),
            BlockedError,
            BlockedError,
            id="token missing",
        ),
        pytest.param(
            Problem(status=400, kind="APIError", message="This action was blocked. Please try again later."),
            BlockedError,
            BlockedError,
            id="abuse suspected",
        ),
        pytest.param(
            Problem(status=400, kind="APIError", message="This user has blocked you."),
            RefusedError,
            RefusedError,
            id="blocked by one person only",
        ),
        pytest.param(GONE, RefusedError, RefusedError, id="gone"),
        pytest.param(PRIVATE, RefusedError, RefusedError, id="private"),
        pytest.param(Problem(status=400, kind="APICommentTooLongError"), RefusedError, RefusedError, id="too long"),
        pytest.param(Problem(status=404), RefusedError, RefusedError, id="not offered"),
        pytest.param(Problem(status=408), RetryableError, UncertainError, id="server tired of waiting"),
        pytest.param(Problem(status=500), RetryableError, UncertainError, id="500"),
        pytest.param(Problem(status=502), RetryableError, UncertainError, id="502"),
        pytest.param(Problem(status=503), RetryableError, UncertainError, id="too fast"),
        pytest.param(Problem(status=302), RetryableError, UncertainError, id="redirect"),
        pytest.param(Problem(status=200), RetryableError, UncertainError, id="success without sense"),
    ],
)
def test_a_problem_is_named_by_its_consequence(
    problem: Problem, read: type[LikewiseError], write: type[LikewiseError]
) -> None:
    assert type(error_for(READ, problem, retry_after=None)) is read
    assert type(error_for(WRITE, problem, retry_after=None)) is write


@pytest.mark.parametrize(
    ("failure", "read", "write"),
    [
        pytest.param(httpx.ConnectError("x"), RetryableError, RetryableError, id="refused or no such host"),
        pytest.param(httpx.ConnectTimeout("x"), RetryableError, RetryableError, id="connect timeout"),
        pytest.param(httpx.PoolTimeout("x"), RetryableError, RetryableError, id="pool timeout"),
        pytest.param(httpx.ProxyError("x"), RetryableError, RetryableError, id="proxy"),
        pytest.param(httpx.ReadTimeout("x"), RetryableError, UncertainError, id="read timeout"),
        pytest.param(httpx.WriteTimeout("x"), RetryableError, UncertainError, id="write timeout"),
        pytest.param(httpx.ReadError("x"), RetryableError, UncertainError, id="reset while reading"),
        pytest.param(httpx.WriteError("x"), RetryableError, UncertainError, id="reset while writing"),
        pytest.param(httpx.RemoteProtocolError("x"), RetryableError, UncertainError, id="no HTTP"),
        pytest.param(httpx.LocalProtocolError("x"), RetryableError, UncertainError, id="state of the line unclear"),
        pytest.param(httpx.DecodingError("x"), RetryableError, UncertainError, id="broken compression"),
        pytest.param(TimeoutError(), RetryableError, UncertainError, id="the whole call took too long"),
    ],
)
def test_a_lost_connection_is_named_by_its_consequence(
    failure: Exception, read: type[LikewiseError], write: type[LikewiseError]
) -> None:
    assert type(error_without_answer(READ, failure)) is read
    assert type(error_without_answer(WRITE, failure)) is write


def test_nothing_of_the_failure_is_quoted() -> None:
    error = error_without_answer(READ, httpx.ConnectError("https://api.test/?access_token=secret"))
    assert str(error) == "Could not load this photo: the network cannot be reached."


def test_a_slow_network_is_called_slow() -> None:
    assert "took too long" in str(error_without_answer(WRITE, httpx.ReadTimeout("")))
    assert "connection broke" in str(error_without_answer(WRITE, httpx.ReadError("")))


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        pytest.param(GONE, 'Could not load this photo: the network says "invalid media id".', id="its own words"),
        pytest.param(
            Problem(status=404), "Could not load this photo: the network answered with status 404.", id="no words"
        ),
        pytest.param(
            Problem(status=400, message="a\n  b\x0bc"),
            'Could not load this photo: the network says "a b c".',
            id="one line",
        ),
        pytest.param(
            Problem(status=400, message="x" * 1000),
            f'Could not load this photo: the network says "{"x" * 200}".',
            id="cut",
        ),
    ],
)
def test_the_owner_reads_a_sentence(problem: Problem, sentence: str) -> None:
    assert str(error_for(READ, problem, retry_after=None)) == sentence


@pytest.mark.parametrize("kind", ["OAuthClientException", "OAuthForbiddenException"])
def test_an_application_that_is_refused_is_not_blamed_on_the_token(kind: str) -> None:
    problem = Problem(status=403, kind=kind, message="Signature does not match")
    assert str(error_for(READ, problem, retry_after=None)).endswith(
        "Check the client id and the client secret of the application."
    )


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_what_changes_something_is_in_doubt_though_it_has_no_limit_of_its_own(
    method: Literal["POST", "DELETE"],
) -> None:
    call = Call(doing="subscribe", method=method, path=("subscriptions",))
    assert isinstance(error_without_answer(call, httpx.ReadError("x")), UncertainError)
    assert isinstance(error_for(call, Problem(status=502), retry_after=None), UncertainError)
    assert isinstance(unreadable(call), UncertainError)


def test_a_missing_scope_is_named() -> None:
    assert str(error_for(WRITE, NO_SCOPE, retry_after=None)).endswith(
        "Authorize Likewise again and grant the scope likes."
    )


def test_a_refused_token_asks_for_a_new_one() -> None:
    assert str(error_for(READ, TOKEN_REFUSED, retry_after=None)).endswith(
        "Authorize Likewise again, or give it a token that is valid."
    )


@pytest.mark.parametrize(("problem", "gone"), [(GONE, True), (PRIVATE, False)])
def test_only_what_is_not_found_is_gone(problem: Problem, *, gone: bool) -> None:
    error = error_for(WRITE, problem, retry_after=None)
    assert isinstance(error, RefusedError)
    assert error.gone is gone


def test_a_doubt_says_that_one_must_look() -> None:
    assert str(error_for(WRITE, Problem(status=502), retry_after=None)) == (
        "The request to like this photo was sent, but the network answered with status 502. Look whether it was done."
    )


@pytest.mark.parametrize(("asked", "delay"), [(None, 30.0), (7.0, 7.0)])
def test_a_fault_of_the_server_is_waited_out(asked: float | None, delay: float) -> None:
    error = error_for(READ, Problem(status=503), retry_after=asked)
    assert isinstance(error, RetryableError)
    assert error.delay == delay


def test_an_unreadable_success_leaves_a_write_in_doubt() -> None:
    assert isinstance(unreadable(READ), RetryableError)
    assert isinstance(unreadable(WRITE), UncertainError)


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        pytest.param(200, {"meta": {"code": 200}, "data": None}, None, id="success"),
        pytest.param(200, {"meta": {"code": 200}}, None, id="success without data"),
        pytest.param(200, {"data": []}, None, id="success without meta"),
        pytest.param(200, {}, Problem(status=200), id="neither"),
        pytest.param(200, [], Problem(status=200), id="a list"),
        pytest.param(200, "text", Problem(status=200), id="text"),
        pytest.param(302, {"data": []}, Problem(status=302), id="data in a redirect"),
        pytest.param(
            400,
            {"meta": {"code": 400, "error_type": "APINotFoundError", "error_message": "invalid media id"}},
            GONE,
            id="in the envelope",
        ),
        pytest.param(
            400, {"code": 400, "error_type": "APINotFoundError", "error_message": "invalid media id"}, GONE, id="bare"
        ),
        pytest.param(
            400,
            {"code": 420, "error_type": "OAuthRateLimitException", "error_message": "slow"},
            Problem(status=420, kind="OAuthRateLimitException", message="slow"),
            id="a code beside the status",
        ),
        pytest.param(
            200, {"meta": {"code": 400, "error_type": "E"}}, Problem(status=400, kind="E"), id="an error sent as 200"
        ),
        pytest.param(200, {"meta": {"error_type": "E"}, "data": 1}, Problem(status=200, kind="E"), id="type alone"),
        pytest.param(400, {"meta": None}, Problem(status=400), id="meta is null"),
        pytest.param(400, {"meta": {"code": "400", "error_type": 7}}, Problem(status=400), id="wrong types"),
        pytest.param(
            500, {"meta": {"code": 200}, "data": 1}, Problem(status=500), id="the status wins over a code of success"
        ),
    ],
)
def test_both_forms_of_an_error_are_read(status: int, body: object, problem: Problem | None) -> None:
    assert problem_in(status, body) == problem


@pytest.mark.parametrize(
    ("problem", "limited"),
    [
        pytest.param(Problem(status=429), True, id="429"),
        pytest.param(Problem(status=420), True, id="420"),
        pytest.param(Problem(status=400, kind="OAuthRateLimitException"), True, id="by its type"),
        pytest.param(Problem(status=400, kind="OAuthException"), False, id="another type"),
        pytest.param(Problem(status=428), False, id="a neighbour"),
    ],
)
def test_too_many_calls_has_three_spellings(problem: Problem, *, limited: bool) -> None:
    assert problem.rate_limited is limited


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("Fri, 01 May 2026 12:02:00 GMT", 120.0, id="a date"),
        pytest.param("Fri, 01 May 2026 12:02:00 -0000", 120.0, id="a date without a zone"),
        pytest.param("Fri, 01 May 2026 11:00:00 GMT", 1.0, id="a date that has passed"),
        pytest.param("soon", None, id="a word"),
        pytest.param("-5", None, id="negative"),
        pytest.param("²", None, id="a digit that is no number"),
        pytest.param("", None, id="empty"),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": header}, NOON) == seconds


def test_without_retry_after_there_is_nothing_to_read() -> None:
    assert retry_after({}, NOON) is None
