"""Every operation once, about what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import CommentId, GeographyId, LocationId, MediaId, UserId
from domain.media import Circle
from domain.people import RelationshipVerb

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from networks.instagram.network import InstagramNetwork

    Ask = Callable[[InstagramNetwork], Awaitable[object]]

OTHER = UserId("1")
NOWHERE = MediaId("1_2")
HERE = Circle(latitude=38.7, longitude=-9.1)

READS: dict[str, Ask] = {
    "me": lambda n: n.me(),
    "user": lambda n: n.user(OTHER),
    "search_users": lambda n: n.search_users("ana"),
    "user_media": lambda n: n.user_media(OTHER),
    "feed": lambda n: n.feed(),
    "liked": lambda n: n.liked(),
    "search_tags": lambda n: n.search_tags("sun"),
    "tag": lambda n: n.tag("sunset"),
    "tag_media": lambda n: n.tag_media("sunset"),
    "location": lambda n: n.location(LocationId("1")),
    "location_media": lambda n: n.location_media(LocationId("1")),
    "search_locations": lambda n: n.search_locations(HERE),
    "geography_media": lambda n: n.geography_media(GeographyId("1")),
    "media": lambda n: n.media(NOWHERE),
    "media_by_shortcode": lambda n: n.media_by_shortcode("D"),
    "search_media": lambda n: n.search_media(HERE),
    "popular": lambda n: n.popular(),
    "comments": lambda n: n.comments(NOWHERE),
    "likes": lambda n: n.likes(NOWHERE),
    "requested_by": lambda n: n.requested_by(),
    "follows": lambda n: n.follows(OTHER),
    "followed_by": lambda n: n.followed_by(OTHER),
    "relationship": lambda n: n.relationship(OTHER),
}
WRITES: dict[str, Ask] = {
    "post_comment": lambda n: n.post_comment(NOWHERE, "hello"),
    "delete_comment": lambda n: n.delete_comment(NOWHERE, CommentId("1")),
    "like": lambda n: n.like(NOWHERE),
    "unlike": lambda n: n.unlike(NOWHERE),
    "change_relationship": lambda n: n.change_relationship(OTHER, RelationshipVerb.APPROVE),
}
OPERATIONS = READS | WRITES
