from __future__ import annotations

import re

import pytest

from sandbox.instagram.apps import App, Apps
from sandbox.instagram.journal import Journal
from sandbox.instagram.tokens import SCOPES, Tokens


@pytest.fixture
def journal() -> Journal:
    return Journal.open(None)


@pytest.fixture
def tokens(journal: Journal) -> Tokens:
    return Tokens(journal, Apps(journal))


def scopes(tokens: Tokens, token: str) -> frozenset[str] | None:
    grant = tokens.find(token)
    return None if grant is None else grant.scopes


def another(tokens: Tokens) -> App:
    return tokens._apps.register(App(name="Another", redirect_uris=("https://app.example/",)))


def test_a_token_has_the_documented_form(tokens: Tokens) -> None:
    token = tokens.issue("12345")
    assert re.fullmatch(r"12345\.[0-9a-f]{7}\.[0-9a-f]{32}", token)
    assert token.split(".")[1] == tokens._apps.first.client_id[:7]


def test_it_is_the_same_every_time_with_the_latest_scopes(tokens: Tokens) -> None:
    first = tokens.issue("1")
    assert scopes(tokens, first) == frozenset(SCOPES)
    assert tokens.issue("1", ["likes"]) == first
    assert scopes(tokens, first) == frozenset({"basic", "likes"})


def test_to_authorize_again_widens_it_and_keeps_it(tokens: Tokens) -> None:
    app = another(tokens)
    first = tokens.widen("1", ["likes"], app)
    assert tokens.widen("1", ["comments"], app) == first
    assert scopes(tokens, first) == frozenset({"basic", "likes", "comments"})


def test_people_and_apps_have_different_tokens(tokens: Tokens) -> None:
    issued = {tokens.issue("1"), tokens.issue("2"), tokens.issue("1", app=another(tokens))}
    assert len({token.split(".")[2] for token in issued}) == 3


def test_worlds_have_different_tokens(tokens: Tokens) -> None:
    elsewhere = Journal.open(None)
    assert tokens.issue("1") != Tokens(elsewhere, Apps(elsewhere)).issue("1")


def test_a_token_that_is_taken_back_is_none_and_the_next_is_another(tokens: Tokens) -> None:
    app = another(tokens)
    token, other = tokens.issue("1"), tokens.issue("1", app=app)
    assert [grant.app.name for grant in tokens.given("1")] == ["Likewise", "Another"]
    assert tokens.revoke("1", tokens._apps.first.client_id)
    assert not tokens.revoke("1", tokens._apps.first.client_id)
    assert not tokens.revoke("2", tokens._apps.first.client_id)
    assert (tokens.find(token), scopes(tokens, other)) == (None, frozenset(SCOPES))
    assert [grant.app.name for grant in tokens.given("1")] == ["Another"]
    assert tokens.issue("1") != token
    assert tokens.find(token) is None


def test_a_restart_keeps_what_was_given_and_taken_back(journal: Journal, tokens: Tokens) -> None:
    app = another(tokens)
    token, gone = tokens.issue("1", ["likes"], app), tokens.issue("1")
    tokens.revoke("1", tokens._apps.first.client_id)
    again = Tokens(journal, Apps(journal))
    assert scopes(again, token) == frozenset({"basic", "likes"})
    assert again.find(gone) is None
    assert again.issue("1") == tokens.issue("1") != gone


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
    assert tokens.find("{}.{}.{}".format(*token.split("."))) is not None
    assert tokens.find(pattern.format(*token.split("."))) is None


def test_nobody_has_a_token_before_it_is_issued(tokens: Tokens) -> None:
    one = tokens.issue("1")
    assert tokens.find(one.replace("1.", "2.", 1)) is None


def test_a_scope_that_there_is_not_is_refused(tokens: Tokens) -> None:
    with pytest.raises(ValueError, match=r"No such scope: everything\. There are: basic,"):
        tokens.issue("1", ["everything"])
