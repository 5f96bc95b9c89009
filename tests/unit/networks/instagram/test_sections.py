"""How each operation is spelt on the wire, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from domain.errors import RefusedError
from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
from domain.media import Circle, Comment, ForeignPlace, Place, PlaceService, Tag
from domain.people import Incoming, Outgoing, Person, Profile, Relationship, RelationshipVerb
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server, SteppedClock

ADA_WIRE = {"id": "2", "username": "ada"}
ADA = Person(id=UserId("2"), username="ada")
PROFILE = Profile(person=ADA, bio=UNKNOWN, website=UNKNOWN, posts=UNKNOWN, followers=UNKNOWN, follows=UNKNOWN)
COMMENT_WIRE = {"id": "5", "text": "Hi", "created_time": "1777636800", "from": ADA_WIRE}
COMMENT = Comment(id=CommentId("5"), text="Hi", author=ADA, created_at=datetime(2026, 5, 1, 12, tzinfo=UTC))
MEDIA_WIRE = {"id": "9_2", "type": "image", "user": ADA_WIRE, "created_time": "1777636800"}
PHOTO = MediaId("9_2")
PIER_WIRE = {"id": "7", "name": "Pier", "latitude": 1, "longitude": 2}
PIER = Place(id=LocationId("7"), name="Pier", latitude=1.0, longitude=2.0)
HERE = Circle(latitude=1, longitude=-2.5, radius=300)
WHERE = {"lat": "1.00000000", "lng": "-2.50000000", "distance": "300"}
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One operation, the request it must make, and what it makes of an answer."""

    ask: Callable[[InstagramNetwork], Awaitable[object]]
    sent: str
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    data: object = None
    gives: object = None


EXAMPLES = (
    {
        "me": Example(ask=lambda n: n.me(), sent="GET users/self", data=ADA_WIRE, gives=PROFILE),
        "user": Example(ask=lambda n: n.user(UserId("2")), sent="GET users/2", data=ADA_WIRE, gives=PROFILE),
        "search_users": Example(
            ask=lambda n: n.search_users("ada l", count=3),
            sent="GET users/search",
            query={"q": "ada l", "count": "3"},
            data=[ADA_WIRE],
            gives=(ADA,),
        ),
        "tag": Example(
            ask=lambda n: n.tag("café"),
            sent="GET tags/caf%C3%A9",
            data={"name": "café", "media_count": 3},
            gives=Tag(name="café", media_count=3),
        ),
        "location": Example(
            ask=lambda n: n.location(LocationId("7")),
            sent="GET locations/7",
            data=PIER_WIRE,
            gives=PIER,
        ),
        "search_locations": Example(
            ask=lambda n: n.search_locations(HERE, count=2),
            sent="GET locations/search",
            query=WHERE | {"count": "2"},
            data=[PIER_WIRE, "?"],
            gives=(PIER,),
        ),
        "search_tags": Example(
            ask=lambda n: n.search_tags(" #sun", count=2),
            sent="GET tags/search",
            query={"q": "sun", "count": "2"},
            data=[{"name": "sunset", "media_count": 3}, {"media_count": 1}],
            gives=(Tag(name="sunset", media_count=3),),
        ),
        "comments": Example(
            ask=lambda n: n.comments(PHOTO), sent="GET media/9_2/comments", data=[COMMENT_WIRE], gives=(COMMENT,)
        ),
        "post_comment": Example(
            ask=lambda n: n.post_comment(PHOTO, "So & warm ☀ +1"),
            sent="POST media/9_2/comments",
            form={"text": "So & warm ☀ +1"},
        ),
        "delete_comment": Example(
            ask=lambda n: n.delete_comment(PHOTO, CommentId("5")), sent="DELETE media/9_2/comments/5"
        ),
        "likes": Example(ask=lambda n: n.likes(PHOTO), sent="GET media/9_2/likes", data=[ADA_WIRE], gives=(ADA,)),
        "like": Example(ask=lambda n: n.like(PHOTO), sent="POST media/9_2/likes"),
        "unlike": Example(ask=lambda n: n.unlike(PHOTO), sent="DELETE media/9_2/likes"),
        "requested_by": Example(
            ask=lambda n: n.requested_by(), sent="GET users/self/requested-by", data=[ADA_WIRE], gives=(ADA,)
        ),
        "relationship": Example(
            ask=lambda n: n.relationship(UserId("2")),
            sent="GET users/2/relationship",
            data={"outgoing_status": "none", "incoming_status": "requested_by", "target_user_is_private": True},
            gives=Relationship(outgoing=Outgoing.NONE, incoming=Incoming.REQUESTED_BY, private=True),
        ),
    }
    | {
        f"search_locations by {service}": Example(
            ask=lambda n, service=service: n.search_locations(ForeignPlace(service=service, id="88")),  # type: ignore[misc]  # the service of this turn
            sent="GET locations/search",
            query={name: "88"},
            data=[PIER_WIRE],
            gives=(PIER,),
        )
        for service, name in {
            PlaceService.FACEBOOK: "facebook_places_id",
            PlaceService.FOURSQUARE: "foursquare_v2_id",
            PlaceService.FOURSQUARE_V1: "foursquare_id",
        }.items()
    }
    | {
        f"change_relationship {verb}": Example(
            ask=lambda n, verb=verb: n.change_relationship(UserId("2"), verb),  # type: ignore[misc]  # the verb of this turn
            sent="POST users/2/relationship",
            form={"action": verb.value},
            data={"outgoing_status": "requested"},
            gives=Outgoing.REQUESTED,
        )
        for verb in RelationshipVerb
    }
)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
async def test_an_operation_is_spelt_as_the_api_has_it(
    network: InstagramNetwork, server: Server, example: Example
) -> None:
    server.gives(example.data)
    assert await example.ask(network) == example.gives
    (request,) = server.requests
    path = request.url.raw_path.decode().partition("?")[0].removeprefix("/v1/")
    form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
    assert f"{request.method} {path}" == example.sent
    assert dict(request.url.params) == example.query | {"access_token": server.token}
    assert form == example.form


