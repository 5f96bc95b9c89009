from __future__ import annotations

from textwrap import indent

import pytest

from likewise.examining import examine
from rules.explanations import explanation
from rules.loading import SourceText
from rules.problems import CODES

TOLD = {"E004", "E006", "E115", "E302", "W213"}
"""Codes whose examples would be too long to be shown, need other files, or a network."""
PARTS = {"title", "mode", "trigger", "when", "do", "max_age", "limit", "limits", "recheck", "veto_window", "active"}
PLAIN = {"trigger": "{ new_media: { tags: [sunset] } }", "when": "{ media.type: image }", "do": "[like]"}


def whole(example: str) -> str:
    """A file around an example."""
    keys = [line.partition(":")[0] for line in example.splitlines() if line[:1].isalpha()]
    if set(keys) <= PARTS:
        missing = "".join(f"{key}: {value}\n" for key, value in PLAIN.items() if key not in keys)
        return f"version: 1\nrules:\n  - id: example\n{indent(example + missing, '    ')}"
    rest = "" if "rules" in keys else whole("").removeprefix("version: 1\n")
    return f"version: 1\n{example}{rest}"


def codes(example: str) -> set[str]:
    """All codes that a file gets."""
    return {problem.code for problem in examine([SourceText(name="rules.yaml", text=whole(example))]).problems}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_by_an_example_that_gets_it_and_one_that_does_not(code: str) -> None:
    told = explanation(code)
    assert told is not None
    assert (told.code, told.slug) == (code, CODES[code])
    assert told.means.endswith(".")
    if code not in TOLD:
        assert codes(told.wrong) == {code}
        assert codes(told.right) == set()


@pytest.mark.parametrize("word", ["E104", "e104", "unknown-field", " Unknown-Field "])
def test_a_code_is_found_by_its_number_or_its_name(word: str) -> None:
    told = explanation(word)
    assert told is not None
    assert told.code == "E104"


@pytest.mark.parametrize("word", ["E999", "", "field"])
def test_what_is_no_code_has_no_explanation(word: str) -> None:
    assert explanation(word) is None
