from __future__ import annotations

from domain.errors import BlockedError, RefusedError, RetryableError


def test_an_error_to_retry_says_when() -> None:
    assert RetryableError("no answer").delay == 60
    error = RetryableError("no answer", delay=5)
    assert (error.delay, str(error)) == (5, "no answer")


def test_a_refusal_says_whether_its_object_is_gone() -> None:
    assert not RefusedError("no").gone
    error = RefusedError("no such photo", gone=True)
    assert (error.gone, str(error)) == (True, "no such photo")


def test_a_block_says_which_scope_is_missing_if_that_is_why() -> None:
    assert BlockedError("no").scope is None
    error = BlockedError("not granted", scope="likes")
    assert (error.scope, str(error)) == ("likes", "not granted")
