"""Lists in pages, the same for every section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.ids import GeographyId, LocationId, UserId
from domain.media import Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
