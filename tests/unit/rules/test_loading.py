from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.plans import ActionKind, LimitClass, Mode
from rules.loading import Loaded, SourceText, load
from rules.problems import Severity
from rules.ruleset import Limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet

EXAMPLE = (Path(__file__).parents[3] / "rules.example.yaml").read_text(encoding="utf-8")
RULE = """
rules:
  - id: one
    trigger: {new_media: {tags: [sunset]}}
    when: always
    do: [like]
"""


def read(**files: str) -> Loaded:
    return load([SourceText(name=f"{name}.yaml", text=text) for name, text in files.items()])


def test_the_example_is_in_order_and_writes_by_itself_only_with_likes_and_notices() -> None:
    loaded = read(example=EXAMPLE)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    by_itself = [rule for rule in loaded.ruleset.rules if rule.mode is Mode.AUTO]
    kinds = {action.kind for rule in by_itself for action in rule.actions}
    assert kinds == {ActionKind.LIKE, ActionKind.NOTIFY}
    assert "competitor_shop" in loaded.ruleset.never


def test_five_mistakes_are_all_told_in_one_run() -> None:
    loaded = read(
        bad="""version: 1
rules:
  - id: one
    trigger: {new_media: {tags: [sunset]}}
    when:
      media.type: #image
      likes_count: {between: [3, 400]}
      author.posts: {any_word: [a]}
    rechek: {after: [1h]}
    do: [lik]
    do: [like]
"""
    )
    assert loaded.ruleset is None
    assert [str(problem) for problem in loaded.problems] == [
        (
            "bad.yaml:6:18: error: media.type has no value; a '#' after a space or a bracket starts a YAML comment, "
            "so write the tag without '#' or in quotes [E109]"
        ),
        "bad.yaml:7:7: error: unknown field 'likes_count'; did you mean 'likes.count'? [E104]",
        (
            "bad.yaml:8:22: error: 'any_word' does not work on author.posts (number); "
            "it takes between, eq, exists, gt, gte, lt, lte, ne [E105]"
        ),
        "bad.yaml:9:5: error: unknown key 'rechek' in a rule; did you mean 'recheck'? [E103]",
        "bad.yaml:10:10: error: unknown action 'lik'; did you mean 'like'? [E201]",
        "bad.yaml:11:5: error: key 'do' appears twice (first at line 10) [E101]",
    ]


def in_rule(line: str) -> str:
    return f"version: 1\nrules:\n  - id: one\n    trigger: follow_request\n    {line}\n"


