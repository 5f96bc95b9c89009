"""Lists in pages, the same for every section."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import GeographyId, LocationId, MediaId, UserId
from domain.media import Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.media import Media
    from networks.instagram.network import InstagramNetwork
    from tests.unit.networks.conftest import Server

ADA_WIRE = {"id": "2", "username": "ada"}
MEDIA_WIRE = {"id": "9_2", "type": "image", "user": ADA_WIRE, "created_time": "1777636800"}

PAGES: dict[str, tuple[Callable[..., Awaitable[Page[object]]], str, str, str]] = {
    "feed": (lambda n, **page: n.feed(**page), "users/self/feed", "next_max_id", "max_id"),
    "liked": (lambda n, **page: n.liked(**page), "users/self/media/liked", "next_max_like_id", "max_like_id"),
    "geography_media": (
        lambda n, **page: n.geography_media(GeographyId("4"), **page),
        "geographies/4/media/recent",
        "next_max_id",
        "max_id",
    ),
    "follows": (lambda n, **page: n.follows(UserId("2"), **page), "users/2/follows", "next_cursor", "cursor"),
    "followed_by": (
        lambda n, **page: n.followed_by(UserId("2"), **page),
        "users/2/followed-by",
        "next_cursor",
        "cursor",
    ),
    "user_media": (
        lambda n, **page: n.user_media(UserId("2"), **page),
        "users/2/media/recent",
        "next_max_id",
        "max_id",
    ),
    "location_media": (
        lambda n, **page: n.location_media(LocationId("7"), **page),
        "locations/7/media/recent",
        "next_max_id",
        "max_id",
    ),
    "tag_media": (
        lambda n, **page: n.tag_media("sunset", **page),
        "tags/sunset/media/recent",
        "next_max_tag_id",
        "max_tag_id",
    ),
}


@pytest.mark.parametrize(("ask", "path", "told_as", "asked_as"), PAGES.values(), ids=PAGES)
async def test_a_list_is_paged(
    network: InstagramNetwork,
    server: Server,
    ask: Callable[..., Awaitable[Page[object]]],
    path: str,
    told_as: str,
    asked_as: str,
) -> None:
    url = "https://api.example.test/v1/elsewhere?access_token=x"
    server.gives([MEDIA_WIRE | {"username": "ada"}], pagination={told_as: "8_2", "next_url": url})
    first = await ask(network, count=1)
    server.gives([], pagination={})
    last = await ask(network, cursor=first.older)
    assert (len(first.items), first.older) == (1, "8_2")
    assert last == Page(items=(), older=None)
    one, two = (request.url for request in server.requests)
    assert one.path == two.path == f"/v1/{path}"
    assert dict(one.params) == {"count": "1", "access_token": server.token}
    assert dict(two.params) == {asked_as: "8_2", "access_token": server.token}


@pytest.mark.parametrize("more", [{}, {"pagination": None}, {"pagination": []}])
async def test_a_list_without_pagination_is_at_its_end(
    network: InstagramNetwork, server: Server, more: dict[str, object]
) -> None:
    server.says({"meta": {"code": 200}, "data": [MEDIA_WIRE], **more})
    assert (await network.tag_media("sunset")).older is None


NEWER: dict[str, tuple[Callable[[InstagramNetwork, str], Awaitable[Page[Media]]], str]] = {
    "feed": (lambda n, known: n.feed(newer_than=MediaId(known)), "min_id"),
    "geography_media": (lambda n, known: n.geography_media(GeographyId("4"), newer_than=MediaId(known)), "min_id"),
    "user_media": (lambda n, known: n.user_media(UserId("2"), newer_than=MediaId(known)), "min_id"),
    "location_media": (lambda n, known: n.location_media(LocationId("7"), newer_than=MediaId(known)), "min_id"),
    "tag_media": (lambda n, known: n.tag_media("sunset", newer_than=known), "min_tag_id"),
}


@pytest.mark.parametrize(("ask", "asked_as"), NEWER.values(), ids=NEWER)
async def test_a_list_is_asked_for_what_is_newer(
    network: InstagramNetwork,
    server: Server,
    ask: Callable[[InstagramNetwork, str], Awaitable[Page[Media]]],
    asked_as: str,
) -> None:
    server.gives([MEDIA_WIRE], pagination={"min_tag_id": "9_2"})
    assert (await ask(network, "8_2")).newer == "9_2"
    assert dict(server.requests[0].url.params) == {asked_as: "8_2", "access_token": server.token}
    with pytest.raises(RefusedError, match=f"{asked_as} is an id that this list gave, not 'new'"):
        await ask(network, "new")
    assert len(server.requests) == 1


NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 5, 20, 12, tzinfo=UTC)
TIMED: dict[str, Callable[..., Awaitable[Page[Media]]]] = {
    "user_media": lambda n, **span: n.user_media(UserId("2"), **span),
    "location_media": lambda n, **span: n.location_media(LocationId("7"), **span),
}


@pytest.mark.parametrize("ask", TIMED.values(), ids=TIMED)
async def test_a_list_is_asked_for_a_span_of_time(
    network: InstagramNetwork, server: Server, ask: Callable[..., Awaitable[Page[Media]]]
) -> None:
    server.gives([])
    await ask(network, earliest=NOON, latest=LATER)
    span = {"min_timestamp": "1777636800", "max_timestamp": "1779278400"}
    assert dict(server.requests[0].url.params) == span | {"access_token": server.token}
    with pytest.raises(RefusedError, match="the span ends before it begins"):
        await ask(network, earliest=LATER, latest=NOON)
    assert len(server.requests) == 1
