from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from domain.plans import FOR_RULES, Reason
from likewise import ruledocs
from likewise.examining import examine
from rules.fields.catalogue import CATALOGUE
from rules.loading import SourceText, load
from rules.problems import CODES
from rules.schema import action_keys, file_keys, rule_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.schema.key import Key

PAGE = ruledocs.page()
RULE = {
    "id": "id: x",
    "trigger": "trigger: { new_media: { tags: [sunset] } }",
    "when": "when: always",
    "do": "do: [like]",
}
REQUEST = {**RULE, "trigger": "trigger: follow_request", "do": "do: [approve]"}
HEAD = """
timezone: Europe/Berlin
schedules: { daytime: { from: 08:00, to: 22:30 } }
groups: [{ id: garden }]
lists: { spammers: [] }
templates: { sunset_hello: { variants: ["{a|b|c} {d|e|f} {g|h}"] } }
conditions: { calm_post: { media.type: image } }
"""


def loaded(rule: dict[str, str], head: str = HEAD) -> list[str]:
    """The errors of a file with one rule."""
    body = "\n    ".join(rule.values())
    found = load([SourceText(name="rules.yaml", text=f"version: 1\n{head}\nrules:\n  - {body}\n")])
    return [str(problem) for problem in found.problems if found.ruleset is None]


def test_the_page_in_docs_is_what_the_code_says() -> None:
    assert ruledocs.PAGE.read_text(encoding="utf-8") == PAGE, "renew it: python -m likewise.ruledocs"


@pytest.mark.parametrize("words", [tuple(CATALOGUE), FOR_RULES, tuple(Reason), tuple(CODES)])
def test_everything_has_its_place(words: tuple[str, ...]) -> None:
    assert [word for word in words if f"`{word}`" not in PAGE] == []


@pytest.mark.parametrize("name", [name for name, key in rule_keys.RULE.items() if key.example])
def test_the_example_of_every_key_of_a_rule_loads(name: str) -> None:
    example = rule_keys.RULE[name].example
    bases = (RULE, REQUEST, {**REQUEST, "mode": "mode: auto"}, {**RULE, "group": "group: garden"})
    assert [] in [loaded({**base, name: example}) for base in bases]


@pytest.mark.parametrize("name", [name for name, key in rule_keys.NEW_MEDIA.items() if key.example])
def test_the_example_of_every_list_loads(name: str) -> None:
    example = rule_keys.NEW_MEDIA[name].example
    lists = "tags: [sunset], " if name == "every" else ""
    assert loaded({**RULE, "trigger": f"trigger: {{ new_media: {{ {lists}{example} }} }}"}) == []


@pytest.mark.parametrize(
    ("action", "needs", "keys"),
    [
        ("like", "", action_keys.PLAIN),
        ("comment", 'text: "{a|b|c} {d|e|f} {g|h}"', action_keys.REMARK),
        ("notify", "", action_keys.NOTIFY),
        ("decide", "choices: [approve, ignore]", action_keys.DECIDE),
        ("remember", "list: spammers", action_keys.REMEMBER),
    ],
)
def test_the_example_of_every_key_of_an_action_loads(action: str, needs: str, keys: Mapping[str, Key]) -> None:
    base = REQUEST if action == "decide" else RULE
    for name, key in keys.items():
        if key.example:
            replaced = needs.startswith(f"{name}:") or (name == "template" and needs.startswith("text:"))
            said = key.example if replaced else ", ".join(filter(None, [needs, key.example]))
            assert loaded({**base, "do": f"do: [{{ {action}: {{ {said} }} }}]"}) == [], name


@pytest.mark.parametrize(
    ("section", "keys"),
    [
        ("engine: {{ {} }}", file_keys.ENGINE),
        ("limits: {{ {} }}", {"burst_hold": file_keys.LIMITS["burst_hold"]}),
        ("limits: {{ like: {{ {} }} }}", file_keys.LIMIT),
        ("templates: {{ t: {{ variants: [a], {} }} }}", {"avoid_repeat": file_keys.TEMPLATE["avoid_repeat"]}),
        ("timezone: Europe/Berlin\nschedules: {{ s: {{ from: 09:00, {} }} }}", {"to": file_keys.WINDOW["to"]}),
        ("{}", {name: key for name, key in file_keys.FILE.items() if name != "version"}),
    ],
)
def test_the_example_of_every_key_of_the_file_loads(section: str, keys: Mapping[str, Key]) -> None:
    for key in keys.values():
        if key.example:
            assert loaded(RULE, section.format(key.example)) == [], key.example


def test_every_yaml_block_of_the_page_loads_and_passes_its_tests() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert blocks
    for block in blocks:
        assert [str(problem) for problem in examine([SourceText(name="rules.yaml", text=block)]).errors] == []
