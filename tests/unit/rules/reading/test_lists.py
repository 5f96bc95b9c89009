from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rules.loading import SourceText, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.loading import Loaded
    from rules.ruleset import RuleSet

RULE = "rules: [{id: one, trigger: {new_media: {users: $friends}}, when: {author: $friends}, do: [notify]}]\n"


def read(text: str, **overlay: tuple[str, ...]) -> Loaded:
    return load([SourceText(name="a.yaml", text=f"version: 1\n{text}")], overlay)


def rules(text: str, **overlay: tuple[str, ...]) -> RuleSet:
    loaded = read(text, **overlay)
    assert loaded.ruleset is not None, loaded.problems
    return loaded.ruleset


def sources(ruleset: RuleSet) -> list[str]:
    return [str(wish.source) for wish in ruleset.wishes()]


def test_people_put_on_a_list_by_other_ways_are_on_it() -> None:
    text = f"lists: {{friends: [ana, $more], more: ['id:3']}}\n{RULE}"
    plain, overlaid = rules(text), rules(text, friends=("id:7",), more=("bob",))
    assert sources(plain) == ["user:3", "user:@ana"]
    assert sources(overlaid) == ["user:3", "user:7", "user:@ana", "user:@bob"]
    assert overlaid.lists == {"friends": ("ana", "id:3", "bob", "id:7"), "more": ("id:3", "bob")}


def test_a_rules_version_is_that_of_its_file_and_the_version_of_all_follows_the_lists() -> None:
    text = f"lists: {{friends: [ana]}}\n{RULE}"
    plain, overlaid = rules(text), rules(text, friends=("bob",))
    assert overlaid.rules[0].ref == plain.rules[0].ref
    assert overlaid.rules[0].when != plain.rules[0].when
    assert overlaid.version != plain.version
    assert rules(text, friends=("ana",)).version == plain.version
    assert rules(text, strangers=("eve",)) == plain


def test_nobody_is_ever_touched_whom_the_chat_put_on_the_list_even_when_the_file_has_none() -> None:
    text = f"lists: {{friends: [ana]}}\n{RULE}"
    assert rules(text, never_touch=("id:9", "Eve")).never == {"id:9", "eve"}
    assert rules(text.replace("ana]", "ana], never_touch: [bob]"), never_touch=("id:9",)).never == {"id:9", "bob"}


def test_a_list_of_people_may_begin_empty() -> None:
    text = f"lists: {{friends: [$more], more: []}}\n{RULE}"
    assert sources(rules(text)) == []
    assert sources(rules(text, more=("ana",))) == ["user:@ana"]


@pytest.mark.parametrize(
    ("condition", "refused"),
    [
        ("caption.text: {any_word: $none}", True),
        ("caption.text: {all_words: $none}", True),
        ("tags: {all_of: $none}", True),
        ("media.id: $none", True),
        ("author: {none_of: []}", True),
        ("author: {none_of: $none}", False),
        ("author: {any_of: [$none, $none]}", False),
        ("tagged.users: $none", False),
    ],
)
def test_an_empty_list_is_for_people_only(
    condition: str, *, refused: bool, messages: Callable[[str], list[str]]
) -> None:
    head = "version: 1\nlists: {none: []}\nrules:\n  - {id: one, trigger: {new_media: {tags: [a]}}, do: [like], "
    said = messages(f"{head}when: {{media.type: image, {condition}}}}}")
    assert any("is an empty list; give it an entry or remove it" in one for one in said) is refused, said


def test_what_was_added_and_is_no_name_is_told() -> None:
    loaded = read(f"lists: {{friends: [ana]}}\n{RULE}", friends=("two words",))
    assert loaded.ruleset is None
    assert loaded.problems[0].file == "the chat's list friends"
