from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.instagram.api.routes import ROUTES, About
from sandbox.instagram.reference.openapi import document, path, scopes
from sandbox.instagram.reference.operations import GROUPS, OPERATIONS

if TYPE_CHECKING:
    from sandbox.instagram.reference.entries import Operation
    from tests.unit.sandbox.instagram.conftest import Caller

DOCUMENT: dict[str, Any] = json.loads(json.dumps(document()))
DESCRIBED = [(way, method, one) for way, methods in DOCUMENT["paths"].items() for method, one in methods.items()]


def find(name: str) -> Operation:
    return next(one for one in OPERATIONS if one.name == name)


def test_there_are_27_operations_in_the_groups_of_the_apis_own_reference() -> None:
    assert Counter(one["tags"][0] for _, _, one in DESCRIBED) == {
        "users": 5,
        "relationships": 5,
        "media": 4,
        "comments": 3,
        "likes": 3,
        "tags": 3,
        "locations": 3,
        "geographies": 1,
    }
    assert [tag["name"] for tag in DOCUMENT["tags"]] == list(GROUPS)


def test_every_route_is_described_once_and_nothing_else_is() -> None:
    assert Counter(name for one in OPERATIONS for name in one.names) == Counter(route.name for route in ROUTES)


def test_ids_are_unique_and_readable() -> None:
    ids = [one["operationId"] for _, _, one in DESCRIBED]
    assert len(set(ids)) == len(ids)
    assert {"getUsers", "getTagsMediaRecent", "postMediaComments", "getUsersFollowedBy"} <= set(ids)


@pytest.mark.parametrize(
    ("way", "method", "operation"), DESCRIBED, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_path_says_what_stands_in_it(way: str, method: str, operation: dict[str, Any]) -> None:
    inside = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
    assert inside == re.findall(r"\{([\w-]+)\}", way)
    assert all(one["required"] for one in operation["parameters"] if one["in"] == "path")
    names = [one["name"] for one in operation["parameters"]]
    assert len(set(names)) == len(names)
    assert method in {"get", "post", "delete"}
    assert set(operation["responses"]) - {"404"} == {"200", "400", "403", "429"}


def test_every_reference_leads_somewhere_and_every_schema_is_used() -> None:
    used = set(re.findall(r'"\$ref": "#/components/([\w/]+)"', json.dumps(DOCUMENT)))
    there = {
        f"{sort}/{name}" for sort in ("schemas", "responses", "headers") for name in DOCUMENT["components"][sort]
    }
    assert used == there


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("GET /v1/users/{id}", ["basic"], ["public_content"]),
        ("GET /v1/users/self/feed", ["basic"], ["basic"]),
        ("GET /v1/users/{id}/follows", ["follower_list"], ["follower_list"]),
        ("POST /v1/media/{id}/likes", ["likes"], ["likes", "public_content"]),
        ("POST /v1/users/{id}/relationship", ["relationships"], ["relationships"]),
        ("GET /v1/tags/{name}", ["public_content"], ["public_content"]),
    ],
)
def test_scopes_are_told_for_ones_own_and_for_others(name: str, own: list[str], others: list[str]) -> None:
    operation = find(name)
    assert scopes(operation) == (own, others)
    (described,) = [
        one for way, method, one in DESCRIBED if (method, way) == (name.split(maxsplit=1)[0].lower(), path(operation))
    ]
    assert [one["oauth"] for one in described["security"]] == ([own] if own == others else [own, others])
    assert (own == others) == (operation.route.about is About.ANYBODY)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GET /v1/users/{id}/media/recent", "/users/{user-id}/media/recent"),
        ("DELETE /v1/media/{id}/comments/{comment_id}", "/media/{media-id}/comments/{comment-id}"),
        ("GET /v1/media/shortcode/{code}", "/media/shortcode/{shortcode}"),
        ("GET /v1/geographies/{id}/media/recent", "/geographies/{geo-id}/media/recent"),
        ("GET /v1/tags/{name}", "/tags/{tag-name}"),
        ("GET /v1/locations/{id}", "/locations/{location-id}"),
    ],
)
def test_paths_are_spelt_as_in_the_apis_own_reference(name: str, expected: str) -> None:
    assert path(find(name)) == expected


def test_what_new_apps_do_not_have_is_marked() -> None:
    pages = {way: one["responses"].get("404", {}).get("$ref", "").rpartition("/")[2] for way, _, one in DESCRIBED}
    dropped = {"/users/self/feed", "/media/popular", "/geographies/{geo-id}/media/recent"}
    narrowed = {"/users/{user-id}/follows", "/users/{user-id}/followed-by"}
    assert {way for way, page in pages.items() if page == "Gone"} == dropped | narrowed
    assert {way for way, page in pages.items() if not page} == {way for way in pages if "{" not in way} - dropped


async def test_it_is_served_to_everybody(owner: Caller) -> None:
    response = await owner.client.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    assert response.json() == DOCUMENT
    assert DOCUMENT["openapi"] == "3.1.0"
