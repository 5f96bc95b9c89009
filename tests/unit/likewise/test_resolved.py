from __future__ import annotations

import json

import pytest

from domain.errors import ConfigError
from likewise.resolved import show
from rules.loading import SourceText

RULES = """version: 1
defaults: { max_age: 1h }
lists: { friends: [] }
rules:
  - id: sunsets
    trigger: { new_media: { tags: [sunset] } }
    when: { author: $friends }
    do: [like]
  - { id: off, enabled: false, trigger: { new_media: { tags: [a] } }, when: always, do: [like] }
"""
TEXTS = (SourceText(name="rules.yaml", text=RULES),)


def test_people_see_the_rule_as_it_holds() -> None:
    head, *lines = show(TEXTS, "sunsets", overlay={"friends": ("ana",)}).splitlines()
    assert head.startswith("# sunsets, version ")
    assert head.endswith(", from rules.yaml:5")
    assert "    max_age: 1h  # defaults" in lines
    assert "      author: [ana]  # friends" in lines


def test_a_rule_that_is_off_is_told_so() -> None:
    assert ", switched off, from rules.yaml:9" in show(TEXTS, "off", overlay={})


def test_programs_get_json() -> None:
    found = json.loads(show(TEXTS, "sunsets", overlay={}, as_json=True))
    assert (found["id"], found["line"], found["origins"]) == (
        "sunsets",
        5,
        {"max_age": "defaults", "mode": "nobody says otherwise"},
    )
    assert found["rules"]["rules"][0]["do"] == ["like"]


def test_a_wrong_id_gets_a_guess() -> None:
    with pytest.raises(ConfigError, match="there is no rule 'sunset'; did you mean 'sunsets'"):
        show(TEXTS, "sunset", overlay={})


def test_broken_files_are_for_check() -> None:
    with pytest.raises(ConfigError, match="likewise check shows them"):
        show((SourceText(name="rules.yaml", text="version: 2"),), "a", overlay={})
