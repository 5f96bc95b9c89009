from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Need
from domain.plans import FOR_RULES, LIMIT_CLASS
from domain.sources import SourceKind
from likewise import scopes
from networks.instagram.scopes import Scope
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from rules.ruleset import RuleSet


def rules(trigger: str, when: str, do: str, *, enabled: bool = True) -> RuleSet:
    text = (
        f"version: 1\nrules:\n  - id: one\n    enabled: {str(enabled).lower()}\n    mode: ask\n"
        f"    trigger: {{ {trigger} }}\n    when: {when}\n    do: [{do}]\n"
    )
    found = load([SourceText(name="rules.yaml", text=text)]).ruleset
    assert found is not None
    return found


TAG, REQUEST = "new_media: { tags: [sea] }", "follow_request: { every: 5m }"


@pytest.mark.parametrize(
    ("trigger", "when", "do", "needed"),
    [
        pytest.param(TAG, "always", "like", {"public_content", "likes"}, id="like"),
        pytest.param(TAG, "always", "notify", {"public_content"}, id="a notice writes nothing"),
        pytest.param(TAG, "always", '{ comment: { text: "Lovely" } }', {"public_content", "comments"}, id="comment"),
        pytest.param(
            "new_media: { locations: ['1'] }", "always", "notify", {"public_content"}, id="photos from a place"
        ),
        pytest.param("new_media: { users: [self] }", "always", "notify", set(), id="one's own photos"),
        pytest.param("new_media: { feed: true }", "always", "notify", set(), id="the feed"),
        pytest.param(
            "new_media: { feed: true }", "always", "like", {"public_content", "likes"}, id="other people's photos"
        ),
        pytest.param(
            "new_media: { users: [self, mira] }", "always", "notify", {"public_content"}, id="one's own and another's"
        ),
        pytest.param("new_comment: { every: 5m }", "always", "delete_comment", {"comments"}, id="under one's own"),
        pytest.param(REQUEST, "always", "approve", {"follower_list", "relationships"}, id="approve"),
        pytest.param(REQUEST, "always", "ignore", {"follower_list", "relationships"}, id="ignore"),
        pytest.param(REQUEST, "always", "notify", {"follower_list"}, id="requests are watched"),
        pytest.param(
            REQUEST,
            "{ any: [{ requester.followers: { gte: 5 } }, { requester.username: { contains: x } }] }",
            "notify",
            {"follower_list", "public_content"},
            id="their own page, deep in a condition",
        ),
        pytest.param(
            TAG,
            "{ author.relationship.outgoing: { any_of: [follows] } }",
            "notify",
            {"public_content", "follower_list"},
            id="how you stand to each other",
        ),
        pytest.param(
            REQUEST,
            "always",
            '{ notify: { text: "{{ requester.followers }} followers" } }',
            {"follower_list", "public_content"},
            id="a notice that shows their page",
        ),
    ],
)
def test_what_a_rule_needs(trigger: str, when: str, do: str, needed: set[str]) -> None:
    (rule,) = rules(trigger, when, do).rules
    assert scopes.needed(rule) == {"basic"} | needed


def test_only_what_is_missing_is_told_and_only_of_rules_that_run() -> None:
    assert scopes.unserved(rules(TAG, "always", "like"), ["basic", "likes"]) == {"one": [Scope.PUBLIC_CONTENT]}
    assert scopes.unserved(rules(TAG, "always", "like"), Scope) == {}
    assert scopes.unserved(rules(TAG, "always", "like", enabled=False), []) == {}


def test_the_tables_know_every_list_fact_and_write() -> None:
    assert set(scopes.BY_SOURCE) == set(SourceKind)
    assert set(scopes.BY_NEED) == set(Need)
    assert set(scopes.BY_ACTION) == set(LIMIT_CLASS) & set(FOR_RULES)
