"""Colours for a terminal, without a library: `likewise run` shows a few lines and then stays for months."""

from __future__ import annotations

import os
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


class Ink(IntEnum):
    """What text can be shown in, by the codes of ECMA-48."""

    BOLD = 1
    RED = 31
    GREEN = 32
    YELLOW = 33


def wanted(stream: TextIO) -> bool:
    """Whether to write in colour: to people who do not ask for none (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def inked(text: str, *inks: Ink) -> str:
    """The text in these inks, and what follows it as before."""
    return f"\x1b[{';'.join(str(int(ink)) for ink in inks)}m{text}\x1b[0m"
