from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import LocationId, UserId
from domain.media import Place
from domain.people import Person
from domain.plans import Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.events import FollowRequest, NewMedia
    from domain.facts import Facts
    from domain.people import Profile
    from domain.plans import Plan
    from rules.ruleset import RuleSet


def file(do: str, trigger: str = "{new_media: {tags: [sunset]}}", mode: str = "ask") -> str:
    return f"rules:\n  - id: one\n    mode: {mode}\n    trigger: {trigger}\n    when: always\n    do:\n      - {do}\n"


def quoted(text: str) -> str:
    return f'"{text}"'


@pytest.fixture
def planned(
    ruleset: Callable[[str], RuleSet],
    photo: Callable[..., NewMedia],
    facts: Callable[..., Facts],
    profile: Callable[..., Profile],
    now: datetime,
) -> Callable[..., Plan]:
    def plan(kind: str, text: str, **changes: object) -> Plan:
        rules = ruleset(file(f"{kind}: {{text: {quoted(text)}}}"))
        return rules.judge(photo(**changes), facts(profile=profile()), now).plan

    return plan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by {{ author.username }} ({{author.full_name}})", "by ana (Ana Maria)"),
        ("{{ author }} has {{ author.followers }} followers", "@ana has 230 followers"),
        ("{{ author.bio | clip: 10 }}", "Painter.…"),
        ("{{ author.bio | clip: 100 }}", "Painter. Lakes and light."),
        ("{{ media.created_at }}", "2026-06-01 17:40 UTC"),
        ("{{ media.created_at | date }}", "2026-06-01"),
        ("{{ media.age }} old", "20m old"),
        ("{{ tags }}", "sunset, goldenhour"),
        ("{{ location }} / {{ location.name | default: nowhere }}", "Plötzensee / Plötzensee"),
        ("{{ media.liked_by_me }}", "no"),
        ("{{ tagged.users | default: nobody }}", "nobody"),
        ("{{ likes.count }} likes, {{ author.ratio }}", "12 likes, 2"),
        ("a | b <b>&amp;", "a | b <b>&amp;"),
    ],
)
def test_a_notice_shows_plain_text(text: str, expected: str, planned: Callable[..., Plan]) -> None:
    assert planned("notify", text).actions[0].text == expected


def test_a_notice_says_unknown_or_the_default_where_nothing_is_known(planned: Callable[..., Plan]) -> None:
    text = "at {{ location.name }} or {{ location.name | default: home }}: {{ caption.text | default: - | clip: 9 }}"
    assert planned("notify", text, location=None, caption=None).actions[0].text == "at unknown or home: -"


def test_what_strangers_wrote_stays_on_one_line(planned: Callable[..., Plan]) -> None:
    assert planned("notify", "{{ caption.text }}", caption="a\n\n  b").actions[0].text == "a b"


def test_the_same_photo_always_gets_the_same_words_and_all_are_used(planned: Callable[..., Plan]) -> None:
    text = "{What|Such} a {calm|lovely} sky, @{{ author.username }}"
    said = [planned("comment", text, media_id=str(number)).actions[0].text for number in range(40)]
    again = [planned("comment", text, media_id=str(number)).actions[0].text for number in range(40)]
    assert said == again
    assert set(said) == {
        f"{first} a {second} sky, @ana" for first in ("What", "Such") for second in ("calm", "lovely")
    }


def test_a_place_may_stand_in_a_variant(planned: Callable[..., Plan]) -> None:
    text = "{at {{ location.name | default: the sea }}|at {{ location.name | default: the sea }}}!"
    assert planned("comment", text).actions[0].text == "at Plötzensee!"


@pytest.mark.parametrize(
    "name",
    ["see #spam", "@eve was here", "www.spam.example", "https://spam.example", None, "\N{FULLWIDTH NUMBER SIGN}x"],
)
def test_a_comment_repeats_nothing_that_could_tag_mention_or_link(
    name: str | None, planned: Callable[..., Plan]
) -> None:
    place = Place(id=LocationId("7"), name=name, latitude=None, longitude=None)
    text = "Over {{ location.name | default: the water }}"
    assert planned("comment", text, location=place).actions[0].text == "Over the water"
    plan = planned("comment", "Over {{ location.name }}", location=place)
    assert plan.actions == ()
    assert plan.suppressed[0].reason is Reason.UNKNOWN


def test_a_rendering_that_breaks_the_comment_rules_is_not_sent(planned: Callable[..., Plan]) -> None:
    for name, note in (("A" * 20, "all in capitals"), ("b" * 301, "has up to 301 characters; 300 are allowed")):
        place = Place(id=LocationId("7"), name=name, latitude=None, longitude=None)
        plan = planned("comment", "{{ location.name }}", location=place)
        assert plan.actions == ()
        assert plan.suppressed[0].reason is Reason.UNKNOWN
        assert note in plan.suppressed[0].note


@pytest.mark.parametrize(
    ("default", "said"),
    [
        ("'the water'", "the water"),
        ('\\"the water\\"', "the water"),
        ("the 'deep' water", "the 'deep' water"),
        ("'deep' and 'wide'", "'deep' and 'wide'"),
    ],
)
def test_a_default_may_stand_in_quotes(planned: Callable[..., Plan], default: str, said: str) -> None:
    plan = planned("comment", f"Over {{{{ location.name | default: {default} }}}}", location=None)
    assert plan.actions[0].text == f"Over {said}"


