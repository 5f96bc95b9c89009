"""The OpenAPI 3.1 document of the API, made from the table of routes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sandbox.instagram.api.routes import About
from sandbox.instagram.reference.operations import GROUPS, OPERATIONS
from sandbox.instagram.reference.schemas import SCHEMAS, envelope, reference_to
from sandbox.instagram.tokens import SCOPES

if TYPE_CHECKING:
    from sandbox.instagram.api.call import Json
    from sandbox.instagram.api.routes import Route
    from sandbox.instagram.reference.entries import Operation, Parameter

_PLACEHOLDERS = {
    "users": ("user-id", "The id of a user."),
    "media": ("media-id", "The id of a media object."),
    "locations": ("location-id", "The id of a location."),
    "geographies": ("geo-id", "The id of a geography."),
    "tags": ("tag-name", "The name of a tag, without #."),
}
_OTHER_PLACEHOLDERS = {
    "comment_id": ("comment-id", "The id of a comment."),
    "code": ("shortcode", "The code in the address of a media object."),
}
_SCOPE_TEXTS = {
    "basic": "Read about the owner of the token.",
    "public_content": "Read about everybody, as far as it is public.",
    "follower_list": "Read who follows whom, and who asks to.",
    "comments": "Write and delete comments.",
    "relationships": "Follow and unfollow, block and unblock, approve and ignore.",
    "likes": "Like, and take likes back.",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@cache
def document() -> dict[str, Json]:
    """The whole of it. Nobody changes it."""
    paths: dict[str, dict[str, Json]] = {}
    for operation in OPERATIONS:
        method = operation.route.method.lower()
        paths.setdefault(path(operation), {})[method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Instagram API v1, in a box",
            "version": "1.0.0",
            "description": "The API as programs of 2010 to 2020 knew it, over a world that lives by itself.",
        },
        "servers": [{"url": "/v1"}],
        "tags": [{"name": name, "description": text} for name, text in GROUPS.items()],
        "paths": dict(paths),
        "components": {
            "schemas": SCHEMAS,
            "responses": {
                "Refused": _refused("Refused; `error_type` and `error_message` say why."),
                "Unsigned": _refused("The app's calls must be signed, and this one is not."),
                "TooMany": _refused("More than the limit of an hour."),
                "Gone": _page("Not for apps that were registered after 2015-11-17."),
                "NoSuchPath": _page("What stands in the path makes it another."),
            },
            "headers": {"Limit": _header("Calls per hour."), "Remaining": _header("Calls left in this hour.")},
            "securitySchemes": _security_schemes(),
        },
    }


def path(operation: Operation) -> str:
    """The path under `/v1`, with the names that the API's own reference has for its parts."""
    return _PLACEHOLDER.sub(lambda found: f"{{{_placeholder(operation.route, found[1])[0]}}}", operation.route.path)


def placeholders(operation: Operation) -> list[tuple[str, str]]:
    """What stands in the path: its name there, and what it is."""
    route = operation.route
    return [_placeholder(route, name) for name in _PLACEHOLDER.findall(route.path)]


def scopes(operation: Operation) -> tuple[list[str], list[str]]:
    """What a token must be good for: about one's own, and about other people's."""
    route = operation.route
    if route.about is About.ANYBODY:
        return [route.scope], [route.scope]
    return [route.scope], ["public_content"] if route.scope == "basic" else [route.scope, "public_content"]


def _operation(operation: Operation) -> dict[str, Json]:
    route = operation.route
    described: dict[str, Json] = {"description": operation.text} if operation.text else {}
    own, others = scopes(operation)
    return {
        "operationId": _operation_id(operation),
        "tags": [operation.group],
        "summary": operation.title,
        **described,
        "parameters": [*map(_inside, placeholders(operation)), *map(_parameter, operation.parameters)],
        "security": [_needs(names) for names in ([own] if own == others else [own, others])],
        "responses": {
            "200": {
                "description": "Done." if route.limit is not None else "Found.",
                "headers": _limit_headers(),
                "content": {"application/json": {"schema": envelope(operation.data, operation.paging)}},
            },
            "400": {"$ref": "#/components/responses/Refused"},
            "403": {"$ref": "#/components/responses/Unsigned"},
            **_missing(operation),
            "429": {"$ref": "#/components/responses/TooMany"},
        },
    }


def _needs(names: list[str]) -> Json:
    return {"access_token": [], "oauth": [*names]}


def _operation_id(operation: Operation) -> str:
    words = re.findall(r"[a-z]+", _PLACEHOLDER.sub("", operation.route.path))
    return operation.route.method.lower() + "".join(map(str.capitalize, words))


def _placeholder(route: Route, name: str) -> tuple[str, str]:
    return _OTHER_PLACEHOLDERS.get(name) or _PLACEHOLDERS[route.path.split("/")[1]]


def _inside(placeholder: tuple[str, str]) -> Json:
    name, text = placeholder
    return {"name": name, "in": "path", "required": True, "description": text, "schema": {"type": "string"}}


def _parameter(parameter: Parameter) -> Json:
    schema: dict[str, Json] = {"type": parameter.kind}
    if parameter.values:
        schema["enum"] = list(parameter.values)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.text,
        "schema": schema,
    }


def _refused(text: str) -> Json:
    schema: Json = {"oneOf": [reference_to("Refusal"), reference_to("BareRefusal")]}
    return {
        "description": text,
        "headers": _limit_headers(),
        "content": {"application/json": {"schema": schema}},
    }


def _missing(operation: Operation) -> dict[str, Json]:
    """When there is a page instead of an answer of the API."""
    if operation.route.legacy or operation.own_only:
        return {"404": {"$ref": "#/components/responses/Gone"}}
    return {"404": {"$ref": "#/components/responses/NoSuchPath"}} if placeholders(operation) else {}


def _page(text: str) -> Json:
    return {"description": text, "content": {"text/html": {"schema": {"type": "string"}}}}


def _header(text: str) -> Json:
    return {"description": text, "required": True, "schema": {"type": "integer", "minimum": 0}}


def _limit_headers() -> Json:
    return {
        "X-Ratelimit-Limit": {"$ref": "#/components/headers/Limit"},
        "X-Ratelimit-Remaining": {"$ref": "#/components/headers/Remaining"},
    }


def _security_schemes() -> Json:
    scopes: dict[str, Json] = {name: _SCOPE_TEXTS[name] for name in SCOPES}
    authorize = "/oauth/authorize/"
    return {
        "access_token": {"type": "apiKey", "in": "query", "name": "access_token", "description": "In a form, too."},
        "oauth": {
            "type": "oauth2",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": authorize,
                    "tokenUrl": "/oauth/access_token",
                    "scopes": scopes,
                },
                "implicit": {"authorizationUrl": authorize, "scopes": scopes},
            },
        },
    }
