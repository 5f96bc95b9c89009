"""What an answer says went wrong, in whichever form it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

RATE_LIMIT = "OAuthRateLimitException"
LONGEST_QUOTE = 200
SENSELESS = "the answer is not in the form of this API"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What an answer says went wrong. `kind` and `message` are empty where it is no JSON of the API."""

    status: int
    kind: str = ""
    message: str = ""

    @property
    def rate_limited(self) -> bool:
        """Whether it means "too many calls". In 2012 that was 400 with the code 420."""
        return self.status in {420, 429} or self.kind == RATE_LIMIT

    @property
    def too_fast(self) -> bool:
        """Whether it means "slow down": calls come too fast, though there may not be too many in the hour.

        Choice: every 503 does. Its body is not on record and need not be JSON, and a server that is overloaded for
        another reason wants the same.
        """
        return self.status == httpx.codes.SERVICE_UNAVAILABLE and not self.rate_limited

    @property
    def reason(self) -> str:
        """A clause for the owner: the API's own words where it has any."""
        words = " ".join(self.message.split())[:LONGEST_QUOTE]
        if words:
            return f'the network says "{words}"'
        if self.too_fast:
            return "the network asks to go slower (status 503)"
        if httpx.codes.is_success(self.status):
            return SENSELESS
        return f"the network answered with status {self.status}"


def problem_in(status: int, body: object) -> Problem | None:
    """What is wrong with an answer; `None` when it is a success.

    Errors come as `{"meta": {...}}` from the API proper and bare from what stands in front of it.
    """
    if not isinstance(body, dict):
        return Problem(status=status)
    meta = body.get("meta")
    told = meta if isinstance(meta, dict) else body
    code = told.get("code")
    kind = told.get("error_type")
    succeeded = httpx.codes.is_success(status) and code in {None, httpx.codes.OK} and not kind
    if succeeded and (code is not None or "data" in body):
        return None
    return Problem(
        status=code if isinstance(code, int) and httpx.codes.is_error(code) else status,
        kind=kind if isinstance(kind, str) else "",
        message=_text(told.get("error_message")),
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for, as a number or a date; `None` without a usable one."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:6])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(1.0, (aware - now).total_seconds())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
