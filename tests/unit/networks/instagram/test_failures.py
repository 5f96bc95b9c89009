from __future__ import annotations

import httpx
import pytest

from domain.errors import BlockedError, LikewiseError, RefusedError, RetryableError, UncertainError
from domain.plans import LimitClass
from networks.instagram.calls import Call
from networks.instagram.failures import error_for, error_without_answer, unreadable
from networks.instagram.problems import Problem

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
            Problem(status=503),
            "Could not load this photo: the network asks to go slower (status 503).",
            id="too fast",
        ),
        pytest.param(
            Problem(status=200),
            "Could not load this photo: the answer is not in the form of this API.",
            id="a success that is no JSON",
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


@pytest.mark.parametrize(
    "call",
    [
        WRITE,
        Call(doing="subscribe", method="POST", path=("subscriptions",)),
        Call(doing="end subscriptions", method="DELETE", path=("subscriptions",)),
    ],
)
def test_what_changes_something_is_in_doubt_without_an_answer(call: Call) -> None:
    assert isinstance(error_without_answer(call, httpx.ReadError("x")), UncertainError)
    assert isinstance(error_for(call, Problem(status=502), retry_after=None), UncertainError)
    assert isinstance(unreadable(call), UncertainError)


@pytest.mark.parametrize(
    ("problem", "remedy"),
    [
        (NO_SCOPE, "Authorize Likewise again and grant the scope likes."),
        (TOKEN_REFUSED, "Authorize Likewise again, or give it a token that is valid."),
        (
            Problem(status=400, kind="OAuthClientException"),
            "Check the client id and the client secret.",
        ),
        (
            Problem(status=403, kind="OAuthForbiddenException"),
            "Check the client id and the client secret.",
        ),
    ],
)
def test_who_is_blocked_reads_what_to_do(problem: Problem, remedy: str) -> None:
    assert str(error_for(READ, problem, retry_after=None)).endswith(f". {remedy}")


@pytest.mark.parametrize(("problem", "scope"), [(NO_SCOPE, "likes"), (TOKEN_REFUSED, None)])
def test_a_block_names_the_scope_that_is_missing(problem: Problem, scope: str | None) -> None:
    error = error_for(READ, problem, retry_after=None)
    assert isinstance(error, BlockedError)
    assert error.scope == scope


@pytest.mark.parametrize(("problem", "gone"), [(GONE, True), (PRIVATE, False)])
def test_only_what_is_not_found_is_gone(problem: Problem, *, gone: bool) -> None:
    error = error_for(WRITE, problem, retry_after=None)
    assert isinstance(error, RefusedError)
    assert error.gone is gone


def test_a_doubt_says_that_one_must_look() -> None:
    assert str(error_for(WRITE, Problem(status=502), retry_after=None)) == (
        "The request to like this photo was sent, but the network answered with status 502. Look whether it was done."
    )


@pytest.mark.parametrize("status", [502, 503])
@pytest.mark.parametrize(("asked", "delay"), [(None, 30.0), (7.0, 7.0)])
def test_a_fault_of_the_server_is_waited_out(status: int, asked: float | None, delay: float) -> None:
    error = error_for(READ, Problem(status=status), retry_after=asked)
    assert isinstance(error, RetryableError)
    assert error.delay == delay


def test_an_unreadable_success_of_a_read_may_be_asked_for_again() -> None:
    assert isinstance(unreadable(READ), RetryableError)
