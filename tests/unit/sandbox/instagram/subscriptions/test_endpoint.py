from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.apps import App
from tests.unit.sandbox.instagram.subscriptions.conftest import HOOK, Box

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = "219442017"
CIRCLE = {"lat": "35.517", "lng": "24.017", "radius": "5000"}


@pytest.mark.parametrize(
    ("kind", "params", "object_id"),
    [
        ("user", {}, None),
        ("tag", {"object_id": "Sunset"}, "sunset"),
        ("location", {"object_id": HARBOUR}, HARBOUR),
        ("geography", CIRCLE, "1739230"),
    ],
)
async def test_an_app_subscribes(box: Box, kind: str, params: dict[str, str], object_id: str | None) -> None:
    made = await box.subscribe(kind, **params)
    assert made == {
        "object": kind,
        "object_id": object_id,
        "aspect": "media",
        "callback_url": HOOK,
        "type": "subscription",
        "id": "2733689",
    }
    assert await box.listed() == [made]


async def test_the_callback_is_asked_while_the_call_waits(box: Box) -> None:
    await box.subscribe("user", verify_token="it is me")
    await box.call("POST", object="user", aspect="media", callback_url=f"{HOOK}?of=me")
    first, second = box.listener.asked
    assert (first["hub.mode"], first["hub.verify_token"]) == ("subscribe", "it is me")
    assert (second["of"], set(second)) == ("me", {"of", "hub.mode", "hub.challenge"})
    assert len({first["hub.challenge"], second["hub.challenge"]}) == 2


async def test_a_circle_is_made_only_for_a_callback_that_answers(box: Box) -> None:
    box.listener.challenge = "no"
    await box.call("POST", object="geography", aspect="media", callback_url=HOOK, **CIRCLE)
    assert box.deeds.geographies.find("1739230") is None
    box.listener.challenge = None
    assert (await box.subscribe("geography", **CIRCLE))["object_id"] == "1739230"
    circle = box.deeds.geographies.find("1739230")
    assert circle is not None
    assert (circle.client_id, circle.latitude, circle.radius) == (box.app.client_id, 35.517, 5000)


MAY_BE = {"object": "user", "aspect": "media", "callback_url": HOOK}
INVALID, FAILED = "APIInvalidParametersError", "APISubscriptionError"


@pytest.mark.parametrize(
    ("params", "kind", "message"),
    [
        ({"aspect": ""}, INVALID, "aspect must be media."),
        ({"object": "users"}, INVALID, "object must be one of user, tag, location, geography."),
        ({"callback_url": ""}, INVALID, "Missing callback_url parameter."),
        ({"callback_url": HOOK * 90}, INVALID, "callback_url is too long."),
        ({"callback_url": "http://127.0.0.1:1/"}, FAILED, 'Unable to reach callback URL "http://127.0.0.1:1/".'),
        ({"callback_url": "http://127.0.0.1:9999/other"}, FAILED, "Invalid response"),
        ({"object": "tag", "object_id": "#a"}, INVALID, "object_id must be the name of a tag, without #."),
        ({"object": "location", "object_id": "5"}, "APINotFoundError", "this location does not exist"),
        ({"object": "geography", "lat": "91"}, INVALID, "lat must be a number from -90 to 90."),
        ({"object": "geography", "lng": "nan"}, INVALID, "lng must be a number from -180 to 180."),
        (
            {"object": "geography", "radius": "0"},
            INVALID,
            "radius must be a number of metres above 0, and at most 5000.",
        ),
        (
            {"object": "geography", "radius": "5001"},
            INVALID,
            "radius must be a number of metres above 0, and at most 5000.",
        ),
    ],
)
async def test_what_cannot_be_is_refused(box: Box, params: dict[str, str], kind: str, message: str) -> None:
    response = await box.call("POST", **{**MAY_BE, **CIRCLE, **params})
    assert response.status_code == 400
    assert response.json() == {"meta": {"code": 400, "error_type": kind, "error_message": message}}
    assert await box.listed() == []


