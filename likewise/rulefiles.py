"""Rules as files: one, several, or a folder of them that are read as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import ConfigError
from rules.loading import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENDINGS = {".yaml", ".yml"}


def read(paths: Iterable[Path]) -> tuple[SourceText, ...]:
    """The texts of rules files, named by their paths. A folder stands for the YAML files in it, by name.

    Raises ConfigError for a file that is missing, or that is no text.
    """
    return tuple(_text(file) for path in paths for file in _files(path))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in ENDINGS)
    if not found:
        raise ConfigError(f"there is no rules file in {path}; one would end in .yaml")
    return found


def _text(file: Path) -> SourceText:
    try:
        return SourceText(name=str(file), text=file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"there is no rules file {file}; copy rules.example.yaml there to begin with") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"the rules file {file} cannot be read: {error.strerror}") from None
