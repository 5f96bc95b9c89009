from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from domain.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import FollowRequest, NewMedia
    from rules.ruleset import RuleSet


def file(trigger: str, do: str = "notify") -> str:
    return (
        f"lists: {{tags: [dawn, '#Noon']}}\nrules:\n  - {{id: one, trigger: {trigger}, when: always, do: [{do}]}}\n"
    )


@pytest.mark.parametrize(
    ("trigger", "sources"),
    [
        ("{new_media: {tags: [sunset, '#Golden_Hour', ＃Ciel]}}", ["tag:sunset", "tag:golden_hour", "tag:ciel"]),  # noqa: RUF001
        ("{new_media: {tags: Straße}}", ["tag:straße"]),
        ("{new_media: {tags: [$tags, dusk]}}", ["tag:dawn", "tag:noon", "tag:dusk"]),
        ("{new_media: {users: [Ana, '@bob', id:37998182]}}", ["user:@ana", "user:@bob", "user:37998182"]),
        ("{new_media: {locations: ['212988663', 007]}}", ["location:212988663", "location:007"]),
        ("{new_media: {tags: [a], users: [b], locations: [c]}}", ["user:@b", "tag:a", "location:c"]),
        ("follow_request", ["requests:self"]),
        ("{follow_request: {every: 5m}}", ["requests:self"]),
        ("{follow_request: }", ["requests:self"]),
    ],
)
def test_names_where_to_look(trigger: str, sources: list[str], ruleset: Callable[[str], RuleSet]) -> None:
    assert sorted(str(wish.source) for wish in ruleset(file(trigger)).wishes()) == sorted(sources)


@pytest.mark.parametrize(
    ("trigger", "message"),
    [
        ("new_media", "new_media needs to know where to look, such as new_media: {tags: [sunset]}"),
        ("new_photo", "trigger cannot be 'new_photo'; it is one of follow_request, new_comment, new_media"),
        ("{new_mdia: {tags: [a]}}", "unknown trigger 'new_mdia'; did you mean 'new_media'?"),
        (
            "{new_media: {tags: [a]}, follow_request: {}}",
            "a trigger is exactly one of new_media, follow_request and new_comment, not 2",
        ),
        ("{new_media: {every: 5m}}", "new_media needs at least one of users, tags, locations"),
        ("{new_media: [sunset]}", "new_media is a map such as {tags: [sunset], every: 10m}, not a list"),
        ("{new_media: {tags: []}}", "tags is an empty list"),
        ("{new_media: {tags: [golden hour]}}", "a tag is one word of letters, digits and '_', not 'golden hour'"),
        ("{new_media: {tags: ['#']}}", "a tag is one word"),
        ("{new_media: {users: [self]}}", "'users: self' is part of the language but not of this version"),
        ("{new_media: {locations: [Berlin Mitte]}}", "locations takes ids of places, such as '212988663'"),
        ("{new_media: {tags: [a], every: often}}", "every takes a duration"),
        ("{new_media: {tags: [a], area: {}}}", "'area' is part of the language"),
        ("{follow_request: {every: 5}}", "every takes a duration"),
        ("{follow_request: {users: [a]}}", "unknown key 'users' in follow_request"),
        ("{new_media: {tags: $tag}}", "there is no list 'tag'; did you mean 'tags'?"),
    ],
)
def test_refuses_a_trigger_that_could_never_wake(
    trigger: str, message: str, messages: Callable[[str], list[str]]
) -> None:
    said = messages("version: 1\n" + file(trigger))
    assert any(message in line for line in said), said


@pytest.mark.parametrize(
    ("trigger", "sources", "wakes"),
    [
        ("{new_media: {tags: [sunset, dawn]}}", ("tag:sunset",), True),
        ("{new_media: {tags: [sunset]}}", ("tag:sunsets",), False),
        ("{new_media: {tags: [sunset]}}", ("location:sunset",), False),
        ("{new_media: {users: [id:42]}}", ("user:42",), True),
        ("{new_media: {users: [ana]}}", ("user:@ana",), True),
        pytest.param("{new_media: {users: [Ana]}}", ("user:42",), True, id="looked up by id meanwhile"),
        pytest.param("{new_media: {users: [bob]}}", ("user:42",), False, id="somebody else's photos"),
        pytest.param("{new_media: {users: [ana]}}", ("tag:sunset",), False, id="ana, but not from her list"),
        ("follow_request", ("tag:sunset",), False),
    ],
)
def test_a_photo_wakes_the_rules_of_the_lists_that_brought_it(
    trigger: str,
    sources: tuple[str, ...],
    photo: Callable[..., NewMedia],
    ruleset: Callable[[str], RuleSet],
    *,
    wakes: bool,
) -> None:
    assert ruleset(file(trigger)).rules[0].trigger.wakes(photo(sources=sources)) is wakes


def test_a_request_wakes_only_rules_about_requests(
    request_of: Callable[..., FollowRequest], ruleset: Callable[[str], RuleSet]
) -> None:
    event = request_of(Person(id=UserId("5"), username="bob"))
    assert ruleset(file("follow_request")).rules[0].trigger.wakes(event)
    assert not ruleset(file("{new_media: {users: [bob]}}")).rules[0].trigger.wakes(event)