def in_when(line: str) -> str:
    head = "version: 1\nrules:\n  - id: one\n    trigger: {new_media: {tags: [sunset]}}\n"
    return f"{head}    do: [like]\n    when:\n      {line}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # the file
        ("rules: []", "1:1: error: a rules file needs the key 'version'"),
        ("version: 2" + RULE, "1:10: error: this program reads version: 1 of the language, not '2'"),
        ("version: 1\nrules: []", "2:8: error: rules is an empty list"),
        ("version: 1", "1:1: error: there is no rule; write at least one under 'rules'"),
        ("version: 1\nrule: []" + RULE, "2:1: error: unknown key 'rule' in a rules file; did you mean 'rules'?"),
        ("version: 1\npacks: []" + RULE, "unknown key 'packs' in a rules file; packs are not part of this version"),
        ("version: 1\non_conflict: ask" + RULE, "unknown key 'on_conflict' in a rules file; say it under 'defaults'"),
        ("version: 1\nplugins: []" + RULE, "plugins are not part of this version; the fields, operators and actions"),
        ("[version, 1]", "1:1: error: a rules file is a map of keys and values, not a list"),
        # settings
        (
            "version: 1\ndefaults: {mode: sometimes}" + RULE,
            "mode cannot be 'sometimes'; it is one of ask, auto, watch",
        ),
        (
            "version: 1\ndefaults: {max_age: 6}" + RULE,
            "max_age takes a duration such as 45s, 10m, 2h30m or 7d, not '6'",
        ),
        ("version: 1\nlimits: {likes: {per_day: 1}}" + RULE, "unknown key 'likes' in limits; did you mean 'like'?"),
        ("version: 1\nlimits: {like: 15}" + RULE, "a limit is a map of keys and values, not one value"),
        ("version: 1\nlimits: {like: {per_day: -1}}" + RULE, "per_day must be 0 or more, not -1"),
        ("version: 1\ngroups: [{id: a}, {id: a}]" + RULE, "group 'a' appears twice (first at bad.yaml:2)"),
        ("version: 1\ngroups: [{priority: 1}]" + RULE, "a group needs the key 'id'"),
        ("version: 1\ngroups: [{id: A b}]" + RULE, "an id has only small letters, digits and '-', unlike 'A b'"),
        # lists and conditions
        ("version: 1\nlists: {a: }" + RULE, "2:12: error: list 'a' has no value"),
        ("version: 1\nlists: {a: [b, {c: d}]}" + RULE, "an entry of list 'a' is one value, not a map"),
        ("version: 1\nlists: {a: [$b], b: [$a]}" + RULE, "list 'a' contains itself: a → b → a"),
        ("version: 1\nlists: {a b: [c]}" + RULE, "a name has only letters, digits, '_' and '-', unlike 'a b'"),
        ("version: 1\nlists: {never_touch: ['two words']}" + RULE, "never_touch takes usernames, id:… or self"),
        ("version: 1\nconditions: {a: {use: b}, b: {use: [a]}}" + RULE, "condition 'a' uses itself: a → b → a"),
        ("version: 1\nconditions: {a: {}}" + RULE, "condition 'a' asks nothing"),
        ("version: 1\nconditions: {a: {likes: 1}}" + RULE, "unknown field 'likes'; did you mean 'likes.count'?"),
        # rules
        (in_rule("when: always"), "3:5: error: a rule needs the key 'do'"),
        (
            in_rule("do: [approve]"),
            "3:5: error: the rule does not say when; write conditions under 'when', or 'when: alw",
        ),
        (in_rule("when:"), "5:5: error: the rule does not say when"),
        (in_rule("when: sometimes"), "when takes a map of conditions or the word always, not 'sometimes'"),
        (in_rule("when: [a]"), "when is a map; to join a list of maps, put it under all:, any: or none:"),
        (in_rule("group: garden"), "there is no group 'garden'; there are none"),
        (in_rule("enabled: yes"), "enabled takes true or false, here probably true, not 'yes'"),
        (in_rule("priority: high"), "priority takes a whole number such as 12, not 'high'"),
        (in_rule("mod: ask"), "unknown key 'mod' in a rule; did you mean 'mode'?"),
        (
            in_rule("when: {author.bio: a}").replace("follow_request", "new_comment"),
            "author.bio does not exist for a new comment; there it is 'comment.author.bio'",
        ),
        ("version: 1" + RULE + RULE.split("rules:")[1], "rule 'one' appears twice (first at bad.yaml:3)"),
        # conditions
        (
            in_when("requester.bio: a"),
            "7:7: error: requester.bio does not exist for new media; there it is 'author.bio'",
        ),
        (in_when("requester.declined_before: true"), "requester.declined_before does not exist for new media"),
        (in_when("caption.script: latn"), "caption.script cannot be 'latn'; did you mean 'latin'?"),
        (in_when("clock.date: 24.12.2026"), "clock.date takes a day such as 2026-12-24, not '24.12.2026'"),
        (in_when("clock.date: 20261224"), "clock.date takes a day such as 2026-12-24, not '20261224'"),
        (in_when("clock.date: {between: [2026-12-24, 2026-12-01]}"), "2026-12-24 is after 2026-12-01; turn them"),
        (in_when("clock.weekday: monday"), "clock.weekday cannot be 'monday'; did you mean 'mon'?"),
        (in_when("caption.text: {regex: '(a'}"), "caption.text regex is no regular expression: missing )"),
        (
            in_when("caption.text: {any_words: [a]}"),
            "'any_words' does not work on caption.text (text) (did you mean 'any_wo",
        ),
        (
            in_when("caption.text: {any_word: []}"),
            "caption.text any_word is an empty list; give it an entry or remove it",
        ),
        (in_when("caption.text: {}"), "caption.text asks nothing; it takes all_words, any_word"),
        (in_when("caption.text: {any_word: $word}"), "there is no list 'word'; there are none"),
        (in_when("caption.text: {any_word: '\u2764'}"), "has no letters or digits, so it is no word; use contains"),
        (in_when("caption.text: {contains: ''}"), "caption.text contains is an empty text"),
        (in_when("caption.text: {contains: '\u200b'}"), "has nothing that can be seen; every text contains it"),
        (in_when("caption.text: {equals: a, case: any}"), "case cannot be 'any'; it is one of exact"),
        (in_when("caption.text: {exists: true, case: exact}"), "'case' on caption.text belongs to any_word or"),
        (in_when("likes.count: [1, 2]"), "likes.count (number) takes a value or a map of between, eq"),
        (in_when("likes.count: {between: [5]}"), "takes a list of two, such as [3, 400], not a list of 1"),
        (
            in_when("likes.count: {between: [5, 1]}"),
            "likes.count between is empty: 5 is more than 1; turn them round",
        ),
        (in_when("media.type: photo"), "media.type cannot be 'photo'; it is one of carousel, image, video"),
        (in_when("tagged.me: {is: true}"), "tagged.me (true or false) takes a value"),
        (in_when("location: {near: [52, 13]}"), "location near needs 'within' beside it, such as within: 5km"),
        (in_when("location: {within: 5km}"), "'within' on location belongs to near; add that"),
        (in_when("location: {near: [91, 13], within: 5km}"), "location near takes [latitude, longitude] in degrees"),
        (in_when("location: Berlin"), "location (place) takes a map of any_of, exists, name, near, none_of, within"),
        (in_when("author: {any_of: ['id:']}"), "write the id directly behind 'id:'"),
        (in_when("author: {any_of: [a b]}"), "author any_of takes usernames, id:… or self, not 'a b'"),
        (in_when("tags: ['#']"), "tags: '#' is no word"),
        (in_when("any: []"), "7:12: error: any is an empty list"),
        (in_when("any: {likes.count: 1}"), "any is a list, each entry after a dash, not a map"),
        (in_when("use: calm"), "there is no condition 'calm'; there are none"),
    ],
)
def test_says_what_is_wrong_and_what_would_be_right(
    text: str, message: str, messages: Callable[[str], list[str]]
) -> None:
    assert any(message in said for said in messages(text)), messages(text)


