"""The emergency stop: a file beside the database, so that it works when the database does not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NAME = "halted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Halt:
    """While the file is there, nothing is written on the network, by rules or by people."""

    file: Path

    def because(self) -> str | None:
        """Who halted everything and when, in a sentence; None: nobody. What cannot be read counts as halted."""
        try:
            said = self.file.read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return f"{self.file.name} cannot be read ({error.strerror}), which counts as halted."
        line = said.partition("\n")[0][:200]
        return line if line.isprintable() and line else "Halted."

    def begin(self, now: datetime, by: str = "") -> bool:
        """Halt; False when that was so already. `by`: who wants it, where somebody knows.

        Raises:
            ConfigError: the file cannot be written there.
        """
        if self.because() is not None:
            return False
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = os.open(self.file, os.O_CREAT | os.O_WRONLY, 0o600)
        except OSError as error:
            raise ConfigError(
                f"{self.file} cannot be made: {error.strerror}; make such a file yourself, or stop the program"
            ) from error
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(f"Halted{f' by {by}' if by else ''} on {now:%Y-%m-%d at %H:%M} UTC.\n")
        return True

    def end(self) -> bool:
        """Go on; False when nothing was halted.

        Raises:
            ConfigError: the file cannot be removed.
        """
        try:
            self.file.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise ConfigError(f"{self.file} cannot be removed: {error.strerror}; remove it yourself") from error
        return True
