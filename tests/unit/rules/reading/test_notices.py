from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import Picturing
from rules.actions import Button, Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import RuleSet

TRIGGERS = {"media": "{new_media: {tags: [sunset]}}", "request": "follow_request", "comment": "new_comment"}


def file(notify: str, event: str = "media") -> str:
    templates = "templates: {hello: Hello there, hi: {variants: [Hi, Hey]}}\n"
    rule = f"{{id: one, trigger: {TRIGGERS[event]}, when: always, do: [notify: {notify}]}}"
    return f"{templates}rules: [{rule}]\n"


@pytest.fixture
def notice(ruleset: Callable[[str], RuleSet]) -> Callable[..., Notice]:
    def read(notify: str, event: str = "media") -> Notice:
        (action,) = ruleset(file(notify, event)).rules[0].actions
        assert isinstance(action, Notice)
        return action

    return read


def test_says_how_it_is_told(notice: Callable[..., Notice]) -> None:
    plain = notice("{}")
    assert (plain.template, plain.picture, plain.buttons, plain.chance) == (None, Picturing.THUMBNAIL, (), 1.0)
    assert (plain.group_by, plain.digest) == (None, None)
    told = notice("{text: Look!, photo: full, group_by: location.name, digest: 30m, chance: 50%}")
    assert told.template is not None
    assert told.template.parts == ("Look!",)
    assert (told.picture, told.digest, told.chance) == (Picturing.FULL, timedelta(minutes=30), 0.5)
    assert told.group_by is not None
    assert told.group_by.name == "location.name"


@pytest.mark.parametrize(
    ("button", "event", "expected"),
    [
        ("like", "media", Button(verb="like")),
        ("open", "comment", Button(verb="open")),
        ("block", "request", Button(verb="block")),
        ("approve", "request", Button(verb="approve")),
        ("delete_comment", "comment", Button(verb="delete_comment")),
        ("mute_author", "media", Button(verb="mute_author")),
        ("mute_author: 30d", "media", Button(verb="mute_author", length=timedelta(days=30))),
    ],
)
def test_offers_buttons(button: str, event: str, expected: Button, notice: Callable[..., Notice]) -> None:
    assert notice(f"{{buttons: [{button}]}}", event).buttons == (expected,)


@pytest.mark.parametrize(
    ("button", "event", "texts"),
    [
        ("comment: hello", "media", [("Hello there",)]),
        ("comment: hi", "media", [("Hi",), ("Hey",)]),
        ("comment: How lovely", "media", [("How lovely",)]),
        ("reply: hi", "comment", [("Hi",), ("Hey",)]),
    ],
)
def test_offers_drafts(button: str, event: str, texts: list[tuple[str, ...]], notice: Callable[..., Notice]) -> None:
    (draft,) = notice(f"{{buttons: [{button}]}}", event).buttons
    assert draft.template is not None
    assert [template.parts for template in (draft.template, *draft.others)] == texts


@pytest.mark.parametrize(
    ("notify", "event", "message"),
    [
        ("{photo: big}", "media", "photo cannot be 'big'; it is one of full, none, thumbnail"),
        (
            "{group_by: location}",
            "media",
            "'group_by' gathers notices; say over which time with 'digest', such as dig",
        ),
        ("{group_by: plce, digest: 1h}", "media", "group_by takes a field that comes with the event, not 'plce'"),
        ("{group_by: author.bio, digest: 1h}", "media", "group_by takes a field that comes with the event"),
        ("{group_by: author, digest: 1h}", "request", "takes a field that comes with the event, not 'author'"),
        ("{digest: daily}", "media", "digest takes a duration"),
        ("{buttons: []}", "media", "buttons is an empty list"),
        ("{buttons: like}", "media", "buttons is a list, each entry after a dash, not one value"),
        ("{buttons: [lik]}", "media", "no button is called 'lik' here; did you mean 'like'?"),
        (
            "{buttons: [approve]}",
            "media",
            "no button is called 'approve' here; there are block, comment, follow, like",
        ),
        ("{buttons: [like]}", "request", "no button is called 'like' here; there are approve, block, follow, ignore"),
        (
            "{buttons: [comment]}",
            "media",
            "the button comment needs to know what to say, such as comment: a_template",
        ),
        ("{buttons: [comment: helo]}", "media", "there is no template 'helo'; did you mean 'hello'?"),
        (
            "{buttons: [comment: '{{ author.bio }} so']}",
            "media",
            "a comment may only repeat author.username, location",
        ),
        ("{buttons: [mute_author: long]}", "media", "mute_author takes a duration"),
        ("{buttons: [open: 3]}", "media", "the button open takes no value; write '- open' alone"),
        ("{buttons: [like, like]}", "media", "the button like appears twice; once is enough"),
        ("{buttons: [{like: , open: }]}", "media", "a button has one name; put each into an entry of its own"),
        (f"{{buttons: [{', '.join(['open'] * 9)}]}}", "media", "buttons are 9; 8 are allowed"),
        ("{template: hello}", "media", "unknown key 'template' in notify"),
    ],
)
def test_refuses_what_cannot_be_told(
    notify: str, event: str, message: str, messages: Callable[[str], list[str]]
) -> None:
    said = messages(f"version: 1\n{file(notify, event)}")
    assert any(message in one for one in said), said


def test_a_photo_is_spoken_of_by_the_tag_that_brought_it(notice: Callable[..., Notice]) -> None:
    told = notice("{text: 'by {{ tag }}'}").template
    assert told is not None
    assert [slot.field.name for slot in told.slots] == ["tag"]