async def test_a_callback_must_give_back_the_challenge(box: Box) -> None:
    box.listener.challenge = "yes"
    response = await box.call("POST", object="user", aspect="media", callback_url=HOOK)
    assert response.json()["meta"]["error_message"] == "Invalid response"
    assert await box.listed() == []


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("wrong", [{"client_secret": "0" * 32}, {"client_id": "0" * 32}, {"client_secret": "ü"}])
async def test_strangers_are_refused(box: Box, method: str, wrong: dict[str, str]) -> None:
    response = await box.call(method, **wrong)
    assert (response.status_code, response.json()["meta"]["error_type"]) == (400, "OAuthClientException")


async def test_the_same_wish_is_one_subscription(box: Box) -> None:
    first = await box.subscribe("tag", object_id="sunset")
    assert await box.subscribe("tag", object_id="SUNSET") == first
    assert await box.subscribe("tag", object_id="sunrise") != first
    assert len(await box.listed()) == 2


@pytest.mark.parametrize(
    ("params", "left"),
    [
        ({"id": "2733690"}, ["user", "tag", "geography"]),
        ({"id": "2733690", "object": "all"}, ["user", "tag", "geography"]),
        ({"id": "5"}, ["user", "tag", "tag", "geography"]),
        ({"id": "x"}, ["user", "tag", "tag", "geography"]),
        ({"object": "all"}, []),
        ({"object": "tag"}, ["user", "geography"]),
        ({"object": "tag", "object_id": "sunset"}, ["user", "tag", "geography"]),
        ({"object": "tag", "object_id": "sun"}, ["user", "tag", "tag", "geography"]),
        ({"object": "location"}, ["user", "tag", "tag", "geography"]),
    ],
)
async def test_subscriptions_end_by_id_or_kind(box: Box, params: dict[str, str], left: list[str]) -> None:
    await box.subscribe("user")
    await box.subscribe("tag", object_id="sunset")
    await box.subscribe("tag", object_id="sunrise")
    await box.subscribe("geography", **CIRCLE)
    assert (await box.call("DELETE", **params)).json() == {"meta": {"code": 200}, "data": None}
    assert [one["object"] for one in await box.listed()] == left


async def test_an_end_says_which(box: Box) -> None:
    await box.subscribe("user")
    response = await box.call("DELETE")
    assert response.json()["meta"]["error_type"] == "APIInvalidParametersError"
    assert len(await box.listed()) == 1


@pytest.mark.parametrize("path", ["", "/", ".json", ".json/"])
async def test_every_spelling_of_the_path_answers_and_a_post_may_delete(box: Box, path: str) -> None:
    await box.subscribe("user")
    response = await box.call_as(box.app, "POST", path, _method="delete", object="all")
    assert response.json() == {"meta": {"code": 200}, "data": None}
    assert response.headers["cache-control"] == "private, no-cache, no-store, must-revalidate"
    assert await box.listed() == []


async def test_an_answer_may_be_a_script(box: Box) -> None:
    response = await box.call("GET", callback="f")
    assert response.text == 'f({"meta":{"code":200},"data":[]})'
    assert (await box.call("GET", callback="f", client_id="x")).text.startswith('f({"meta":{"code":400,')


async def test_an_app_has_its_own_and_a_new_one_hears_of_its_users_only(box: Box) -> None:
    other = box.apps.register(App(name="New", redirect_uris=("http://localhost/",), shape="new"))
    await box.subscribe("tag", object_id="sunset")
    assert (await box.call_as(other, "GET", "")).json()["data"] == []
    await box.call_as(other, "DELETE", "", object="all")
    assert len(await box.listed()) == 1
    wish = {"aspect": "media", "callback_url": HOOK}
    tag, user = [
        await box.call_as(other, "POST", "", object=kind, object_id="sunset", **wish) for kind in ("tag", "user")
    ]
    assert tag.json()["meta"]["error_message"] == "object must be one of user."
    assert user.status_code == 200


async def test_subscriptions_and_their_numbers_survive_a_restart(tmp_path: Path) -> None:
    first = Box(tmp_path)
    kept = await first.subscribe("tag", object_id="sunset")
    await first.subscribe("user")
    await first.call("DELETE", object="user")
    first.close()
    second = Box(tmp_path)
    assert await second.listed() == [kept]
    assert (await second.subscribe("user"))["id"] == str(int(kept["id"]) + 2)
    second.close()