async def test_one_photo_is_read(network: InstagramNetwork, server: Server) -> None:
    server.gives(MEDIA_WIRE)
    assert (await network.media(PHOTO)).id == PHOTO
    assert server.requests[0].url.path == "/v1/media/9_2"


async def test_a_photo_is_found_by_its_code(network: InstagramNetwork, server: Server) -> None:
    server.gives(MEDIA_WIRE)
    assert (await network.media_by_shortcode("Bcizg1_B-u")).id == PHOTO
    assert server.requests[0].url.path == "/v1/media/shortcode/Bcizg1_B-u"


async def test_what_is_popular(network: InstagramNetwork, server: Server) -> None:
    server.gives([MEDIA_WIRE, {}])
    assert [media.id for media in await network.popular(count=5)] == [PHOTO]
    assert server.requests[0].url.path == "/v1/media/popular"
    assert dict(server.requests[0].url.params) == {"count": "5", "access_token": server.token}


async def test_photos_are_searched_by_place_and_time(network: InstagramNetwork, server: Server) -> None:
    server.gives([MEDIA_WIRE | {"distance": 12.5}])
    found = await network.search_media(HERE, earliest=NOON - timedelta(days=7), latest=NOON, count=3)
    assert [media.id for media in found] == [PHOTO]
    assert server.requests[0].url.path == "/v1/media/search"
    span = {"min_timestamp": "1777032000", "max_timestamp": "1777636800", "count": "3"}
    assert dict(server.requests[0].url.params) == WHERE | span | {"access_token": server.token}


async def test_without_an_end_a_span_lasts_until_now(
    network: InstagramNetwork, server: Server, clock: SteppedClock
) -> None:
    server.gives([])
    await network.search_media(HERE, earliest=clock() - timedelta(days=7))
    with pytest.raises(RefusedError, match="at most 7 days"):
        await network.search_media(HERE, earliest=clock() - timedelta(days=7, seconds=1))
    assert len(server.requests) == 1


@pytest.mark.parametrize("query", ["", "  ", "#", " # "])
async def test_a_search_for_no_tag_is_not_sent(network: InstagramNetwork, server: Server, query: str) -> None:
    with pytest.raises(RefusedError, match="say a tag"):
        await network.search_tags(query)
    assert server.requests == []


async def test_a_search_for_no_place_is_not_sent(network: InstagramNetwork, server: Server) -> None:
    with pytest.raises(RefusedError, match="say the id"):
        await network.search_locations(ForeignPlace(service=PlaceService.FACEBOOK, id=" "))
    assert server.requests == []


@pytest.mark.parametrize("query", ["", "  "])
async def test_a_search_for_nothing_is_not_sent(network: InstagramNetwork, server: Server, query: str) -> None:
    with pytest.raises(RefusedError, match="say a name"):
        await network.search_users(query)
    assert server.requests == []


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda n: n.search_users("ada", count=0), id="search_users"),
        pytest.param(lambda n: n.search_tags("sun", count=0), id="search_tags"),
        pytest.param(lambda n: n.search_locations(HERE, count=0), id="search_locations"),
        pytest.param(lambda n: n.search_media(HERE, count=0), id="search_media"),
        pytest.param(lambda n: n.popular(count=0), id="popular"),
        pytest.param(lambda n: n.follows(UserId("2"), count=0), id="follows"),
        pytest.param(lambda n: n.followed_by(UserId("2"), count=0), id="followed_by"),
        pytest.param(lambda n: n.feed(count=0), id="feed"),
        pytest.param(lambda n: n.liked(count=0), id="liked"),
        pytest.param(lambda n: n.geography_media(GeographyId("4"), count=0), id="geography_media"),
        pytest.param(lambda n: n.user_media(UserId("2"), count=0), id="user_media"),
        pytest.param(lambda n: n.tag_media("sunset", count=0), id="tag_media"),
        pytest.param(lambda n: n.location_media(LocationId("7"), count=-1), id="location_media"),
    ],
)
async def test_a_count_of_nothing_is_not_sent(
    network: InstagramNetwork, server: Server, ask: Callable[[InstagramNetwork], Awaitable[object]]
) -> None:
    with pytest.raises(RefusedError, match="the count must be 1 or more"):
        await ask(network)
    assert server.requests == []
