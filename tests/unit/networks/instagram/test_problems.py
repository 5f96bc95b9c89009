from __future__ import annotations

from datetime import UTC, datetime

import pytest

from networks.instagram.problems import Problem, problem_in, retry_after

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
GONE = Problem(status=400, kind="APINotFoundError", message="invalid media id")


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
    ("problem", "too_fast"),
    [
        pytest.param(Problem(status=503), True, id="a page"),
        pytest.param(Problem(status=503, kind="APIError", message="busy"), True, id="an error of the API"),
        pytest.param(Problem(status=503, kind="OAuthRateLimitException"), False, id="the hour's limit"),
        pytest.param(Problem(status=502), False, id="a neighbour"),
        pytest.param(Problem(status=429), False, id="too many"),
    ],
)
def test_too_fast_is_a_503(problem: Problem, *, too_fast: bool) -> None:
    assert problem.too_fast is too_fast


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
