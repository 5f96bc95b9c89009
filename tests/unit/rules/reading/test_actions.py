from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import Answer
from domain.plans import ActionKind
from domain.terms import WhenLimited
from rules.actions import Marking, Plain, Question, Remark, Remembering

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.actions import Action
    from rules.ruleset import RuleSet

MEDIA = "{new_media: {tags: [sunset]}}"
TRIGGERS = {"media": MEDIA, "request": "follow_request", "comment": "new_comment"}
HEAD = (
    "engine: {allow: [follow, unfollow]}\n"
    "lists: {regulars: [], spammers: []}\n"
    "templates: {hello: Hello there, hi: {variants: [Hi, 'Hey {you|there}'], avoid_repeat: 30d}}\n"
)
DAY = timedelta(days=1)


def file(do: str, event: str = "media", mode: str = "ask") -> str:
    rule = f"  - id: one\n    mode: {mode}\n    trigger: {TRIGGERS[event]}\n    when: always\n    do: {do}\n"
    return f"{HEAD}rules:\n{rule}"


@pytest.fixture
def actions(ruleset: Callable[[str], RuleSet]) -> Callable[..., list[Action]]:
    def read(do: str, event: str = "media") -> list[Action]:
        return list(ruleset(file(do, event)).rules[0].actions)

    return read


@pytest.mark.parametrize(
    ("do", "event", "expected"),
    [
        ("[like]", "media", Plain(kind=ActionKind.LIKE)),
        ("[like: {chance: 20%}]", "media", Plain(kind=ActionKind.LIKE, chance=0.2)),
        ("[like: {when_limited: ask}]", "media", Plain(kind=ActionKind.LIKE, when_limited=WhenLimited.ASK)),
        ("[unlike: {chance: 0.5%}]", "media", Plain(kind=ActionKind.UNLIKE, chance=0.005)),
        ("[approve]", "request", Plain(kind=ActionKind.APPROVE)),
        ("[ignore]", "request", Plain(kind=ActionKind.IGNORE)),
        ("[block]", "request", Plain(kind=ActionKind.BLOCK)),
        ("[block]", "comment", Plain(kind=ActionKind.BLOCK)),
        ("[follow]", "media", Plain(kind=ActionKind.FOLLOW)),
        ("[unfollow: {when_limited: drop}]", "media", Plain(kind=ActionKind.UNFOLLOW, when_limited=WhenLimited.DROP)),
        ("[delete_comment]", "comment", Plain(kind=ActionKind.DELETE_COMMENT)),
        ("[mark: seen]", "request", Marking(label="seen")),
        ("[mark: {label: to be looked at, chance: 100%}]", "media", Marking(label="to be looked at")),
        ("[remember: {list: regulars}]", "comment", Remembering(list="regulars", length=None)),
        (
            "[remember: {list: $regulars, for: 30d, chance: 50%}]",
            "media",
            Remembering(list="regulars", length=30 * DAY, chance=0.5),
        ),
        (
            "[decide]",
            "request",
            Question(choices=(Answer.APPROVE, Answer.IGNORE, Answer.BLOCK), expires=None, then=Answer.LEAVE),
        ),
        (
            "[decide: {choices: [ignore, leave], expires: 3d, then: ignore, chance: 10%}]",
            "request",
            Question(choices=(Answer.IGNORE, Answer.LEAVE), expires=3 * DAY, then=Answer.IGNORE, chance=0.1),
        ),
    ],
)
def test_reads_an_action(do: str, event: str, expected: Action, actions: Callable[..., list[Action]]) -> None:
    assert actions(do, event) == [expected]


def test_keeps_the_order_of_several(actions: Callable[..., list[Action]]) -> None:
    kinds = [action.kind for action in actions("[mark: a, like, remember: {list: spammers}, comment: hello]")]
    assert kinds == [ActionKind.MARK, ActionKind.LIKE, ActionKind.REMEMBER, ActionKind.COMMENT]


def remark(actions: list[Action]) -> Remark:
    (action,) = actions
    assert isinstance(action, Remark)
    return action


@pytest.mark.parametrize(
    ("do", "texts", "avoid"),
    [
        ("[comment: {text: Lovely!}]", [("Lovely!",)], None),
        ("[comment: Such a view]", [("Such a view",)], None),
        ("[comment: hello]", [("Hello there",)], None),
        ("[comment: {template: hello}]", [("Hello there",)], None),
    ],
)
def test_a_comment_has_a_text_or_the_name_of_one(
    do: str, texts: list[tuple[str, ...]], avoid: timedelta | None, actions: Callable[..., list[Action]]
) -> None:
    comment = remark(actions(do))
    assert [variant.parts for variant in comment.variants] == texts
    assert comment.avoid_repeat == avoid
    assert comment.kind is ActionKind.COMMENT