def test_a_shared_condition_must_fit_the_rule_that_uses_it(messages: Callable[[str], list[str]]) -> None:
    text = "version: 1\nconditions: {real: {requester.posts: {gte: 3}}}" + RULE.replace("always", "{use: [real]}")
    assert messages(text) == [
        (
            "bad.yaml:6:18: error: condition 'real' asks for requester.posts, which does not exist for new media; "
            "there it is 'author.posts' [E111]"
        )
    ]


def test_included_conditions_cannot_grow_without_bound(messages: Callable[[str], list[str]]) -> None:
    shared = "".join(f"  c{n}: {{all: [{{use: c{n - 1}}}, {{use: c{n - 1}}}]}}\n" for n in range(1, 40))
    text = f"version: 1\nconditions:\n  c0: {{likes.count: 1}}\n{shared}" + RULE.replace("always", "{use: c39}")
    said = messages(text)
    assert "shared conditions included; 1000 are allowed" in said[0]


def test_included_lists_and_conditions_have_a_depth(messages: Callable[[str], list[str]]) -> None:
    lists = "".join(f"  l{n}: [$l{n + 1}]\n" for n in range(200))
    conditions = "".join(f"  c{n}: {{use: c{n + 1}, likes.count: 1}}\n" for n in range(200))
    text = f"version: 1\nlists:\n{lists}  l200: [a]\nconditions:\n{conditions}  c200: {{likes.count: 1}}\n{RULE}"
    assert any("this includes others on more than 40 levels" in said for said in messages(text))


