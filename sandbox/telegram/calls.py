"""The last calls of the bot, for the drawer of the page."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.telegram.parameters import Parameters
    from sandbox.telegram.wire import Json

KEPT = 200
LONGEST_VALUE = 600
QUIET = "getupdates"


class CallLog:
    """Method, parameters and outcome of each call; never the token."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._calls: deque[Json] = deque(maxlen=KEPT)
        self._made = 0

    def record(self, method: str, parameters: Parameters, answer: Json, seconds: float) -> None:
        """Note a call. A poll that follows a poll takes its place, so that polling does not wash the rest away."""
        self._made += 1
        if method.lower() == QUIET and self._calls and str(self._calls[-1]["method"]).lower() == QUIET:
            self._calls.pop()
        shown: Json = {name: self._shown(value) for name, value in parameters.values.items()}
        for name, upload in parameters.uploads.items():
            shown[name] = f"({upload.mime}, {len(upload.data)} bytes)"
        self._calls.append(
            {
                "n": self._made,
                "method": self._shown(method),
                "params": shown,
                "status": answer.get("error_code", 200),
                "description": answer.get("description"),
                "milliseconds": round(seconds * 1000, 1),
            }
        )

    def latest(self) -> list[Json]:
        """The calls, newest first."""
        return list(reversed(self._calls))

    def _shown(self, value: str) -> str:
        safe = value.replace(self._token, "<token>")
        return safe if len(safe) <= LONGEST_VALUE else safe[:LONGEST_VALUE] + "…"
