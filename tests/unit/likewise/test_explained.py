from __future__ import annotations

import json

import pytest

from domain.errors import ConfigError
from likewise.explained import explain, listing
from rules.problems import CODES


def test_all_codes_are_listed_on_one_screen() -> None:
    lines = listing(as_json=False).splitlines()
    assert all(f"{code} {slug}" in "\n".join(lines) for code, slug in CODES.items())
    assert len(lines) <= 24
    assert max(map(len, lines)) < 80
    assert json.loads(listing(as_json=True))[0] == {"code": "E001", "slug": "yaml-syntax"}


def test_a_code_is_explained_with_what_is_wrong_and_what_is_right() -> None:
    lines = explain("e104", as_json=False, colour=False).splitlines()
    assert lines[0] == "E104 unknown-field"
    assert "wrong:" in lines
    assert lines[lines.index("right:") + 1].startswith("    ")
    assert explain("unknown-field", as_json=False, colour=False).splitlines() == lines


def test_a_code_that_is_not_known_gets_a_guess() -> None:
    with pytest.raises(ConfigError, match=r"there is no code 'E14'; did you mean E1\d4\?"):
        explain("E14", as_json=False, colour=False)
    with pytest.raises(ConfigError, match="did you mean unknown-field"):
        explain("unknown_feld", as_json=False, colour=False)
    with pytest.raises(ConfigError, match="likewise help lists all"):
        explain("zzz", as_json=False, colour=False)


def test_programs_get_json_and_terminals_colours() -> None:
    assert json.loads(explain("W201", as_json=True, colour=True))["slug"] == "growing-number"
    assert "\x1b[31mwrong:\x1b[0m" in explain("W201", as_json=False, colour=True)
