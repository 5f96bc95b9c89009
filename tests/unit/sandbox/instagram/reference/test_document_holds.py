"""Whatever is asked, the server answers, and as the document says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.clock import SteppedClock
from sandbox.instagram.apps import App
from sandbox.instagram.reference.openapi import document
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.shelf import Span
from tests.unit.sandbox.instagram.reference.schema_checker import Checker

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT: dict[str, Any] = json.loads(json.dumps(document()))
CHECKER = Checker(DOCUMENT)
OPERATIONS = [(method, way) for way, methods in DOCUMENT["paths"].items() for method in methods]
LITERALS = {"self", "search", "popular", "shortcode", ".", ".."}
"""What leads to another operation, or, by the client's own reading of dots, to another path."""


@dataclass(kw_only=True)
class Stage:
    """A world with something of everything, and whom to call it as."""

    box: InstagramSandbox
    clock: SteppedClock
    tokens: dict[str, str]
    pools: dict[str, list[str]]
    """Words that mean something, by parameter."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    clock = SteppedClock()
    box = InstagramSandbox.open(None, clock=clock, control_key="k")
    clock.step(3600)
    new = box.apps.register(App(name="New", redirect_uris=("http://localhost/",), shape="new"))
    tokens = {"legacy": box.issue_token(box.owner), "new": box.issue_token(box.owner, None, new)}
    world = box.world
    posts = list(world.posts.values())[-40:]
    remarks = [remark for post in posts for remark in post.talk.until(clock.now())]
    assert remarks
    geography = box._deeds.geographies.add(box.apps.first.client_id, 35.5, 24.0, 5000.0)
    tags = [*list(world.by_tag)[:10], "nsfw"]
    numbers = [str(number) for number in (0, 1, 20, 10**6, int(clock.now().timestamp()) - 86400)]
    pools = {
        "user-id": ["self", *world.people],
        "media-id": [post.id for post in posts],
        "comment-id": [str(remark.number) for remark in remarks],
        "shortcode": [post.code for post in posts],
        "tag-name": tags,
        "q": tags + [person.username[:3] for person in world.cast.people],
        "location-id": list(world.places),
        "geo-id": [geography.id],
        "text": ["Lovely!", "LOUD", "#a #b #c #d #e", "http://a http://b", "x" * 301],
        "max_tag_id": [str(number) for number in world.by_tag["sunset"].newest(Span(), 20).numbers],
        "lat": [str(place.latitude) for place in world.cast.places],
        "lng": [str(place.longitude) for place in world.cast.places],
        **dict.fromkeys(("count", "distance", "min_timestamp", "max_timestamp", "max_like_id", "cursor"), numbers),
        **{name: [post.id for post in posts] for name in ("max_id", "min_id")},
    }
    yield Stage(box=box, clock=clock, tokens=tokens, pools=pools)
    box.close()


def words(pool: list[str], schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """What a parameter may be told: something that means something, something of its type, or anything."""
    strategies = [st.text(max_size=40)]
    if pools := [*pool, *schema.get("enum", [])]:
        strategies = [st.sampled_from(pools), st.sampled_from(pools), *strategies]
    if schema["type"] == "integer":
        strategies.append(st.integers().map(str))
    if schema["type"] == "number":
        strategies.append(st.floats().map(str))
    return st.one_of(strategies)


def inside(pool: list[str]) -> st.SearchStrategy[str]:
    """What may stand in a path without making it another path."""
    anything = st.text(min_size=1, max_size=40).filter(
        lambda text: not {"/", "\n"} & set(text) and text not in LITERALS and not text.endswith(".json")
    )
    return st.one_of(st.sampled_from(pool), st.sampled_from(pool), anything)


def draw_call(data: st.DataObject, way: str, operation: dict[str, Any], stage: Stage) -> tuple[str, dict[str, str]]:
    """A path and parameters; every parameter may be missing."""
    for name in re.findall(r"\{([\w-]+)\}", way):
        value = data.draw(inside(stage.pools[name]), label=name)
        way = way.replace(f"{{{name}}}", quote(value, safe=""))
    said = {}
    for parameter in operation["parameters"]:
        if parameter["in"] == "query" and data.draw(st.booleans(), label=f"with {parameter['name']}"):
            pool = stage.pools.get(parameter["name"], [])
            said[parameter["name"]] = data.draw(words(pool, parameter["schema"]), label=parameter["name"])
    return f"/v1{way}", said


def check(response: httpx.Response, operation: dict[str, Any]) -> None:
    """That an answer is as it is documented."""
    assert str(response.status_code) in operation["responses"], response.text
    documented = CHECKER.resolve(operation["responses"][str(response.status_code)])
    (media_type,) = documented["content"]
    assert response.headers["content-type"].partition(";")[0] == media_type
    for name, header in documented.get("headers", {}).items():
        assert CHECKER.problems(int(response.headers[name]), CHECKER.resolve(header)["schema"]) == []
    if media_type == "application/json":
        assert CHECKER.problems(response.json(), documented["content"][media_type]["schema"]) == []


@pytest.mark.parametrize("shape", ["legacy", "new"])
@pytest.mark.parametrize(("method", "way"), OPERATIONS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
async def test_every_answer_is_as_the_document_says(
    stage: Stage, method: str, way: str, shape: str, data: st.DataObject
) -> None:
    operation = DOCUMENT["paths"][way][method]
    path, said = draw_call(data, way, operation, stage)
    stage.clock.step(61)  # so that a write each time stays inside the limit
    transport = httpx.ASGITransport(app=stage.box.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642") as client:
        response = await client.request(method, path, params={"access_token": stage.tokens[shape], **said})
    check(response, operation)


async def test_the_check_would_notice(stage: Stage) -> None:
    operation = DOCUMENT["paths"]["/users/{user-id}"]["get"]
    transport = httpx.ASGITransport(app=stage.box.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8642") as client:
        response = await client.get("/v1/users/self", params={"access_token": stage.tokens["legacy"]})
    check(response, operation)
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    changes: list[dict[str, Any]] = [{"id": 5}, {"id": "x"}, {"counts": {}}, {"more": 1}, {"counts": None}]
    for change in changes:
        body = response.json()
        body["data"].update(change)
        assert CHECKER.problems(body, schema) != [], change
