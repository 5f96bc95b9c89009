"""Tokens looked for in everything that a test run logs, prints and raises.

The tokens of tests can be known: by a word in them, or by the form that the networks give theirs.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMS = {
    "a token of the tests": re.compile(r"(?<!_)c[a4]n/?[a4]ry(?!\.py)", re.IGNORECASE),
    "an access token": re.compile(r"(?<![\w.])\d{3,20}\.[0-9a-f]{7}\.[0-9a-f]{32}(?![0-9a-f])"),
    "a bot's token": re.compile(r"(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}"),
    "an access_token parameter": re.compile(r"access_token(?:=|%3D)(?!\*|•|TOKEN\b)[^\s&\"'<>]{4}", re.IGNORECASE),
}
ROOMS = ("actions", "bot", "domain", "likewise", "networks", "polling", "rules", "sandbox", "storage", "web")
"""Whose logs are read from DEBUG on. What libraries say of the tests' own requests is not ours."""


def found_in(texts: Iterable[tuple[str, str]]) -> list[str]:
    """What was found where, without the token itself, for texts with their names."""
    return [f"{kind} in {name}" for name, text in texts for kind, form in FORMS.items() if form.search(text)]


def logs_below(folder: Path) -> Iterator[tuple[str, str]]:
    """The log files that programs under test have left."""
    for file in folder.rglob("*.log"):
        with suppress(OSError):
            yield file.name, file.read_text(encoding="utf-8", errors="replace")