def test_a_request_has_places_of_its_own(
    ruleset: Callable[[str], RuleSet],
    request_of: Callable[..., FollowRequest],
    facts: Callable[..., Facts],
    now: datetime,
) -> None:
    text = "{{ requester.full_name | default: Somebody }} waits {{ requester.waiting }}"
    rules = ruleset(file(f"notify: {{text: {quoted(text)}}}", "follow_request"))
    nameless = Person(id=UserId("5"), username="n")
    assert rules.judge(request_of(nameless), facts(), now).plan.actions[0].text == "Somebody waits 2h"


@pytest.mark.parametrize(
    ("do", "message"),
    [
        (
            "notify: {text: '{{ author.folowers }}'}",
            "unknown field 'author.folowers'; did you mean 'author.followers'?",
        ),
        ("notify: {text: '{{ comments.texts }}'}", "a notice cannot show comments.texts; ask about it in 'when'"),
        (
            "notify: {text: '{{ requester.bio }}'}",
            "requester.bio does not exist for this trigger; there it is 'author.bio'",
        ),
        ("notify: {text: '{{ author.relationship.outgoing }}'}", "a notice cannot show author.relationship.outgoing"),
        ("notify: {text: '{{ caption.text | upper }}'}", "unknown filter 'upper'; it may be clip, date, default"),
        ("notify: {text: '{{ caption.text | clip }}'}", "'clip' needs a length"),
        ("notify: {text: '{{ caption.text | clip: 0 }}'}", "'clip' needs a length"),
        ("notify: {text: '{{ caption.text | default }}'}", "'default' needs a text"),
        ("notify: {text: '{{ caption.text | date }}'}", "'date' shows the day of a time"),
        ("notify: {text: ''}", "notify text is an empty text"),
        ("notify: hello", "notify takes a map, such as notify: {text: 'Look at this'}, or nothing"),
        ("comment", "comment takes a map, such as comment: {text: 'Lovely!'}, not nothing"),
        ("comment: {allow_strangers: true}", "comment has either a text or a template, such as comment: {text: 'Lov"),
        (
            "comment: {text: '{{ caption.text }}'}",
            "may only repeat author.username, location.name and tag, not captio",
        ),
        ("comment: {text: '{{ author.username | clip: 3 }}'}", "unknown filter 'clip'; it may be default"),
        ("comment: {text: '{a|b'}", "a '{' is never closed"),
        ("comment: {text: 'a|b}'}", "a '}' was never opened"),
        ("comment: {text: '{a}'}", "'{…}' holds only one wording"),
        ("comment: {text: '{a|{b|c}}'}", "variants cannot stand inside variants"),
        ("comment: {text: 'NICE {VIEW|view}'}", "this comment can be all in capitals"),
        ("comment: {text: '#a {#b|c} #d #e #f'}", "this comment has up to 5 hashtags; 4 are allowed"),
        ("comment: {text: 'https://a.example {www.b.example|c}'}", "this comment has up to 2 links; 1 is allowed"),
        (f"comment: {{text: '{{a|{'b' * 301}}}'}}", "this comment has up to 301 characters; 300 are allowed"),
        (f"comment: {{text: '{'b' * 280} {{{{ author.username }}}}'}}", "this comment has up to 311 characters"),
        ("comment: {text: '{ | }'}", "this comment is empty"),
        ("like: {twice: true}", "unknown key 'twice' in like; it may have chance, when_limited"),
        ("like:", "nothing stands behind 'like:'; write '- like' without the colon"),
        ("{like: {}, notify: {}}", "an action has one name; begin each with a dash of its own"),
        ("approve", "approve needs the trigger follow_request"),
        ("like\n      - like", "like appears twice in this rule"),
    ],
)
def test_refuses_what_could_not_be_done(do: str, message: str, messages: Callable[[str], list[str]]) -> None:
    said = messages("version: 1\n" + file(do))
    assert any(message in line for line in said), said


@pytest.mark.parametrize(
    "do",
    [
        "comment: {text: 'NICE {View|view}'}",
        "comment: {text: '#a {#b|c} #d #e'}",
        f"comment: {{text: '{'b' * 300}'}}",
        "comment: {text: '今天'}",
    ],
)
def test_a_comment_just_within_the_rules_is_accepted(do: str, ruleset: Callable[[str], RuleSet]) -> None:
    assert ruleset(file(do)).rules[0].ref.id == "one"


def test_commenting_by_itself_needs_leave_for_strangers(
    messages: Callable[[str], list[str]], ruleset: Callable[[str], RuleSet]
) -> None:
    said = messages("version: 1\n" + file("comment: {text: Lovely}", mode="auto"))
    assert said == [
        (
            "bad.yaml:8:9: error: this rule would comment by itself (mode: auto) under photos of people without a "
            "tie to you; set mode: ask, or ask for a tie such as relationship.outgoing: follows, or add "
            "allow_strangers: true to the comment [E204]"
        )
    ]
    assert messages("version: 1\n" + file("comment: {text: Lovely, allow_strangers: false}", mode="auto")) != []
    assert ruleset(file("comment: {text: Lovely, allow_strangers: true}", mode="auto")).rules


def test_a_rule_cannot_approve_and_ignore(messages: Callable[[str], list[str]]) -> None:
    said = messages("version: 1\n" + file("approve\n      - ignore", "follow_request"))
    assert said == ["bad.yaml:9:9: error: a rule cannot both approve and ignore; make two rules of it [E202]"]
