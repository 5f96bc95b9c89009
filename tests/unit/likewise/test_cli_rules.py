from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from domain.errors import ConfigError
from likewise import connecting, starting
from likewise.cli import app
from likewise.cli_rules import COMMANDS
from storage import listing
from storage.listing import Entry
from tests.unit.likewise.kept import ACCOUNT, ANA, NOW, chosen, keep

if TYPE_CHECKING:
    from pathlib import Path

RULES = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def likewise(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


@pytest.mark.parametrize("name", [one.name or one.run.__name__ for one in COMMANDS])
def test_each_command_works_with_and_without_the_word_rules(name: str) -> None:
    assert likewise(name, "--help")[0] == 0
    assert likewise("rules", name, "--help")[0] == 0


def test_the_group_lists_all_of_them() -> None:
    _, text = likewise("rules", "--help")
    assert all(one.short.split(".")[0][:30] in text for one in COMMANDS)


def test_the_rules_of_this_folder_are_meant(folder: Path) -> None:
    assert (folder / "rules.yaml").exists()
    code, text = likewise("check")
    assert (code, text.startswith("rules.yaml: 1 rule")) == (0, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("test",), 0, id="no tests, none of which fails"),
        pytest.param(("test", "broken.yaml"), 1, id="nothing that could be tested"),
        pytest.param(("help", "E104"), 0, id="a code"),
        pytest.param(("help",), 0, id="all codes"),
    ],
)
def test_exit_codes(folder: Path, words: tuple[str, ...], code: int) -> None:
    (folder / "broken.yaml").write_text(RULES.replace("like", "lke"), encoding="utf-8")
    assert likewise(*words)[0] == code


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("test", "-k", "suns"), id="no such test"),
        pytest.param(("test", "--from", "m1"), id="nothing was seen yet"),
        pytest.param(("effective", "sunset"), id="no such rule"),
        pytest.param(("promote", "sunsets"), id="nothing ran yet"),
        pytest.param(("help", "E999"), id="no such code"),
        pytest.param(("new", "like-tags"), id="no such starter"),
        pytest.param(("check", "--online"), id="no token to ask about"),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_command(words: tuple[str, ...]) -> None:
    assert isinstance(CliRunner().invoke(app, words).exception, ConfigError)


def test_starters_are_listed_printed_and_written(folder: Path) -> None:
    assert "approve-friends  Let friends in" in likewise("new")[1]
    assert json.loads(likewise("new", "--json")[1])[0]["name"] == "approve-friends"
    assert likewise("new", "like-tag")[1].startswith("# Like fresh photos")
    assert likewise("new", "like-tag", "--to", "mine.yaml") == (
        0,
        "mine.yaml is written; likewise check mine.yaml says whether it is right.\n",
    )
    assert likewise("check", "mine.yaml")[0] == 0
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == likewise("new", "like-tag")[1]


def test_starters_go_together(folder: Path) -> None:
    (folder / "rules.d").mkdir()
    for name in starting.names():
        assert likewise("new", name, "--to", "rules.d")[0] == 0
    code, text = likewise("check", "rules.d")
    assert (code, "failed" in text) == (0, False), text


def test_the_schema_is_printed_and_written(folder: Path) -> None:
    printed = json.loads(likewise("schema")[1])
    assert likewise("schema", "--to", "rules.json")[0] == 0
    assert json.loads((folder / "rules.json").read_text(encoding="utf-8")) == printed


def test_a_rule_is_shown_as_it_holds(folder: Path) -> None:
    code, text = likewise("effective", "sunsets")
    assert (code, "    max_age: 6h" in text, text.startswith("# sunsets, version ")) == (0, False, True)
    (folder / "mine.yaml").write_text(RULES.replace("sunsets", "mine"), encoding="utf-8")
    code, text = likewise("effective", "mine", "--rules", "mine.yaml", "--json")
    assert (code, json.loads(text)["id"]) == (0, "mine")


def test_a_rule_is_shown_with_whom_the_chat_put_on_its_lists(folder: Path) -> None:
    held = chosen(
        folder, RULES.replace("caption.text: {", "author: $friends, caption.text: {") + "lists: { friends: [] }\n"
    )
    assert "author: [$friends]" in likewise("effective", "sunsets")[1]
    keep(held)
    entry = Entry(list="friends", person=ANA.id, username="ana", added_by="mila", until=None)

    async def put() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            await listing.put(session, ACCOUNT, entry, NOW)

    asyncio.run(put())
    (folder / "likewise.toml").write_text('data = "data"\n', encoding="utf-8")
    assert 'author: ["id:7"]  # friends' in likewise("effective", "sunsets")[1]
