"""The 27 operations, grouped and named as the API's own reference has them."""

from __future__ import annotations

from sandbox.instagram.reference.entries import Operation, Parameter

GROUPS = {
    "users": "People: their profiles, what they post, and what the owner of the token sees and likes.",
    "relationships": "How the owner of the token and others stand to each other.",
    "media": "Photos and videos, one by one, by place, or by how much they are liked.",
    "comments": "What is said under a photo.",
    "likes": "Who likes a photo.",
    "tags": "Tags, and what is posted under them.",
    "locations": "Places, and what is posted from them.",
    "geographies": "Circles on the map that subscriptions made.",
}

_COUNT = Parameter(name="count", kind="integer", text="How many at most. Large numbers are cut silently.")
_MAX_ID = Parameter(name="max_id", text="Only what is older than this id.")
_MIN_ID = Parameter(name="min_id", text="Only what is newer than this id.")
_TIMES = (
    Parameter(name="min_timestamp", kind="integer", text="Only what is newer than this time, in seconds."),
    Parameter(name="max_timestamp", kind="integer", text="Only what is older than this time, in seconds."),
)
_BY_ID = (_COUNT, _MAX_ID, _MIN_ID)
_POINT = (
    Parameter(name="lat", kind="number", text="Latitude of the point, in degrees. Needs lng."),
    Parameter(name="lng", kind="number", text="Longitude of the point, in degrees. Needs lat."),
)
_QUERY = Parameter(name="q", required=True, text="What to look for.")
_CURSOR = Parameter(name="cursor", text="The next_cursor of the page before.")
_SELF = "`self` stands for the owner of the token."

