"""Starter rules: what `likewise new` writes, each with its reasons beside it and its own tests."""

from __future__ import annotations

import json
from pathlib import Path

from domain.errors import ConfigError
from rules.syntax.spelling import nearest

FOLDER = Path(__file__).parent / "starters"


def names() -> tuple[str, ...]:
    """The starters there are, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def summary(name: str) -> str:
    """What a starter is for, from its first line."""
    return starter(name).split("\n", 1)[0].removeprefix("# ")


def listing(*, as_json: bool) -> str:
    """All of them with what they are for, for people or for programs."""
    told = {name: summary(name) for name in names()}
    if as_json:
        rows = [{"name": name, "summary": text} for name, text in told.items()]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    width = max(map(len, told))
    lines = [f"{name:<{width}}  {text}" for name, text in told.items()]
    return "\n".join([*lines, "", "Write one with: likewise new NAME --to rules.yaml"])


def starter(name: str) -> str:
    """The text of a starter.

    Raises:
        ConfigError: there is none of this name.
    """
    if name not in names():
        guess = nearest(name, names())
        hint = f"; did you mean {guess}?" if guess else "; likewise new lists those there are"
        raise ConfigError(f"there is no starter rule {name!r}{hint}")
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def write(name: str, to: Path) -> Path:
    """Write a starter to a file, or into a folder of rules files; gives the file.

    Raises:
        ConfigError: there is none of this name, something stands there already, or it cannot be written.
    """
    text = starter(name)
    file = to / f"{name}.yaml" if to.is_dir() else to
    try:
        with file.open("x", encoding="utf-8") as into:
            into.write(text)
    except FileExistsError:
        raise ConfigError(f"{file} is there already; name another file, or move it away first") from None
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be written: {error.strerror}; name a file in a folder that is yours"
        ) from None
    return file
