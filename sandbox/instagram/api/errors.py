"""Refusals, spelt as the API spells them. Almost everything is a 400."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Json


class ApiError(Exception):
    """A refusal in the API's words.

    `bare` ones are raised in front of the API proper: their three keys stand at the top, without `meta`.
    """

    def __init__(self, kind: str, message: str, *, status: int = 400, bare: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.status = status
        self.bare = bare

    def body(self) -> dict[str, Json]:
        """The answer's JSON."""
        words: dict[str, Json] = {"code": self.status, "error_type": self.kind, "error_message": self.message}
        return words if self.bare else {"meta": words}


class NoSuchPath(Exception):  # noqa: N818  # it is an answer (an HTML page), not a mistake in the program
    """The path, or the method on it, is not part of the API."""


def no_token() -> ApiError:
    """Neither a token nor a client id."""
    return ApiError("OAuthParameterException", "Missing client_id or access_token URL parameter.")


def bad_token() -> ApiError:
    """A token that is none or was taken back; a client id that is not enough is refused in the same words."""
    return ApiError("OAuthAccessTokenException", "The access_token provided is invalid.")


def no_person() -> ApiError:
    """A client id, where it takes somebody's token. Choice: the words of old captures."""
    return ApiError(
        "OAuthParameterException",
        '"access_token" URL parameter missing. This OAuth request requires an "access_token" URL parameter.',
    )


def bad_signature() -> ApiError:
    """`sig` is missing or wrong, and the app enforces signed requests."""
    return ApiError("OAuthForbiddenException", "Signature does not match", status=403, bare=True)


def scope_missing(scope: str) -> ApiError:
    """The token is good, but not for this."""
    return ApiError(
        "OAuthPermissionsException",
        f"This request requires scope={scope}, but this access token is not authorized with this scope. "
        f"The user must re-authorize your application with scope={scope} to be granted this permissions.",
    )


def too_many(made: int | None = None, allowed: int | None = None, *, bare: bool) -> ApiError:
    """An hourly limit; the limits of writes tell their figures."""
    message = "The maximum number of requests per hour has been exceeded."
    if made is not None:
        message += f" You have made {made} requests of the {allowed} allowed in the last hour."
    return ApiError("OAuthRateLimitException", message, status=429, bare=bare)


def unknown_user() -> ApiError:
    """Nobody has this id."""
    return ApiError("APINotFoundError", "this user does not exist")


def unknown_media() -> ApiError:
    """No photo has this id."""
    return ApiError("APINotFoundError", "invalid media id")


def unknown_location() -> ApiError:
    """No place has this id. Choice: type and words follow the other two."""
    return ApiError("APINotFoundError", "this location does not exist")


def unknown_comment() -> ApiError:
    """No comment of this photo has this id. Choice, as above."""
    return ApiError("APINotFoundError", "this comment does not exist")


def unknown_geography() -> ApiError:
    """No subscription of this app made it. Choice, as above."""
    return ApiError("APINotFoundError", "this geography does not exist")


def age_gated() -> ApiError:
    """Somebody whose account is for adults."""
    return ApiError("APIAgeGatedError", "you cannot view this resource")


def not_allowed(message: str = "you cannot view this resource") -> ApiError:
    """It is there, but not for this viewer."""
    return ApiError("APINotAllowedError", message)


def invalid(message: str) -> ApiError:
    """A parameter is missing or makes no sense. Choice wherever the facts know no type."""
    return ApiError("APIInvalidParametersError", message)
