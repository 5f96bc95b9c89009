from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.unit.sandbox.instagram.serving import served

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

LIKE = "POST /v1/media/{id}/likes"


async def spoil(owner: Caller, **fault: object) -> None:
    response = await owner.control("POST", "/faults", fault)
    assert response.status_code == 200, response.text


def walk(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # whatever JSON the server sends
    """Every object in an answer."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [*([value] if isinstance(value, dict) else []), *(found for child in children for found in walk(child))]


@pytest.mark.parametrize(("kind", "done"), [("cut", 0), ("cut_late", 1)])
async def test_a_cut_connection_ends_before_the_answer_does(
    owner: Caller, caplog: pytest.LogCaptureFixture, kind: str, done: int
) -> None:
    caplog.set_level(logging.CRITICAL, "uvicorn.error")
    media = owner.box.post_media("leo.knots")
    await spoil(owner, fault=kind, route=LIKE)
    async with served(owner.box.app) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        params = {"access_token": owner.token}
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(f"/v1/media/{media}/likes", params=params)
        assert len(owner.box.effects()) == done
        assert (await client.post(f"/v1/media/{media}/likes", params=params)).status_code == 200


async def test_a_malformed_answer_says_its_own_length_and_has_done_its_work(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await spoil(owner, fault="malformed", route=LIKE)
    response = await owner.call("POST", f"/media/{media}/likes")
    assert (response.status_code, len(owner.box.effects())) == (200, 1)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["content-length"] == str(len(response.content))
    with pytest.raises(json.JSONDecodeError):
        response.json()


async def test_named_fields_are_missing_everywhere(owner: Caller) -> None:
    owner.box.post_media("leo.knots", tags=["sunset"])
    await spoil(owner, fault="missing", fields=["user", "id", "pagination"])
    body = await owner.get("/tags/sunset/media/recent")
    assert set(body) == {"meta", "data"}
    assert body["data"][0]["images"]["thumbnail"]["width"] == 150
    assert all("user" not in one and "id" not in one for one in walk(body))


async def test_without_names_every_other_field_of_the_data_is_missing(owner: Caller) -> None:
    owner.box.post_media("leo.knots", tags=["sunset"])
    whole = await owner.get("/tags/sunset/media/recent")
    await spoil(owner, fault="missing")
    body = await owner.get("/tags/sunset/media/recent")
    assert (body["meta"], body["pagination"]) == (whole["meta"], whole["pagination"])
    assert sorted(body["data"][0]) == sorted(whole["data"][0])[::2]
    assert set(body["data"][0]["images"]) == {"low_resolution", "thumbnail"}


async def test_every_object_has_a_field_that_nobody_knows(owner: Caller) -> None:
    owner.box.post_media("leo.knots", tags=["sunset"])
    plain = await owner.get("/tags/sunset/media/recent")
    await spoil(owner, fault="extra")
    body = await owner.get("/tags/sunset/media/recent")
    for one in walk(body):
        one.pop("x_from_the_future", None)
    assert body == plain
    await spoil(owner, fault="extra")
    body = await owner.get("/tags/sunset/media/recent")
    assert "x_from_the_future" in body["data"][0]["images"]["thumbnail"]
    assert "x_from_the_future" in body


async def test_an_answer_for_a_script_is_spoilt_inside_its_brackets(owner: Caller) -> None:
    await spoil(owner, fault="extra")
    text = (await owner.call("GET", "/users/self", callback="f")).text
    assert text.startswith("f({")
    assert text.endswith("})")
    assert "x_from_the_future" in json.loads(text[2:-1])


async def test_a_slow_call_works_only_after_a_while(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await spoil(owner, fault="slow", route=LIKE, seconds=0.4)
    began = time.monotonic()
    waiting = asyncio.ensure_future(owner.call("POST", f"/media/{media}/likes"))
    done, _ = await asyncio.wait({waiting}, timeout=0.01)
    assert (done, owner.box.effects()) == (set(), [])
    owner.clock.step(60)
    assert (await waiting).status_code == 200
    assert time.monotonic() - began >= 0.4
    assert [effect.at for effect in owner.box.effects()] == [owner.clock.now()]


@pytest.mark.parametrize("kind", ["slow", "hold"])
async def test_a_call_without_a_body_waits_as_well(owner: Caller, kind: str) -> None:
    await spoil(owner, fault=kind, route="*", seconds=0.05)
    began = time.monotonic()
    assert (await owner.call("GET", "/users/self")).status_code == 200
    assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize(("bare", "keys"), [(False, {"meta"}), (True, {"code", "error_type", "error_message"})])
async def test_an_error_comes_in_either_form(owner: Caller, *, bare: bool, keys: set[str]) -> None:
    await spoil(owner, fault="status", status=429, error_type="OAuthRateLimitException", bare=bare)
    response = await owner.call("GET", "/users/self")
    assert (response.status_code, set(response.json())) == (429, keys)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_status_alone_is_a_page(owner: Caller, status: int) -> None:
    await spoil(owner, fault="status", status=status)
    response = await owner.call("GET", "/users/self")
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")


@pytest.mark.parametrize("kind", ["cut_late", "malformed", "missing", "extra", "lost"])
async def test_a_refusal_is_not_spoilt(owner: Caller, kind: str) -> None:
    await spoil(owner, fault=kind)
    assert await owner.error("GET", "/users/5") == (400, "APINotFoundError", "this user does not exist")


async def test_a_call_that_is_refused_anyway_leaves_the_fault_to_the_next(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    scopeless = owner.box.issue_token("ana.saltwater", ["basic"])
    await spoil(owner, fault="status", status=500, every=2)
    for token in ("nobody's", scopeless, "", scopeless):
        answer = await owner.client.post(f"/v1/media/{media}/likes", params={"access_token": token})
        assert answer.status_code == 400
    assert (await owner.call("GET", "/media/nowhere/at/all")).status_code == 404
    codes = [(await owner.call("POST", f"/media/{media}/likes")).status_code for _ in range(3)]
    assert codes == [200, 500, 200]


async def test_a_call_over_its_limit_leaves_the_fault_to_the_next(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    for _ in range(60):
        await owner.call("POST", f"/media/{media}/likes")
    await spoil(owner, fault="status", status=500, route=LIKE)
    assert (await owner.call("POST", f"/media/{media}/likes")).status_code == 429
    owner.clock.step(3600)
    assert (await owner.call("POST", f"/media/{media}/likes")).status_code == 500


async def test_what_the_operation_refuses_has_met_its_fault(owner: Caller) -> None:
    await spoil(owner, fault="status", status=500)
    assert [(await owner.call("GET", "/users/1")).status_code for _ in range(2)] == [500, 400]


async def test_a_call_that_meets_a_fault_counts(owner: Caller) -> None:
    await spoil(owner, fault="status", status=500, times=2)
    for _ in range(2):
        await owner.call("GET", "/users/self")
    assert (await owner.call("GET", "/users/self")).headers["x-ratelimit-remaining"] == "4997"


@pytest.mark.parametrize("path", ["/v1/subscriptions", "/oauth/authorize", "/v1/nothing"])
async def test_what_is_no_route_of_the_api_meets_no_fault(owner: Caller, path: str) -> None:
    before = await owner.client.get(path, params={"access_token": owner.token})
    await spoil(owner, fault="status", status=500)
    assert (
        (await owner.client.get(path, params={"access_token": owner.token})).status_code == before.status_code < 500
    )
    assert (await owner.call("GET", "/users/self")).status_code == 500
