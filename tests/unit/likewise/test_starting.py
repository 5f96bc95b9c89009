from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import starting

if TYPE_CHECKING:
    from pathlib import Path


def test_every_starter_says_what_it_is_for() -> None:
    assert "approve-friends" in starting.names()
    assert starting.summary("ask-me") == (
        "The safety net: a request about which no other rule decides becomes a question with buttons."
    )
    assert all(len(starting.summary(name)) > 20 for name in starting.names())


def test_it_is_written_to_a_file_or_into_a_folder(tmp_path: Path) -> None:
    assert starting.write("like-tag", tmp_path) == tmp_path / "like-tag.yaml"
    assert starting.write("like-tag", tmp_path / "mine.yaml") == tmp_path / "mine.yaml"
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == starting.starter("like-tag")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "like-tag.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigError, match="is there already; name another file"):
        starting.write("like-tag", tmp_path)
    assert (tmp_path / "like-tag.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written: No such file"):
        starting.write("like-tag", tmp_path / "nowhere" / "mine.yaml")


@pytest.mark.parametrize(
    ("name", "hint"), [("like-tags", "did you mean like-tag?"), ("x", "likewise new lists those")]
)
def test_a_name_that_is_not_known_is_said(name: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=hint.replace("?", r"\?")):
        starting.starter(name)
