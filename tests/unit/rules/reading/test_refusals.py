from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet

TAGS, REQUEST, COMMENT = "{new_media: {tags: [sunset]}}", "follow_request", "new_comment"
LISTS = "lists: {friends: [ana, bob], ids: ['id:1', 'id:2'], others: ['id:3'], eve: [eve], later: []}\n"
SHARED = "conditions: {known: {author: $friends}}\n"


def rule(name: str, do: str, when: str = "always", trigger: str = TAGS, mode: str = "auto") -> str:
    return f"  - {{id: {name}, mode: {mode}, trigger: {trigger}, when: {when}, do: [{do}]}}\n"


def file(*rules: str, head: str = "") -> str:
    return f"version: 1\n{head}{LISTS}{SHARED}rules:\n{''.join(rules)}"


@pytest.fixture
def refused(messages: Callable[[str], list[str]]) -> Callable[..., list[str]]:
    """The codes of the errors."""

    def read(*rules: str, head: str = "") -> list[str]:
        return [said[-5:-1] for said in messages(file(*rules, head=head)) if "error" in said]

    return read


@pytest.mark.parametrize(
    ("trigger", "when", "tied"),
    [
        (TAGS, "always", False),
        (TAGS, "{media.type: image}", False),
        (TAGS, "{relationship.outgoing: follows}", True),
        (TAGS, "{author.relationship.outgoing: follows}", True),
        (TAGS, "{relationship.outgoing: [follows, requested]}", False),
        (TAGS, "{relationship.outgoing: {none_of: [none]}}", False),
        (TAGS, "{relationship.incoming: followed_by}", True),
        (TAGS, "{relationship.incoming: requested_by}", False),
        (TAGS, "{media.type: image, relationship.outgoing: follows}", True),
        (TAGS, "{author: ana}", True),
        (TAGS, "{author: $friends}", True),
        (TAGS, "{author: {none_of: $friends}}", False),
        (TAGS, "{tagged.users: $friends}", False),
        (TAGS, "{use: known}", True),
        (TAGS, "{any: [{author: ana}, {relationship.outgoing: follows}]}", True),
        (TAGS, "{any: [{author: ana}, {media.type: image}]}", False),
        (TAGS, "{none: [{author: ana}]}", False),
        (TAGS, "{all: [{media.type: image}, {any: [{author: ana}, {author: bob}]}]}", True),
        ("{new_media: {users: [ana]}}", "always", True),
        ("{new_media: {feed: true, users: [ana]}}", "always", True),
        ("{new_media: {users: [ana], tags: [sunset]}}", "always", False),
        ("{new_media: {liked: true}}", "always", False),
    ],
)
def test_a_rule_comments_by_itself_only_with_a_tie(
    trigger: str, when: str, *, tied: bool, refused: Callable[..., list[str]]
) -> None:
    assert refused(rule("one", "comment: Lovely!?", when, trigger)) == ([] if tied else ["E204"])
    assert refused(rule("one", "comment: Lovely!?", when, trigger, "ask")) == []
    assert refused(rule("one", "comment: {text: Lovely, allow_strangers: true}", when, trigger)) == []


def test_an_answer_to_somebodys_comment_is_no_cold_call(refused: Callable[..., list[str]]) -> None:
    assert refused(rule("one", "reply: Thank you!", trigger=COMMENT)) == []


@pytest.mark.parametrize(
    ("trigger", "when", "by_id"),
    [
        (REQUEST, "{requester: $ids}", True),
        (REQUEST, "{requester: {any_of: ['id:1']}, requester.bio: a}", True),
        (REQUEST, "{requester: [$ids, ana]}", False),
        (REQUEST, "{requester: $friends}", False),
        (REQUEST, "{requester: {none_of: $ids}}", False),
        (REQUEST, "{any: [{requester: $ids}, {requester: $others}]}", True),
        (REQUEST, "{any: [{requester: $ids}, {requester.bio: spam}]}", False),
        (REQUEST, "{requester.bio: {any_word: [spam]}}", False),
        (COMMENT, "{comment.author: $ids}", True),
        (COMMENT, "{comment.author: $friends}", False),
        (TAGS, "{author: $ids}", True),
        ("{new_media: {users: $ids}}", "always", True),
        ("{new_media: {users: $friends}}", "always", False),
        ("{new_media: {users: [$ids, self]}}", "always", False),
    ],
)
def test_a_rule_blocks_by_itself_only_whom_a_list_names_by_id(
    trigger: str, when: str, *, by_id: bool, refused: Callable[..., list[str]]
) -> None:
    assert refused(rule("one", "block", when, trigger)) == ([] if by_id else ["E209"])
    assert refused(rule("one", "block", when, trigger, "ask")) == []


def test_silence_blocks_nobody_but_those_on_a_list_of_ids(refused: Callable[..., list[str]]) -> None:
    decide = "decide: {expires: 3d, then: block}"
    assert refused(rule("one", decide, trigger=REQUEST, mode="ask")) == ["E209"]
    assert refused(rule("one", decide, "{requester: $ids}", REQUEST, "ask")) == []
    assert refused(rule("one", "decide: {expires: 3d, then: ignore}", trigger=REQUEST, mode="ask")) == []


@pytest.mark.parametrize("kind", ["follow", "unfollow"])
def test_following_needs_to_be_allowed(kind: str, refused: Callable[..., list[str]]) -> None:
    other = {"follow": "unfollow", "unfollow": "follow"}[kind]
    assert refused(rule("one", kind, mode="watch")) == ["E207"]
    assert refused(rule("one", kind), head=f"engine: {{allow: [{other}]}}\n") == ["E207"]
    assert refused(rule("one", kind), head=f"engine: {{allow: [{kind}]}}\n") == []


@pytest.mark.parametrize(
    ("follow", "unfollow", "allowed"),
    [
        ("always", "always", False),
        ("{author: $friends}", "always", False),
        ("always", "{author: $friends}", False),
        ("{author: $friends}", "{author: $eve}", True),
        ("{author: $ids}", "{author: $others}", True),
        ("{author: $friends}", "{author: [eve, bob]}", False),
        pytest.param("{author: $friends}", "{author: $others}", False, id="id:3 may be ana"),
        ("{author: $later}", "{author: $friends}", True),
    ],
)
def test_nobody_is_followed_to_be_unfollowed(
    follow: str, unfollow: str, *, allowed: bool, refused: Callable[..., list[str]]
) -> None:
    rules = (rule("one", "follow", follow), rule("two", "unfollow", unfollow))
    head = "engine: {allow: [follow, unfollow]}\n"
    assert refused(*rules, head=head) == ([] if allowed else ["E208"])
    assert refused(*reversed(rules), head=head) == ([] if allowed else ["E208"])


def test_a_comment_by_itself_leaves_room_for_the_mark(
    refused: Callable[..., list[str]], ruleset: Callable[[str], RuleSet]
) -> None:
    comment = f"comment: {{text: {'b' * 299}, allow_strangers: true}}"
    assert refused(rule("one", comment)) == ["E203"]
    assert refused(rule("one", comment, mode="ask")) == []
    assert refused(rule("one", comment), head="engine: {disclosure: ''}\n") == []
    assert ruleset(file(rule("one", comment.replace("b" * 299, "b" * 298)))[len("version: 1\n") :]).rules


def test_what_could_not_be_read_is_not_held_against_the_rule_once_more(refused: Callable[..., list[str]]) -> None:
    assert refused(rule("one", "comment: Lovely!?", "{relationship.outgong: follows}")) == ["E104"]
