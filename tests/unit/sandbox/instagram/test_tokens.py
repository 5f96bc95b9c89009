from __future__ import annotations

import re

import pytest

from sandbox.instagram.journal import Journal
from sandbox.instagram.tokens import SCOPES, Tokens


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(Journal.open(None))


def test_a_token_has_the_documented_form(tokens: Tokens) -> None:
    assert re.fullmatch(r"12345\.[0-9a-f]{7}\.[0-9a-f]{32}", tokens.issue("12345"))


def test_it_is_the_same_every_time_with_the_latest_scopes(tokens: Tokens) -> None:
    first = tokens.issue("1")
    assert tokens.scopes(first) == frozenset(SCOPES)
    assert tokens.issue("1", ["likes"]) == first
    assert tokens.scopes(first) == frozenset({"basic", "likes"})


def test_people_have_different_tokens(tokens: Tokens) -> None:
    assert tokens.issue("1").split(".")[2] != tokens.issue("2").split(".")[2]


def test_worlds_have_different_tokens(tokens: Tokens) -> None:
    assert tokens.issue("1") != Tokens(Journal.open(None)).issue("1")


@pytest.mark.parametrize(
    "pattern",
    [
        "{0}.{1}.{2}0",
        "{0}.{1}.",
        "{0}.{1}",
        "{0}",
        "",
        "{0}.{2}.{1}",
        "{0}.{1}.{2} ",
        "0{0}.{1}.{2}",
        "{0}.0000000.{2}",
    ],
)
def test_near_misses_are_no_tokens(tokens: Tokens, pattern: str) -> None:
    token = tokens.issue("1")
    assert tokens.scopes("{}.{}.{}".format(*token.split("."))) is not None
    assert tokens.scopes(pattern.format(*token.split("."))) is None


def test_nobody_has_a_token_before_it_is_issued(tokens: Tokens) -> None:
    one = tokens.issue("1")
    assert tokens.scopes(one.replace("1.", "2.", 1)) is None


def test_a_scope_that_there_is_not_is_refused(tokens: Tokens) -> None:
    with pytest.raises(ValueError, match=r"No such scope: everything\. There are: basic,"):
        tokens.issue("1", ["everything"])