def test_a_comment_takes_variants_and_their_rest_from_a_template(actions: Callable[..., list[Action]]) -> None:
    options = "chance: 20%, when_limited: defer, allow_strangers: true"
    short, comment = remark(actions("[comment: hi]")), remark(actions(f"[comment: {{template: hi, {options}}}]"))
    for one in (short, comment):
        assert len(one.variants) == 2
        assert one.avoid_repeat == 30 * DAY
    assert (comment.chance, comment.when_limited, comment.allow_strangers) == (0.2, WhenLimited.DEFER, True)


def test_a_reply_is_a_comment_on_a_comment(actions: Callable[..., list[Action]]) -> None:
    for do in ("[reply: hi]", "[reply: {template: hi}]"):
        assert remark(actions(do, "comment")).kind is ActionKind.REPLY


@pytest.mark.parametrize(
    ("do", "event", "message"),
    [
        ("[lke]", "media", "unknown action 'lke'; did you mean 'like'?"),
        ("[unblock]", "request", "unknown action 'unblock'; did you mean 'block'?"),
        ("[like]", "request", "like needs the trigger new_media"),
        ("[unlike]", "comment", "unlike needs the trigger new_media"),
        ("[comment: hello]", "comment", "comment needs the trigger new_media"),
        ("[reply: hello]", "media", "reply needs the trigger new_comment"),
        ("[delete_comment]", "media", "delete_comment needs the trigger new_comment"),
        ("[approve]", "comment", "approve needs the trigger follow_request"),
        ("[decide]", "media", "decide needs the trigger follow_request"),
        ("[like: {chance: 0%}]", "media", "chance takes a share such as 20%, more than 0% and up to 100%, not '0%'"),
        ("[like: {chance: 0.2}]", "media", "chance takes a share such as 20%"),
        ("[like: {chance: 101%}]", "media", "chance takes a share"),
        ("[like: {when_limited: wait}]", "media", "when_limited cannot be 'wait'; it is one of ask, defer, drop"),
        ("[notify: {when_limited: ask}]", "media", "unknown key 'when_limited' in notify"),
        ("[comment: helo]", "media", "there is no template 'helo'; did you mean 'hello'?"),
        ("[comment: {template: nice}]", "media", "there is no template 'nice'; there are hello, hi"),
        ("[comment: {template: hi, text: Hi}]", "media", "comment has either a text or a template"),
        ("[comment: [Hi]]", "media", "comment takes a map, such as comment: {text: 'Lovely!'}, not a list"),
        ("[reply]", "comment", "reply takes a map, such as reply: {text: 'Thank you!'}, not nothing"),
        ("[reply: {text: Hi, allow_strangers: true}]", "comment", "unknown key 'allow_strangers' in reply"),
        ("[remember]", "media", "remember takes a map, such as remember: {list: regulars, for: 30d}, not nothing"),
        ("[remember: {for: 3d}]", "media", "remember needs the key 'list'"),
        ("[remember: {list: regular}]", "media", "there is no list 'regular'; did you mean 'regulars'?"),
        ("[remember: {list: regulars, for: ever}]", "media", "for takes a duration"),
        ("[mark]", "media", "mark takes a map, such as mark: seen, not nothing"),
        (f"[mark: {'a' * 41}]", "media", "mark is a word or two, of at most 40 characters"),
        ("[mark: {}]", "media", "mark needs the key 'label'"),
        ("[decide: {choices: []}]", "request", "choices is an empty list"),
        (
            "[decide: {choices: [approve, follow]}]",
            "request",
            "choices cannot be 'follow'; it is one of approve, block",
        ),
        ("[decide: {choices: [approve, approve]}]", "request", "this choice appears twice; once is enough"),
        (
            "[decide: {then: ignore}]",
            "request",
            "'then' holds when nobody answered in time; say how long with 'expir",
        ),
        ("[decide: {expires: 3d, then: follow}]", "request", "then cannot be 'follow'; it is one of approve, block"),
        ("[approve, ignore]", "request", "a rule cannot both approve and ignore; make two rules of it"),
        ("[decide, block]", "request", "a rule cannot both decide and block"),
        ("[like, unlike]", "media", "a rule cannot both like and unlike"),
        ("[follow, unfollow]", "media", "a rule cannot both follow and unfollow"),
        ("[follow, block]", "media", "a rule cannot both follow and block"),
        ("[mark: a, mark: b]", "media", "mark appears twice in this rule; once is enough"),
        ("[]", "media", "do is an empty list"),
        ("[[like]]", "media", "an action takes one value, not a list"),
    ],
)
def test_refuses_what_cannot_be_done(do: str, event: str, message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages(f"version: 1\n{file(do, event)}")
    assert any(message in one for one in said), said


def test_a_list_that_a_rule_fills_is_used(messages: Callable[[str], list[str]]) -> None:
    text = file("[comment: hi, remember: {list: regulars}]")
    said = messages("version: 1\n" + text.replace(", spammers: []", "").replace("hello: Hello there, ", ""))
    assert said == []
