"""The log: one line for each record, and no secret in any of them."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from domain.secrets import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

_LIBRARIES = ("aiosqlite", "alembic", "apscheduler", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn")
"""They name addresses with tokens, or every statement and job, from INFO down."""

_PATTERNS = (
    re.compile(r"(access_token(?:=|%3D|['\"]?\s*[:=]\s*['\"]?))[^\s&'\"%<>,}]+", re.IGNORECASE),
    re.compile(r"(bot\d+(?::|%3A))[\w-]+", re.IGNORECASE),
)
_PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class Redactor:
    """Replaces secrets in a text: the ones it was told, raw and percent-encoded, and whatever looks like one."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {
            form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote_plus(secret))
        }
        longest_first = sorted(forms, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if forms else None

    def __call__(self, text: str) -> str:
        """The text with dots for secrets."""
        if self._known is not None:
            text = self._known.sub(MASK, text)
        for pattern in _PATTERNS:
            text = pattern.sub(rf"\1{MASK}", text)
        return text


class OneLine(logging.Formatter):
    """`2026-06-01T18:00:00Z WARNING polling.looking: sentence source=tag:sunset`, tracebacks included."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line. Redacted here, after everything is text: a filter would miss the traceback."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        extras = [f" {key}={value}" for key, value in record.__dict__.items() if key not in _PLAIN]
        said = "".join([record.getMessage(), *extras])
        if record.exc_info:
            said += "\n" + self.formatException(record.exc_info)
        line = f"{moment} {record.levelname} {record.name}: {said}"
        return self._redact(visible(line))


def visible(text: str) -> str:
    """Line ends and other control characters as their escapes: nobody can write a line of their own, or in colour."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def set_up(level: str, secrets: Iterable[str], stream: TextIO) -> None:
    """Log from `level` on to `stream`, through the one handler there is."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine(Redactor(secrets)))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
