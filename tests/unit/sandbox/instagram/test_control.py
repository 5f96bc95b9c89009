from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

LIKE = "POST /v1/media/{id}/likes"


@pytest.mark.parametrize("headers", [{}, {"X-Sandbox-Key": ""}, {"X-Sandbox-Key": "Control"}, {"X-Sandbox-Key": "ü"}])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/faults"), ("POST", "/media"), ("POST", "/requests"), ("GET", "/effects")]
)
async def test_without_the_key_nothing_happens(
    owner: Caller, method: str, path: str, headers: dict[str, str]
) -> None:
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    body = {"username": "ana.saltwater"}
    response = await owner.client.request(method, f"/sandbox{path}", json=body, headers=encoded)
    assert response.status_code == 403
    assert len(owner.box.world.posts) == 0


async def test_a_photo_is_posted_now(owner: Caller) -> None:
    body = {"username": "leo.knots", "caption": "Windy #sailing", "tags": ["Sunset"], "location_id": "219442017"}
    media = (await owner.control("POST", "/media", body)).json()["id"]
    (data,) = (await owner.get("/tags/sunset/media/recent"))["data"]
    assert (data["id"], data["tags"], data["caption"]["text"]) == (media, ["sailing", "sunset"], "Windy #sailing")
    assert data["created_time"] == str(int(owner.clock.now().timestamp()))
    assert data["location"]["name"] == "Old Venetian Harbour, Chania"


async def test_somebody_asks_to_follow(owner: Caller) -> None:
    answers = [(await owner.control("POST", "/requests", {"username": "sipho.frames"})).json() for _ in range(2)]
    assert answers == [{"changed": True}, {"changed": False}]
    names = [person["username"] for person in (await owner.get("/users/self/requested-by"))["data"]]
    assert names == ["sipho.frames", "the.quiet.tom"]


async def test_effects_can_be_read(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await owner.call("POST", f"/media/{media}/likes")
    assert (await owner.control("GET", "/effects")).json() == {
        "effects": [
            {
                "n": 2,
                "at": owner.clock.now().isoformat(),
                "actor": "juna.berg",
                "kind": "like",
                "target": media,
                "detail": "",
                "changed": True,
            }
        ]
    }


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/media", {"username": "nobody"}, "Nobody here is called 'nobody'"),
        ("/media", {"username": "leo.knots", "location_id": "5"}, "no place with the id '5'"),
        ("/media", {"username": "leo.knots", "age_seconds": -1}, "age_seconds"),
        ("/media", {}, "username"),
        ("/media", [], "body"),
        ("/requests", {"username": "nobody"}, "Nobody here is called 'nobody'"),
        ("/requests", {"username": "leo.knots", "when": "now"}, "when"),
        ("/faults", {"fault": "explode"}, "fault"),
        ("/faults", {"fault": "lost", "route": "POST /likes"}, "no such route; there are: *, GET /v1/users/self"),
        ("/faults", {"fault": "status", "status": 200}, "status"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(owner: Caller, path: str, body: object, words: str) -> None:
    response = await owner.control("POST", path, body)
    assert response.status_code == 400
    assert words in response.json()["error"]


async def test_a_lost_answer_has_done_its_work(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await owner.control("POST", "/faults", {"route": LIKE, "fault": "lost"})
    first, second = [await owner.call("POST", f"/media/{media}/likes") for _ in range(2)]
    assert (first.status_code, second.status_code) == (502, 200)
    assert first.headers["content-type"].startswith("text/html")
    assert [effect.changed for effect in owner.box.effects()] == [True, False]


async def test_a_held_answer_has_done_its_work_before(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await owner.control("POST", "/faults", {"route": LIKE, "fault": "hold", "seconds": 3600})
    waiting = asyncio.ensure_future(owner.call("POST", f"/media/{media}/likes"))
    while not owner.box.effects():
        await asyncio.wait({waiting}, timeout=0.01)
    assert not waiting.done()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await owner.call("POST", f"/media/{media}/likes")).status_code == 200


async def test_a_held_answer_comes_in_the_end(owner: Caller) -> None:
    await owner.control("POST", "/faults", {"fault": "hold", "seconds": 0.01})
    assert (await owner.get("/users/self"))["meta"] == {"code": 200}


async def test_a_status_comes_without_effect_as_often_as_asked(owner: Caller) -> None:
    media = owner.box.post_media("leo.knots")
    await owner.control("POST", "/faults", {"route": LIKE, "fault": "status", "status": 503, "times": 2})
    codes = [(await owner.call("POST", f"/media/{media}/likes")).status_code for _ in range(3)]
    assert codes == [503, 503, 200]
    assert len(owner.box.effects()) == 1


async def test_a_status_may_speak_as_the_api_does(owner: Caller) -> None:
    body = {"fault": "status", "status": 400, "error_type": "APIError", "error_message": "spammy"}
    await owner.control("POST", "/faults", body)
    assert await owner.error("GET", "/users/self") == (400, "APIError", "spammy")


async def test_a_fault_meets_its_own_route_only_until_it_is_reset(owner: Caller) -> None:
    await owner.control("POST", "/faults", {"route": LIKE, "fault": "status", "times": 5})
    await owner.get("/users/self")
    await owner.control("POST", "/faults", {"fault": "reset"})
    media = owner.box.post_media("leo.knots")
    assert (await owner.call("POST", f"/media/{media}/likes")).status_code == 200
