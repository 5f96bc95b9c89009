"""`likewise schema`: what an editor needs to complete and explain rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from rules.schema.document import NAME, document

if TYPE_CHECKING:
    from pathlib import Path


def schema() -> str:
    """The JSON Schema of rules files, as text."""
    return json.dumps(document(), ensure_ascii=False, indent=2)


def write(to: Path) -> str:
    """Write it to a file, or under its usual name into a folder; gives what to do next.

    What stands there is written over: it was made by an earlier version.

    Raises:
        ConfigError: it cannot be written there.
    """
    file = to / NAME if to.is_dir() else to
    try:
        file.write_text(f"{schema()}\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be written: {error.strerror}; name a file in a folder that is yours"
        ) from None
    return (
        f"{file} is written. Begin your rules file with this line, and an editor that knows YAML schemas"
        f" (yaml-language-server) completes it:\n# yaml-language-server: $schema=./{file.name}"
    )