def test_a_file_that_is_no_yaml_stops_only_itself() -> None:
    broken = "version: 1\nlists: {words: [@a]}\n"
    uses_it = "version: 1\n" + RULE.replace("always", "{caption.text: $words, likes: 1}")
    loaded = read(broken=broken, good=uses_it)
    assert loaded.ruleset is None
    assert [(problem.file, problem.code) for problem in loaded.problems] == [
        ("broken.yaml", "E001"),
        ("good.yaml", "E104"),  # but not that there is no list `words`: it may be in the broken file
    ]


def test_files_are_one_and_their_order_cannot_matter() -> None:
    lists = SourceText(
        name="b.yaml", text="version: 1\nlists: {words: [sunset]}\ngroups: [{id: garden, priority: 3}]\n"
    )
    rules = SourceText(
        name="a.yaml", text="version: 1" + RULE.replace("always", "{caption.text: $words}") + "    group: garden\n"
    )
    one, other = load([lists, rules]), load([rules, lists])
    assert one.ruleset is not None
    assert one == other
    assert one.ruleset.rules[0].rank == (3, 0)


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("lists: {words: [a]}", "the name 'words' is taken; it is already in a.yaml:2"),
        ("conditions: {words: {likes.count: 1}}", "the name 'words' is taken; it is already in a.yaml:2"),
    ],
)
def test_the_same_name_in_two_files_names_both_places(section: str, message: str) -> None:
    loaded = read(a=f"version: 1\n{section}\n", b=f"version: 1\n{section}\n{RULE}")
    assert any(message in problem.message and problem.file == "b.yaml" for problem in loaded.problems)


def test_what_nobody_uses_is_only_a_warning() -> None:
    loaded = read(a="version: 1\nlists: {words: [a], never_touch: [b]}\nconditions: {calm: {likes.count: 1}}" + RULE)
    assert loaded.ruleset is not None
    assert [(problem.severity, problem.code, problem.message) for problem in loaded.problems] == [
        (Severity.WARNING, "W206", "list 'words' is used nowhere; use it or remove it"),
        (Severity.WARNING, "W206", "condition 'calm' is used nowhere; use it or remove it"),
    ]


