from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import revisions

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=mila", "-c", "user.email=mila@network.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)  # noqa: S603, S607 - the test's own


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two revisions of a rules file and of a folder of them, below the top of the repository."""
    folder = tmp_path / "mine"
    (folder / "rules.d").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for text in ("old", "new"):
        (folder / "rules.yaml").write_text(text, encoding="utf-8")
        (folder / "rules.d" / "a.yaml").write_text(f"{text} a", encoding="utf-8")
        (folder / "rules.d" / "notes.txt").write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", text)
    (folder / "rules.yaml").write_text("not committed", encoding="utf-8")
    return folder


def test_a_revision_is_read_and_nothing_is_checked_out(repository: Path) -> None:
    rules = repository / "rules.yaml"
    assert [source.text for source in revisions.read("HEAD~1", rules)] == ["old"]
    assert [source.text for source in revisions.read("HEAD", rules)] == ["new"]
    assert rules.read_text(encoding="utf-8") == "not committed"


def test_a_folder_of_an_earlier_revision_is_read(repository: Path) -> None:
    read = revisions.read("HEAD~1", repository / "rules.d")
    assert [(source.name, source.text) for source in read] == [("a.yaml", "old a")]


def test_a_file_comes_before_a_revision(repository: Path) -> None:
    other = repository / "other.yaml"
    other.write_text("other", encoding="utf-8")
    assert [source.text for source in revisions.read(str(other), repository / "rules.yaml")] == ["other"]


@pytest.mark.parametrize("what", ["HEAD~9", "--output=stolen", "nothing.yaml", "HEAD:mine/rules.yaml"])
def test_what_is_neither_is_refused(repository: Path, what: str) -> None:
    with pytest.raises(ConfigError, match="neither a file nor a revision"):
        revisions.read(what, repository / "rules.yaml")
    assert not (repository / "stolen").exists()


def test_a_revision_without_the_file_is_named(repository: Path) -> None:
    with pytest.raises(ConfigError, match=r"there was no .*late[.]yaml in HEAD; name a later revision"):
        revisions.read("HEAD", repository / "late.yaml")
