"""The shapes of answers as JSON Schema, exactly as this server sends them: nothing else is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Json

_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_FLAG: Json = {"type": "boolean"}
_DEGREES: Json = {"type": "number"}
_ID: Json = {"type": "string", "pattern": "^[0-9]+$", "description": "Digits; never a number in JSON."}
_MEDIA_ID: Json = {"type": "string", "pattern": "^[0-9]+_[0-9]+$", "description": "Number and id of the owner."}
_TIME: Json = {"type": "string", "pattern": "^[0-9]+$", "description": "Seconds since 1970, as a string."}
_URL: Json = {"type": "string", "format": "uri"}


def reference_to(name: str) -> Json:
    """Where a schema is found in the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(item: Json) -> Json:
    """A list."""
    return {"type": "array", "items": item}


def record(fields: dict[str, Json], optional: dict[str, Json] | None = None, text: str = "") -> dict[str, Json]:
    """An object with these fields, and perhaps the optional ones."""
    described: dict[str, Json] = {"description": text} if text else {}
    return {
        "type": "object",
        **described,
        "required": list(fields),
        "properties": {**fields, **(optional or {})},
        "additionalProperties": False,
    }


def _or_null(*schemas: Json) -> Json:
    return {"oneOf": [*schemas, {"type": "null"}]}


def _one_of(*words: str) -> Json:
    return {"type": "string", "enum": list(words)}


def _sized() -> Json:
    return record({"url": _URL, "width": _COUNT, "height": _COUNT})


def _counted(item: str, text: str) -> Json:
    return record({"count": _COUNT}, {"data": list_of(reference_to(item))}, text)


_PERSON = {"id": _ID, "username": _TEXT, "full_name": _TEXT, "profile_picture": _URL}
_PLACE = {"name": _TEXT, "latitude": _DEGREES, "longitude": _DEGREES}
_SAID: dict[str, Json] = {"id": _ID, "text": _TEXT, "created_time": _TIME, "from": reference_to("Person")}
_WHERE = _or_null(
    record({"id": {"type": "integer"}, **_PLACE}, text="A place; its id is a number here, and only here."),
    record({"latitude": _DEGREES, "longitude": _DEGREES}, text="A bare geotag."),
)
_TAGGED = record(
    {"position": record({"x": _DEGREES, "y": _DEGREES}, text="From 0 to 1."), "user": reference_to("Person")}
)
_MEDIA: dict[str, Json] = {
    "id": _MEDIA_ID,
    "type": _one_of("image", "video"),
    "user": reference_to("Person"),
    "caption": _or_null(reference_to("Caption")),
    "created_time": _TIME,
    "tags": list_of(_TEXT),
    "location": _WHERE,
    "images": record({"thumbnail": _sized(), "low_resolution": _sized(), "standard_resolution": _sized()}),
    "comments": _counted("Comment", "The latest eight, for legacy apps; others get the count only."),
    "likes": _counted("Person", "The latest four, for legacy apps; others get the count only."),
    "users_in_photo": list_of(_TAGGED),
    "filter": _TEXT,
    "link": _URL,
    "attribution": {"type": "null"},
}
_MEDIA_OPTIONAL: dict[str, Json] = {
    "videos": record(
        {"low_bandwidth": _sized(), "low_resolution": _sized(), "standard_resolution": _sized()},
        text="Where the type is video.",
    ),
    "user_has_liked": {"type": "boolean", "description": "Whether the owner of the token does."},
}
_OUTGOING = _one_of("none", "follows", "requested")
_INCOMING = _one_of("none", "followed_by", "requested_by", "blocked_by_you")
_WORDS: dict[str, Json] = {"code": {"type": "integer"}, "error_type": _TEXT, "error_message": _TEXT}

SCHEMAS: dict[str, Json] = {
    "Person": record(_PERSON, text="Somebody in a list or beside a photo."),
    "Profile": record(
        {
            **_PERSON,
            "bio": _TEXT,
            "website": _TEXT,
            "counts": record({"media": _COUNT, "follows": _COUNT, "followed_by": _COUNT}),
        },
        {"is_business": _FLAG},
        "Somebody's own page.",
    ),
    "Media": record(
        _MEDIA, _MEDIA_OPTIONAL, "A photo or video. Every field is always there; what is absent is null."
    ),
    "MediaNearby": record(
        {**_MEDIA, "distance": {"type": "number", "description": "In metres."}}, _MEDIA_OPTIONAL, "One that was near."
    ),
    "Caption": record(_SAID, text="What the author wrote under it."),
    "Comment": record(_SAID, text="What somebody said under it."),
    "Tag": record({"name": _TEXT, "media_count": _COUNT}),
    "Place": record({"id": _ID, **_PLACE}),
    "Relationship": record(
        {"outgoing_status": _OUTGOING, "incoming_status": _INCOMING, "target_user_is_private": _FLAG}
    ),
    "RelationshipChange": record({"outgoing_status": _OUTGOING, "target_user_is_private": _FLAG}),
    "PagesNone": record({}, text="Unpaged, but the key is there."),
    "PagesById": record({}, {"next_max_id": _MEDIA_ID, "next_url": _URL}, "Empty on the last page."),
    "PagesByLike": record({}, {"next_max_like_id": _ID, "next_url": _URL}, "Empty on the last page."),
    "PagesByCursor": record({}, {"next_cursor": _ID, "next_url": _URL}, "Empty on the last page."),
    "PagesByTag": record(
        {"deprecation_warning": _TEXT},
        {"min_tag_id": _ID, "next_min_id": _ID, "next_max_tag_id": _ID, "next_max_id": _ID, "next_url": _URL},
        "The last page has no next_*; an empty one has the warning only.",
    ),
    "Refusal": record({"meta": record(_WORDS)}, text="Why not."),
    "BareRefusal": record(
        _WORDS, text="Why not, from in front of the API proper: limits, signatures, comment rules."
    ),
}


def envelope(data: str, paging: str) -> Json:
    """The whole of a successful answer; `data` and `paging` as in `Operation`."""
    name = data.strip("[]")
    shape: Json = {"type": "null"}
    if name:
        shape = list_of(reference_to(name)) if data.startswith("[") else reference_to(name)
    pages: dict[str, Json] = {"pagination": reference_to(f"Pages{paging}")} if paging else {}
    return record({"meta": record({"code": {"const": 200}}), "data": shape, **pages})
