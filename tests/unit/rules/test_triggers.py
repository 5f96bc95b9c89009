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
        ("new_comment", ["comments:self"]),
        ("{new_comment: {every: 5m}}", ["comments:self"]),
        ("{new_media: {users: [self]}}", ["user:self"]),
        ("{new_media: {feed: true, liked: true, popular: true}}", ["feed:self", "liked:self", "popular:all"]),
        ("{new_media: {geographies: ['4711', id:12]}}", ["geography:4711", "geography:12"]),
        ("{new_media: {area: {near: [52.52, 13.405], within: 5km}}}", ["area:52.52,13.405,5000"]),
        (
            "{new_media: {area: [{near: [-33.8567844, 2], within: 250m}, {near: [-0.0000001, -0.1], within: 0.1m}]}}",
            ["area:-33.856784,2,250", "area:0,-0.1,1"],
        ),
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
        ("{new_media: {locations: [Berlin Mitte]}}", "locations takes ids, such as '212988663', not 'Berlin Mitte'"),
        ("{new_media: {geographies: ['']}}", "geographies takes ids, such as '212988663', not ''"),
        ("{new_media: {tags: [a], every: often}}", "every takes a duration"),
        ("{new_media: {tags: [a], area: {}}}", "an area needs the key 'near'"),
        ("{new_media: {area: []}}", "area is an empty list"),
        ("{new_media: {area: Berlin}}", "an area is a map of keys and values, not one value"),
        ("{new_media: {area: {near: [52.5], within: 1km}}}", "near takes a list of two, such as [52.52, 13.405]"),
        ("{new_media: {area: {near: [91, 0], within: 1km}}}", "near takes [latitude, longitude] in degrees"),
        ("{new_media: {area: {near: [52.5, 13], within: 1}}}", "within takes a distance such as 30km or 500m"),
        (
            "{new_media: {area: {near: [52.5, 13], within: 5001m}}}",
            "within may be up to 5km: networks look no farthe",
        ),
        ("{new_media: {feed: false}}", "feed: false looks nowhere; leave it out"),
        ("{new_media: {feed: 1}}", "feed takes true or false, not '1'"),
        ("{new_comment: {evry: 5m}}", "unknown key 'evry' in new_comment; did you mean 'every'?"),
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
