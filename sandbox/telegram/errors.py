"""How the Bot API says no: an HTTP status and a description that clients match on."""

from __future__ import annotations


class ApiError(Exception):
    """A call that was refused. `status` is both the HTTP status and the `error_code` of the answer."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> ApiError:
    """The 400 that Telegram gives for nearly everything."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The 403 for people the bot may not write to."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """The 409 for two programs that want the same updates."""
    return ApiError(409, f"Conflict: {reason}")