OPERATIONS = (
    Operation(
        name="GET /v1/users/{id}",
        group="users",
        title="Get basic information about a user",
        text=_SELF,
        data="Profile",
    ),
    Operation(
        name="GET /v1/users/self/feed",
        group="users",
        title="See the authenticated user's feed",
        data="[Media]",
        paging="ById",
        parameters=_BY_ID,
    ),
    Operation(
        name="GET /v1/users/{id}/media/recent",
        group="users",
        title="Get the most recent media published by a user",
        text=f"{_SELF} What private people post is for their followers.",
        data="[Media]",
        paging="ById",
        parameters=(*_BY_ID, *_TIMES),
    ),
    Operation(
        name="GET /v1/users/self/media/liked",
        group="users",
        title="See the list of media liked by the authenticated user",
        text="In order of liking.",
        data="[Media]",
        paging="ByLike",
        parameters=(_COUNT, Parameter(name="max_like_id", text="Only what was liked before this like.")),
    ),
    Operation(
        name="GET /v1/users/search",
        group="users",
        title="Search for a user by name",
        data="[Person]",
        parameters=(_QUERY, _COUNT),
    ),
    Operation(
        name="GET /v1/users/{id}/follows",
        group="relationships",
        title="Get the list of users this user follows",
        text=_SELF,
        data="[Person]",
        paging="ByCursor",
        parameters=(_COUNT, _CURSOR),
        own_only=True,
    ),
    Operation(
        name="GET /v1/users/{id}/followed-by",
        group="relationships",
        title="Get the list of users this user is followed by",
        text=_SELF,
        data="[Person]",
        paging="ByCursor",
        parameters=(_COUNT, _CURSOR),
        own_only=True,
    ),
    Operation(
        name="GET /v1/users/self/requested-by",
        group="relationships",
        title="List the users who have requested this user's permission to follow",
        data="[Person]",
        paging="None",
    ),
    Operation(
        name="GET /v1/users/{id}/relationship",
        group="relationships",
        title="Get information about a relationship to another user",
        data="Relationship",
    ),
    Operation(
        name="POST /v1/users/{id}/relationship",
        group="relationships",
        title="Modify the relationship between the current user and the target user",
        text="To follow private people is to ask them.",
        data="RelationshipChange",
        parameters=(
            Parameter(
                name="action",
                required=True,
                text="What to do.",
                values=("follow", "unfollow", "block", "unblock", "approve", "ignore"),
            ),
        ),
    ),
    Operation(name="GET /v1/media/{id}", group="media", title="Get information about a media object", data="Media"),
    Operation(
        name="GET /v1/media/shortcode/{code}",
        group="media",
        title="Get information about a media object by its shortcode",
        text="The shortcode is what follows `/p/` in the address of a photo. No `.json` may follow here.",
        data="Media",
    ),
    Operation(
        name="GET /v1/media/search",
        group="media",
        title="Search for media in a given area",
        text="The last 5 days, if no times are given; 7 days at most.",
        data="[MediaNearby]",
        parameters=(
            *_POINT,
            Parameter(
                name="distance", kind="number", text="How far around, in metres: 1000 unless told, at most 5000."
            ),
            *_TIMES,
            _COUNT,
        ),
    ),
    Operation(
        name="GET /v1/media/popular",
        group="media",
        title="Get a list of currently popular media",
        data="[Media]",
        parameters=(_COUNT,),
    ),
    Operation(
        name="GET /v1/media/{id}/comments",
        group="comments",
        title="Get a list of recent comments on a media object",
        text="The latest 150, oldest first.",
        data="[Comment]",
    ),
    Operation(
        name="POST /v1/media/{id}/comments",
        group="comments",
        title="Create a comment on a media object",
        text="At most 300 characters, 4 hashtags and 1 URL, and not all in capital letters.",
        data="",
        parameters=(Parameter(name="text", required=True, text="What to say."),),
    ),
    Operation(
        name="DELETE /v1/media/{id}/comments/{comment_id}",
        group="comments",
        title="Remove a comment",
        text="One's own, or anybody's under one's own media.",
        data="",
    ),
    Operation(
        name="GET /v1/media/{id}/likes",
        group="likes",
        title="Get a list of users who have liked this media",
        text="The latest 120.",
        data="[Person]",
    ),
    Operation(
        name="POST /v1/media/{id}/likes", group="likes", title="Set a like on this media by the current user", data=""
    ),
    Operation(
        name="DELETE /v1/media/{id}/likes",
        group="likes",
        title="Remove a like on this media by the current user",
        data="",
    ),
    Operation(name="GET /v1/tags/{name}", group="tags", title="Get information about a tag object", data="Tag"),
    Operation(
        name="GET /v1/tags/{name}/media/recent",
        group="tags",
        title="Get a list of recently tagged media",
        text="Ordered by when they were tagged. Ids of tags are numbers of their own, not those of media.",
        data="[Media]",
        paging="ByTag",
        parameters=(
            _COUNT,
            Parameter(name="max_tag_id", text="Only what was tagged before this."),
            Parameter(name="min_tag_id", text="Only what was tagged after this."),
        ),
    ),
    Operation(
        name="GET /v1/tags/search",
        group="tags",
        title="Search for tags by name",
        data="[Tag]",
        parameters=(_QUERY, _COUNT),
    ),
    Operation(
        name="GET /v1/locations/{id}", group="locations", title="Get information about a location", data="Place"
    ),
    Operation(
        name="GET /v1/locations/{id}/media/recent",
        group="locations",
        title="Get a list of recent media objects from a given location",
        data="[Media]",
        paging="ById",
        parameters=(*_BY_ID, *_TIMES),
    ),
    Operation(
        name="GET /v1/locations/search",
        group="locations",
        title="Search for a location by geographic coordinate",
        text="Or for the one that has another service's id.",
        data="[Place]",
        parameters=(
            *_POINT,
            Parameter(
                name="distance", kind="number", text="How far around, in metres: 1000 unless told, at most 5000."
            ),
            Parameter(name="facebook_places_id", text="The place with this id on Facebook."),
            Parameter(name="foursquare_v2_id", text="The place with this id on Foursquare."),
            Parameter(name="foursquare_id", text="The place with this old id on Foursquare."),
            _COUNT,
        ),
    ),
    Operation(
        name="GET /v1/geographies/{id}/media/recent",
        group="geographies",
        title="Get recent media from a custom geo-id",
        text="Only the app that made it knows it, by a subscription to `geography`.",
        data="[Media]",
        paging="ById",
        parameters=_BY_ID,
    ),
)
