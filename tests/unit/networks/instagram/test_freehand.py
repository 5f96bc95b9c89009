from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from domain.errors import RefusedError, UncertainError
from domain.people import RelationshipVerb
from networks.instagram.operations import find

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server

NOW = 1777636800
WEEK = 7 * 86400


async def ask(network: InstagramNetwork, wish: str, **parameters: str) -> object:
    method, _, path = wish.partition(" ")
    operation = find(method, path)
    assert operation is not None
    return await network.ask(operation, path, parameters)


async def test_an_answer_is_handed_on_as_it_is(network: InstagramNetwork, server: Server) -> None:
    data = [{"id": "1", "new": {"in": ["2031"]}}]
    server.gives(data, pagination={"next_max_tag_id": "7"})
    operation = find("GET", "tags/café/media/recent")
    assert operation is not None
    answer = await network.ask(operation, "/tags/café/media/recent/", {"count": "5", "min_tag_id": "3"})
    assert (answer.data, answer.pagination) == (data, {"next_max_tag_id": "7"})
    assert server.requests[0].url.raw_path.startswith(b"/v1/tags/caf%C3%A9/media/recent?")
    assert dict(server.requests[0].url.params) == {"count": "5", "min_tag_id": "3", "access_token": server.token}


async def test_a_post_carries_a_form(network: InstagramNetwork, server: Server) -> None:
    server.gives(None)
    await ask(network, "POST media/1/comments", text="So & warm")
    assert dict(server.requests[0].url.params) == {"access_token": server.token}
    assert parse_qs(server.requests[0].content.decode()) == {"text": ["So & warm"]}


async def test_a_removal_has_no_form(network: InstagramNetwork, server: Server) -> None:
    server.gives(None)
    await ask(network, "DELETE media/1/likes")
    assert (server.requests[0].method, server.requests[0].content) == ("DELETE", b"")


async def test_a_write_counts_in_its_class_and_may_be_in_doubt(network: InstagramNetwork, server: Server) -> None:
    server.sends(b"<html>", status=502)
    with pytest.raises(UncertainError, match="The request to set a like on this media by the current user was sent"):
        await ask(network, "POST media/1/likes")


@pytest.mark.parametrize(
    ("wish", "parameters"),
    [
        ("GET media/search", {"lat": "1", "lng": "-2.5", "distance": "5000"}),
        ("GET media/search", {"lat": "1", "lng": "2", "min_timestamp": str(NOW - WEEK)}),
        ("GET media/search", {"lat": "1", "lng": "2", "max_timestamp": "99999999999"}),
        ("GET locations/search", {"facebook_places_id": "8"}),
        ("GET locations/search", {"foursquare_id": "8", "lat": ""}),
        ("GET tags/search", {"q": "sun"}),
        ("GET users/search", {"q": "@ada"}),
        ("GET tags/sun/media/recent", {"min_tag_id": "1387272337517"}),
        ("GET users/self/feed", {"min_id": "3_4"}),
        ("GET users/self/media/liked", {"min_id": "whatever nobody reads"}),
        ("GET users/2/media/recent", {"min_timestamp": "1", "max_timestamp": str(NOW), "count": "1"}),
        *(("POST users/2/relationship", {"action": verb.value}) for verb in RelationshipVerb),
    ],
)
async def test_what_the_rules_allow_is_sent(
    network: InstagramNetwork, server: Server, wish: str, parameters: dict[str, str]
) -> None:
    server.gives([])
    await ask(network, wish, **parameters)
    sent = {name: values[0] for name, values in parse_qs(server.requests[0].content.decode()).items()}
    assert dict(server.requests[0].url.params) | sent == parameters | {"access_token": server.token}


@pytest.mark.parametrize(
    ("wish", "parameters", "words"),
    [
        ("GET tags/a/media/recent", {"count": "0"}, "the count must be 1 or more"),
        ("GET tags/a/media/recent", {"count": "many"}, "count is a whole number"),
        ("GET tags/a/media/recent", {"count": "-1"}, "count is a whole number"),
        ("GET tags/a/media/recent", {"min_tag_id": "new"}, "min_tag_id is an id that this list gave, not 'new'"),
        ("GET users/self/feed", {"min_id": "1_"}, "min_id is an id that this list gave, not '1_'"),
        ("GET users/2/media/recent", {"min_timestamp": "noon"}, "min_timestamp is a whole number"),
        ("GET locations/2/media/recent", {"min_timestamp": "2", "max_timestamp": "1"}, "ends before it begins"),
        ("GET media/search", {}, "say lat and lng, both."),
        ("GET media/search", {"facebook_places_id": "8"}, "say lat and lng, both."),
        ("GET media/search", {"lat": "1", "lng": ""}, "say lat and lng, both."),
        (
            "GET locations/search",
            {"lng": "1"},
            "say lat and lng, both, or one of facebook_places_id, foursquare_v2_id",
        ),
        ("GET locations/search", {"distance": "10", "foursquare_id": ""}, "say lat and lng, both"),
        ("GET tags/search", {}, "Could not search for tags by name: say q, what to search for"),
        ("GET tags/search", {"q": " #"}, "say q, what to search for"),
        ("GET users/search", {"q": "@", "count": "3"}, "say q, what to search for"),
        ("GET media/search", {"lat": "north", "lng": "1"}, "lat is a number from -90 to 90"),
        ("GET media/search", {"lat": "91", "lng": "1"}, "lat is a number from -90 to 90"),
        ("GET media/search", {"lat": "1", "lng": "1", "distance": "5001"}, "1 to 5000 metres"),
        ("GET media/search", {"lat": "1", "lng": "1", "distance": "near"}, "distance is a whole number"),
        ("GET media/search", {"lat": "1", "lng": "1", "min_timestamp": str(NOW - WEEK - 1)}, "at most 7 days"),
        ("GET media/search", {"lat": "1", "lng": "1", "min_timestamp": "noon"}, "min_timestamp is a whole number"),
        ("POST media/1/comments", {}, "at least one visible character"),
        ("POST media/1/comments", {"text": "#a #b #c #d #e"}, "at most 4 hashtags"),
        ("POST users/2/relationship", {}, "action is one of follow, unfollow, block, unblock, approve, ignore"),
        ("POST users/2/relationship", {"action": "admire"}, "action is one of follow"),
        ("GET users/..", {}, "is no name or id on this network"),
    ],
)
async def test_what_the_rules_forbid_is_not_sent(
    network: InstagramNetwork, server: Server, wish: str, parameters: dict[str, str], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        await ask(network, wish, **parameters)
    assert server.requests == []
