from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
from domain.media import Circle
from domain.people import RelationshipVerb
from networks.instagram.network import InstagramNetwork
from networks.instagram.operations import OPERATIONS, find
from networks.instagram.scopes import Scope
from networks.port import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from networks.instagram.operation import Operation
    from tests.unit.networks.conftest import Server, SteppedClock

STANDS_FOR = {
    "{media-id}": "9_2",
    "{comment-id}": "5",
    "{geo-id}": "4",
    "{location-id}": "7",
    "{shortcode}": "D",
    "{tag-name}": "sunset",
    "{user-id}": "2",
}
PHOTO, ADA, HERE = MediaId("9_2"), UserId("2"), Circle(latitude=1, longitude=2)
ARGUMENTS: Mapping[str, tuple[object, ...]] = {
    "comments": (PHOTO,),
    "post_comment": (PHOTO, "Lovely"),
    "delete_comment": (PHOTO, CommentId("5")),
    "geography_media": (GeographyId("4"),),
    "likes": (PHOTO,),
    "like": (PHOTO,),
    "unlike": (PHOTO,),
    "search_locations": (HERE,),
    "location": (LocationId("7"),),
    "location_media": (LocationId("7"),),
    "popular": (),
    "search_media": (HERE,),
    "media_by_shortcode": ("D",),
    "media": (PHOTO,),
    "requested_by": (),
    "followed_by": (ADA,),
    "follows": (ADA,),
    "relationship": (ADA,),
    "change_relationship": (ADA, RelationshipVerb.FOLLOW),
    "search_tags": ("sun",),
    "tag": ("sunset",),
    "tag_media": ("sunset",),
    "search_users": ("ada",),
    "feed": (),
    "liked": (),
    "user": (ADA,),
    "user_media": (ADA,),
}
ANYTHING = {
    "id": "9_2",
    "username": "ada",
    "name": "x",
    "type": "image",
    "created_time": "1",
    "outgoing_status": "none",
}
"""Readable as whatever one thing is asked for."""


def filled(operation: Operation) -> str:
    return "/".join(STANDS_FOR.get(segment, segment) for segment in operation.path.split("/"))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.called)
async def test_every_operation_has_a_method_that_makes_its_call(
    network: InstagramNetwork, server: Server, clock: SteppedClock, operation: Operation
) -> None:
    thing = ANYTHING | {"user": {"id": "2", "username": "ada"}}
    listed = operation.paging or operation.called in {
        *("comments", "likes", "search_locations", "popular", "search_media", "requested_by"),
        *("search_tags", "search_users"),
    }
    server.gives([thing] if listed else thing)
    await getattr(network, operation.called)(*ARGUMENTS[operation.called])
    (request,) = server.requests
    assert (request.method, request.url.path) == (operation.method, f"/v1{filled(operation)}")
    assert find(request.method, filled(operation)) is operation
    taken = network._funnel.budget.view(clock())
    assert taken.remaining == 4999
    if operation.writes is not None:
        windows = network._funnel.budget._writes
        assert {kind: window.remaining(clock()) for kind, window in windows.items() if kind == operation.writes} == {
            operation.writes: 59
        }


def test_there_are_27_each_once() -> None:
    assert len(OPERATIONS) == 27
    assert {operation.called for operation in OPERATIONS} == set(ARGUMENTS)
    assert len({(operation.method, operation.path) for operation in OPERATIONS}) == 27
    assert len({operation.name for operation in OPERATIONS}) == 27


def test_they_are_grouped_as_in_the_reference() -> None:
    assert Counter(operation.section for operation in OPERATIONS) == {
        "Comments": 3,
        "Geographies": 1,
        "Likes": 3,
        "Locations": 3,
        "Media": 4,
        "Relationships": 5,
        "Tags": 3,
        "Users": 5,
    }
    assert [operation.section for operation in OPERATIONS] == sorted(operation.section for operation in OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.called)
def test_every_operation_is_in_the_port(operation: Operation) -> None:
    assert callable(getattr(Network, operation.called))
    assert callable(getattr(InstagramNetwork, operation.called))


@pytest.mark.parametrize(
    ("scope", "called"),
    [
        (Scope.COMMENTS, {"post_comment", "delete_comment"}),
        (Scope.LIKES, {"like", "unlike"}),
        (Scope.RELATIONSHIPS, {"change_relationship"}),
        (Scope.FOLLOWER_LIST, {"follows", "followed_by", "requested_by", "relationship"}),
        (
            Scope.PUBLIC_CONTENT,
            {
                *("search_media", "search_tags", "tag", "tag_media"),
                *("search_locations", "location", "location_media", "search_users"),
            },
        ),
    ],
)
def test_a_scope_opens_its_operations(scope: Scope, called: set[str]) -> None:
    assert {operation.called for operation in OPERATIONS if operation.scope is scope} == called


def test_what_is_others_takes_a_second_scope() -> None:
    assert {operation.called for operation in OPERATIONS if operation.others} == {
        *("comments", "post_comment", "delete_comment", "likes", "like", "unlike"),
        *("media", "media_by_shortcode", "user", "user_media"),
    }


@pytest.mark.parametrize(
    ("method", "path", "called"),
    [
        pytest.param("GET", "tags/search", "search_tags", id="a search is no tag"),
        pytest.param("GET", "/tags/searches/", "tag", id="slashes around"),
        pytest.param("GET", "users/self", "user", id="oneself"),
        pytest.param("GET", "users/self/feed", "feed", id="the feed"),
        pytest.param("GET", "media/popular", "popular", id="popular is no id"),
        pytest.param("GET", "media/shortcode/D", "media_by_shortcode", id="a code"),
        pytest.param("DELETE", "media/1/comments/5", "delete_comment", id="a comment"),
    ],
)
def test_a_path_finds_its_operation(method: str, path: str, called: str) -> None:
    operation = find(method, path)
    assert operation is not None
    assert operation.called == called


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "", id="nothing"),
        pytest.param("GET", "tags", id="too short"),
        pytest.param("GET", "tags/a/media/recent/x", id="too long"),
        pytest.param("GET", "tags//media/recent", id="a hole"),
        pytest.param("POST", "tags/search", id="another method"),
        pytest.param("GET", "media/1/comments/5", id="a comment cannot be read alone"),
        pytest.param("get", "tags/search", id="small letters"),
    ],
)
def test_what_is_no_operation_is_not_found(method: str, path: str) -> None:
    assert find(method, path) is None
