from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import rulefiles

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_stands_for_its_yaml_files_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "notes.txt", "c.yaml.bak"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = rulefiles.read([tmp_path])
    assert [(text.name, text.text) for text in found] == [
        (str(tmp_path / "a.yml"), "a.yml"),
        (str(tmp_path / "b.yaml"), "b.yaml"),
    ]


def test_several_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = rulefiles.read([tmp_path / "b.yaml", tmp_path / "a.yaml"])
    assert [text.text for text in found] == ["b.yaml", "a.yaml"]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfversion: 1")
    assert rulefiles.read([tmp_path / "a.yaml"])[0].text == "version: 1"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.yaml", "there is no rules file .*missing.yaml; copy rules.example.yaml there"),
        ("latin.yaml", "latin.yaml is not UTF-8 text"),
        ("empty", "there is no rules file in .*empty; one would end in .yaml"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "latin.yaml").write_bytes("title: Plötzensee".encode("latin-1"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=said):
        rulefiles.read([tmp_path / name])