def test_notes_of_the_owner_are_passed_over(ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(RULE + "    x-note: since the storm\nx-author: me\n").rules[0].ref.id == "one"


def test_limits_have_careful_defaults(ruleset: Callable[[str], RuleSet]) -> None:
    seconds, minutes = (timedelta(seconds=45), timedelta(minutes=3)), (timedelta(minutes=5), timedelta(minutes=15))
    assert ruleset("limits: {like: {per_hour: 3}, comment: {per_day: 0}}" + RULE).limits == {
        LimitClass.LIKE: Limit(per_hour=3, per_day=100, spacing=seconds),
        LimitClass.COMMENT: Limit(per_hour=4, per_day=0, spacing=minutes),
        LimitClass.RELATIONSHIP: Limit(per_hour=20, per_day=100, keep_for_chat=10),
    }


def test_the_people_never_to_be_touched_are_folded(ruleset: Callable[[str], RuleSet]) -> None:
    rules = ruleset("lists: {rivals: [Shop_One], never_touch: ['@Eve', id:12345678, $rivals]}" + RULE)
    assert rules.never == {"eve", "id:12345678", "shop_one"}
    assert ruleset(RULE).never == frozenset()


@pytest.mark.parametrize(
    ("defaults", "group", "rule", "mode"),
    [
        pytest.param("", "", "", Mode.WATCH, id="a rule that says nothing watches"),
        pytest.param("ask", "", "", Mode.ASK, id="defaults count"),
        pytest.param("ask", "", "auto", Mode.AUTO, id="a rule may say otherwise"),
        pytest.param("watch", "ask", "", Mode.ASK, id="the group's mode is the rule's"),
        pytest.param("auto", "ask", "auto", Mode.ASK, id="and its ceiling"),
        pytest.param("auto", "auto", "watch", Mode.WATCH, id="the lower wins"),
    ],
)
def test_the_effective_mode(
    defaults: str, group: str, rule: str, mode: Mode, ruleset: Callable[[str], RuleSet]
) -> None:
    text = f"defaults: {{mode: {defaults}}}\n" if defaults else ""
    text += f"groups: [{{id: g, mode: {group}}}]\n" if group else "groups: [{id: g}]\n"
    text += RULE + "    group: g\n" + (f"    mode: {rule}\n" if rule else "")
    assert ruleset(text).rules[0].mode is mode


def test_max_age_comes_from_the_rule_the_defaults_or_is_six_hours(ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(RULE).rules[0].max_age == timedelta(hours=6)
    assert ruleset("defaults: {max_age: 2h}" + RULE).rules[0].max_age == timedelta(hours=2)
    assert ruleset("defaults: {max_age: 2h}" + RULE + "    max_age: 30m").rules[0].max_age == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param(RULE + "    title: Likes\n    x-note: a\n# a comment\n", True, id="words for humans"),
        pytest.param("lists: {never_touch: [a]}" + RULE, True, id="what stands outside of the rule"),
        pytest.param(RULE + "    priority: 1\n", False, id="priority"),
        pytest.param(RULE + "    mode: ask\n", False, id="mode"),
        pytest.param("defaults: {max_age: 1h}" + RULE, False, id="a default that it takes"),
        pytest.param(RULE.replace("like", "notify"), False, id="action"),
        pytest.param(RULE.replace("always", "{likes.count: 1}"), False, id="condition"),
        pytest.param(RULE.replace("sunset", "sunsets"), False, id="trigger"),
    ],
)
def test_a_rules_version_follows_its_meaning(text: str, *, same: bool, ruleset: Callable[[str], RuleSet]) -> None:
    assert (ruleset(text).rules[0].ref == ruleset(RULE).rules[0].ref) is same


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("x-note: a" + RULE, True, id="notes"),
        pytest.param("lists: {never_touch: [a]}" + RULE, False, id="never"),
        pytest.param("limits: {like: {per_day: 7}}" + RULE, False, id="limits"),
        pytest.param(RULE + "    enabled: false\n", False, id="enabled"),
    ],
)
def test_the_version_of_all_follows_all(text: str, *, same: bool, ruleset: Callable[[str], RuleSet]) -> None:
    assert (ruleset(text).version == ruleset(RULE).version) is same


def test_the_version_follows_a_list_that_is_used(ruleset: Callable[[str], RuleSet]) -> None:
    rule = RULE.replace("always", "{caption.text: $words}")
    one, other, same = (
        ruleset(f"lists: {{words: {words}}}{rule}").rules[0].ref for words in ("[a, b]", "[a, c]", "[a, B]")
    )
    assert one != other
    assert one == same


def test_no_files_is_a_problem_and_not_a_crash() -> None:
    loaded = load([])
    assert loaded.ruleset is None
    assert len(loaded.problems) == 1


PIECES = st.sampled_from(
    (
        *" \n\t:[]{}#|>'\"@%?0\u200b\x00",
        *("", "- ", "&a ", "*a", "!t ", "$x", "<<: ", "use: ", "any: ", "-1", "6h", "{{ ", " }}", "{a|b}", "---\n"),
        chr(0xD800),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), PIECES), min_size=1, max_size=4))
def test_a_damaged_file_gives_problems_and_never_an_exception(cuts: list[tuple[int, int, str]]) -> None:
    text = EXAMPLE
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    loaded = read(damaged=text)
    assert (loaded.ruleset is None) == any(problem.severity is Severity.ERROR for problem in loaded.problems)
    assert all(problem.render().startswith("damaged.yaml:") for problem in loaded.problems)
