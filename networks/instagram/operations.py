"""The 27 operations of the API as its own reference groups and names them, and the method that makes each call."""

from __future__ import annotations

from domain.plans import LimitClass
from networks.instagram.calls import BY_CURSOR, BY_LIKE_ID, BY_MEDIA_ID, BY_TAG_ID
from networks.instagram.operation import Operation
from networks.instagram.scopes import Scope

_COMMENTS = (
    Operation(
        section="Comments",
        name="Get a list of recent comments on a media object",
        path="/media/{media-id}/comments",
        called="comments",
        others=True,
    ),
    Operation(
        section="Comments",
        name="Create a comment on a media object",
        method="POST",
        path="/media/{media-id}/comments",
        called="post_comment",
        scope=Scope.COMMENTS,
        others=True,
        writes=LimitClass.COMMENT,
    ),
    Operation(
        section="Comments",
        name="Remove a comment",
        method="DELETE",
        path="/media/{media-id}/comments/{comment-id}",
        called="delete_comment",
        scope=Scope.COMMENTS,
        others=True,
        writes=LimitClass.COMMENT,
    ),
)
_GEOGRAPHIES = (
    Operation(
        section="Geographies",
        name="Get recent media from a custom geo-id",
        path="/geographies/{geo-id}/media/recent",
        called="geography_media",
        paging=BY_MEDIA_ID,
    ),
)
_LIKES = (
    Operation(
        section="Likes",
        name="Get a list of users who have liked this media",
        path="/media/{media-id}/likes",
        called="likes",
        others=True,
    ),
    Operation(
        section="Likes",
        name="Set a like on this media by the current user",
        method="POST",
        path="/media/{media-id}/likes",
        called="like",
        scope=Scope.LIKES,
        others=True,
        writes=LimitClass.LIKE,
    ),
    Operation(
        section="Likes",
        name="Remove a like on this media by the current user",
        method="DELETE",
        path="/media/{media-id}/likes",
        called="unlike",
        scope=Scope.LIKES,
        others=True,
        writes=LimitClass.LIKE,
    ),
)
_LOCATIONS = (
    Operation(
        section="Locations",
        name="Search for a location by geographic coordinate",
        path="/locations/search",
        called="search_locations",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Locations",
        name="Get information about a location",
        path="/locations/{location-id}",
        called="location",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Locations",
        name="Get a list of recent media objects from a given location",
        path="/locations/{location-id}/media/recent",
        called="location_media",
        scope=Scope.PUBLIC_CONTENT,
        paging=BY_MEDIA_ID,
    ),
)
_MEDIA = (
    Operation(
        section="Media",
        name="Get a list of currently popular media",
        path="/media/popular",
        called="popular",
    ),
    Operation(
        section="Media",
        name="Search for media in a given area",
        path="/media/search",
        called="search_media",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Media",
        name="Get information about a media object by its shortcode",
        path="/media/shortcode/{shortcode}",
        called="media_by_shortcode",
        others=True,
    ),
    Operation(
        section="Media",
        name="Get information about a media object",
        path="/media/{media-id}",
        called="media",
        others=True,
    ),
)
_RELATIONSHIPS = (
    Operation(
        section="Relationships",
        name="List the users who have requested this user's permission to follow",
        path="/users/self/requested-by",
        called="requested_by",
        scope=Scope.FOLLOWER_LIST,
    ),
    Operation(
        section="Relationships",
        name="Get the list of users this user is followed by",
        path="/users/{user-id}/followed-by",
        called="followed_by",
        scope=Scope.FOLLOWER_LIST,
        paging=BY_CURSOR,
    ),
    Operation(
        section="Relationships",
        name="Get the list of users this user follows",
        path="/users/{user-id}/follows",
        called="follows",
        scope=Scope.FOLLOWER_LIST,
        paging=BY_CURSOR,
    ),
    Operation(
        section="Relationships",
        name="Get information about a relationship to another user",
        path="/users/{user-id}/relationship",
        called="relationship",
        scope=Scope.FOLLOWER_LIST,
    ),
    Operation(
        section="Relationships",
        name="Modify the relationship between the current user and the target user",
        method="POST",
        path="/users/{user-id}/relationship",
        called="change_relationship",
        scope=Scope.RELATIONSHIPS,
        writes=LimitClass.RELATIONSHIP,
    ),
)
_TAGS = (
    Operation(
        section="Tags",
        name="Search for tags by name",
        path="/tags/search",
        called="search_tags",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Tags",
        name="Get information about a tag object",
        path="/tags/{tag-name}",
        called="tag",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Tags",
        name="Get a list of recently tagged media",
        path="/tags/{tag-name}/media/recent",
        called="tag_media",
        scope=Scope.PUBLIC_CONTENT,
        paging=BY_TAG_ID,
    ),
)
_USERS = (
    Operation(
        section="Users",
        name="Search for a user by name",
        path="/users/search",
        called="search_users",
        scope=Scope.PUBLIC_CONTENT,
    ),
    Operation(
        section="Users",
        name="See the authenticated user's feed",
        path="/users/self/feed",
        called="feed",
        paging=BY_MEDIA_ID,
    ),
    Operation(
        section="Users",
        name="See the list of media liked by the authenticated user",
        path="/users/self/media/liked",
        called="liked",
        paging=BY_LIKE_ID,
    ),
    Operation(
        section="Users",
        name="Get basic information about a user",
        path="/users/{user-id}",
        called="user",
        others=True,
    ),
    Operation(
        section="Users",
        name="Get the most recent media published by a user",
        path="/users/{user-id}/media/recent",
        called="user_media",
        others=True,
        paging=BY_MEDIA_ID,
    ),
)

OPERATIONS = _COMMENTS + _GEOGRAPHIES + _LIKES + _LOCATIONS + _MEDIA + _RELATIONSHIPS + _TAGS + _USERS
"""Section by section, in the order of the reference."""


def find(method: str, path: str) -> Operation | None:
    """The operation at a path below `/v1`: `tags/search` is the search, not a tag of that name."""
    fitting = [one for one in OPERATIONS if one.method == method and one.fits(path)]
    return min(fitting, key=lambda one: one.path.count("{"), default=None)
