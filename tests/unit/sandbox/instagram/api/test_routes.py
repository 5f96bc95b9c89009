from __future__ import annotations

import pytest

from sandbox.instagram.api.routes import ROUTES, WriteLimit, find


def test_names_are_unique() -> None:
    assert len({route.name for route in ROUTES}) == len(ROUTES)


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/users/self", "GET /v1/users/self"),
        ("GET", "/users/12", "GET /v1/users/{id}"),
        ("GET", "/users/search", "GET /v1/users/search"),
        ("POST", "/users/self/relationship", "POST /v1/users/{id}/relationship"),
        ("DELETE", "/media/1_2/comments/3", "DELETE /v1/media/{id}/comments/{comment_id}"),
    ],
)
def test_the_most_literal_path_wins(method: str, path: str, name: str) -> None:
    found = find(method, path)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/users/self"), ("GET", "/users"), ("GET", "/users/"), ("GET", "/")]
)
def test_what_is_not_there_is_not_found(method: str, path: str) -> None:
    assert find(method, path) is None


def test_every_write_and_only_a_write_has_a_limit() -> None:
    assert {route.method for route in ROUTES if route.limit is None} == {"GET"}
    assert {route.limit for route in ROUTES if route.method != "GET"} == set(WriteLimit)
