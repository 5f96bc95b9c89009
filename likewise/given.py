"""What was set and where: in `likewise.toml` and in LIKEWISE_* variables; a variable wins over the file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PREFIX = "LIKEWISE_"
FILE = "_file"
"""Follows a secret's name where a file is named that holds it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One setting as somebody gave it."""

    origin: str
    """Where it was set, in words: `ceiling in likewise.toml`."""
    value: object


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What there is to set."""

    names: Collection[str]
    secrets: Collection[str]
    """Those that may stand in a file of their own."""
    paths: Collection[str]


def from_file(path: Path, known: Known) -> dict[str, Given]:
    """What a file of settings says. Paths in it start at its folder.

    Raises ConfigError when it cannot be read, names what there is not, or holds a secret and others may read it.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no {path}; copy likewise.example.toml there to begin with") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from None
    if any(name in content for name in known.secrets) and path.stat().st_mode & 0o077:
        raise ConfigError(f"{path} holds a secret and others may read it; close it with: chmod 600 {path}")
    given = {name: Given(origin=f"{name} in {path.name}", value=value) for name, value in content.items()}
    return _resolved(given, known, folder=path.parent)


def from_environ(environ: Mapping[str, str], known: Known) -> dict[str, Given]:
    """What LIKEWISE_* variables say. Raises ConfigError as `from_file` does."""
    given = {
        variable.removeprefix(PREFIX).lower(): Given(origin=variable, value=value)
        for variable, value in environ.items()
        if variable.startswith(PREFIX) and value  # an empty variable is how many tools say "not set"
    }
    return _resolved(given, known, folder=Path())


def _resolved(given: dict[str, Given], known: Known, *, folder: Path) -> dict[str, Given]:
    """The same with known names only, secrets read from their files and paths made to start at `folder`."""
    names = [*known.names, *(name + FILE for name in known.secrets)]
    unknown = [_unknown(item.origin, name, names) for name, item in given.items() if name not in names]
    if unknown:
        raise ConfigError("\n".join(unknown))
    found = dict(given)
    for name in known.secrets:
        named = found.pop(name + FILE, None)
        if named is not None:
            found[name] = _secret(named, found.get(name), folder)
    for name in known.paths:
        item = found.get(name)
        if item is not None and isinstance(item.value, str):
            found[name] = Given(origin=item.origin, value=folder / Path(item.value).expanduser())
    return found


def _unknown(origin: str, name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    named = PREFIX + close[0].upper() if close and origin.startswith(PREFIX) else "".join(close)
    hint = f"did you mean {named}?" if close else f"known are {', '.join(known)}"
    return f"{origin} is not a setting; {hint}"


def _secret(named: Given, beside: Given | None, folder: Path) -> Given:
    if beside is not None:
        raise ConfigError(f"{named.origin} and {beside.origin} say the same thing; keep one of them")
    secret = _content(folder / Path(str(named.value)).expanduser())
    if secret is None:
        # Outside the handler: the error would hang on to the name, and a secret put there by mistake is no name.
        raise ConfigError(f"{named.origin} names a file that cannot be read; it would hold the secret alone")
    return Given(origin=f"what {named.origin} names", value=secret)


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
