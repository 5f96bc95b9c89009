"""Rules as they were: in another file, or in an earlier revision of a git repository. Nothing is checked out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from domain.errors import ConfigError
from likewise import rulefiles
from rules.loading import SourceText


def read(what: str, rules: Path) -> tuple[SourceText, ...]:
    """The rules of a file or folder of that name; where there is none, of that revision of `rules`.

    Raises:
        ConfigError: there is neither.
    """
    if Path(what).exists():
        return rulefiles.read([Path(what)])
    folder = rules if rules.is_dir() else rules.parent
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{what}^{{commit}}")
    if commit is None:
        raise ConfigError(
            f"--against {what} is neither a file nor a revision that git knows in {folder}; it would be old.yaml or"
            " HEAD~1"
        )
    return tuple(_text(folder, commit.strip(), name) for name in _names(rules, commit.strip(), what))


def _names(rules: Path, commit: str, what: str) -> list[str]:
    """The rules files of a revision, relative to their folder."""
    if rules.is_dir():
        listing = _git(rules, "ls-tree", "--name-only", "-z", commit, "./") or ""
        names = sorted(name for name in listing.split("\0") if Path(name).suffix in rulefiles.ENDINGS)
    else:
        names = [rules.name] if _git(rules.parent, "cat-file", "-e", f"{commit}:./{rules.name}") is not None else []
    if not names:
        raise ConfigError(f"there was no {rules} in {what}; name a later revision, or a file")
    return names


def _text(folder: Path, commit: str, name: str) -> SourceText:
    text = _git(folder, "show", f"{commit}:./{name}")
    if text is None:
        raise ConfigError(f"{name} of that revision is not UTF-8 text; name another revision")
    return SourceText(name=name, text=text.removeprefix("\ufeff"))


def _git(folder: Path, *words: str) -> str | None:
    """What git says; None when it does not."""
    try:
        told = subprocess.run(  # noqa: S603 - no shell, and what was typed can only be read as a revision
            ["git", "--no-optional-locks", "-C", str(folder), *words],  # noqa: S607 - whichever git there is
            capture_output=True,
            check=True,
        )
        return told.stdout.decode("utf-8")
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None
