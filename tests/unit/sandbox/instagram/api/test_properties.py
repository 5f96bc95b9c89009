"""What holds for whatever anybody sends: pages neither lose nor repeat, and nothing is the server's fault."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.clock import SteppedClock
from sandbox.instagram.api.routes import ROUTES
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast, Place, Resident

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.instagram.api.routes import Route
    from tests.unit.sandbox.instagram.conftest import Caller

PLACE = Place(key="pier", id=42, name="The Pier", latitude=54.0, longitude=8.0)
PEOPLE = (
    Resident(username="me", ties="owner"),
    Resident(username="ana", ties="friend"),
    *(Resident(username=f"fan{number}", private=True) for number in range(40)),
)
CAST = Cast(people=PEOPLE, places=(PLACE,), lively=False)
PATHS = (
    "/users/self/feed",
    f"/users/{PEOPLE[1].id}/media/recent",
    "/tags/sea/media/recent",
    "/locations/42/media/recent",
    "/geographies/1739230/media/recent",
    "/users/self/media/liked",
    "/users/self/follows",
)
NAMES = [
    "count",
    "access_token",
    "client_id",
    "max_id",
    "min_id",
    "max_tag_id",
    "min_tag_id",
    "max_like_id",
    "cursor",
    "max_timestamp",
    "min_timestamp",
    "lat",
    "lng",
    "distance",
    "q",
    "text",
    "action",
    "callback",
    "_method",
    "sig",
    "facebook_places_id",
    "foursquare_id",
    "foursquare_v2_id",
]
ODD = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(
        ["", "self", "0", "-1", "1_2", "follow", "block", "DELETE", "9" * 60, "1e999", "\ud7ff", "%00", "../"]
    ),
)


class Stage:
    """A small world, and its owner calling."""

    def __init__(self, box: InstagramSandbox, clock: SteppedClock, client: httpx.AsyncClient) -> None:
        self.box = box
        self.clock = clock
        self.client = client
        self.token = box.issue_token("me")
        self.waiting = list(PEOPLE[2:])
        box._deeds.geographies.add(box.apps.first.client_id, 54.0, 8.0, 500)

    async def arrive(self) -> None:
        """One more entry for every list."""
        self.clock.step(90)  # so that the likes of an hour stay below their limit
        media = self.box.post_media("ana", tags=["sea"], location_id="42")
        await self.get(f"/v1/media/{media}/likes", "POST")
        if self.waiting:
            self.box.world.bonds.follow(PEOPLE[0], self.waiting.pop())

    async def get(self, address: str, method: str = "GET", **params: str) -> Any:  # noqa: ANN401  # JSON
        query = {} if "access_token" in address else {"access_token": self.token, **params}
        response = await self.client.request(method, address, params=query or None)
        assert response.status_code == 200, response.text
        return response.json()


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    clock = SteppedClock()
    box = InstagramSandbox.open(None, clock=clock, control_key="k", cast=CAST)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        yield Stage(box, clock, client)
    box.close()


async def walk(path: str, present: int, steps: list[tuple[int, int]]) -> None:
    """Go through a list of so many, with pages of so many while so many more arrive before each."""
    async with stage() as world:
        for _ in range(present):
            await world.arrive()
        expected = [item["id"] for item in (await world.get(f"/v1{path}", count="33"))["data"]]
        seen: list[str] = []
        address, turn = f"/v1{path}?access_token={world.token}", 0
        while address:
            size, more = steps[turn % len(steps)]
            page = await world.get(f"{address}&count={size}" if turn == 0 else resized(address, size))
            seen += [item["id"] for item in page["data"]]
            for _ in range(more):
                await world.arrive()
            address, turn = page["pagination"].get("next_url", ""), turn + 1
        assert seen == expected


def resized(address: str, size: int) -> str:
    url = httpx.URL(address)
    return str(url.copy_set_param("count", size))


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=8, deadline=None)
@given(
    present=st.integers(0, 24),
    steps=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2)), min_size=1, max_size=6),
)
def test_pages_neither_lose_nor_repeat_while_more_arrives(
    path: str, present: int, steps: list[tuple[int, int]]
) -> None:
    asyncio.run(walk(path, present, steps))


async def send(route: Route, parts: list[str], params: dict[str, str]) -> None:
    async with stage() as world:
        await world.arrive()
        path, values = route.path, iter(parts)
        while "{" in path:
            head, _, rest = path.partition("{")
            path = head + quote(next(values), safe="") + rest.partition("}")[2]
        encoded = {name: text.encode("utf-8", "replace") for name, text in params.items()}
        body = "&".join(f"{name}={quote(text)}" for name, text in encoded.items())
        query = {"access_token": world.token}
        answers = [
            await world.client.request(route.method, f"/v1{path}", params={**query, **params}),
            await world.client.request(route.method, f"/v1{path}", params=query, content=body),
        ]
        for answer in answers:
            check(answer)


def check(response: httpx.Response) -> None:
    """A page where there is no such path, else a success or a refusal in the API's words."""
    assert response.status_code in (200, 400, 403, 404, 429)
    if response.status_code == 404:
        assert response.headers["content-type"].startswith("text/html")
        return
    text = response.text
    if response.headers["content-type"].startswith("text/javascript"):
        text = text[text.index("(") + 1 : text.rindex(")")]
    words = httpx.Response(200, text=text).json()
    words = words.get("meta", words)
    assert words["code"] == response.status_code
    assert (words["code"] == 200) != ("error_type" in words)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@settings(max_examples=10, deadline=None)
@given(
    parts=st.lists(ODD.filter(bool), min_size=2, max_size=2),
    params=st.dictionaries(st.sampled_from(NAMES), ODD, max_size=5),
)
def test_whatever_is_sent_is_answered_in_the_apis_words(
    route: Route, parts: list[str], params: dict[str, str]
) -> None:
    asyncio.run(send(route, parts, params))


@pytest.mark.parametrize("value", ["", "\x00", "٣", "9" * 5000, "-0", "1_", "_1", "1e3", "nan", "[]", "🧡"])
async def test_every_parameter_may_be_odd(owner: Caller, value: str) -> None:
    paths = ("/users/self/media/recent", "/tags/x/media/recent", "/media/search", "/users/self/follows")
    around = {"access_token": owner.token, "lat": "1", "lng": "1"}
    for name in NAMES:
        for path in paths:
            check(await owner.client.get(f"/v1{path}", params={**around, name: value}))
