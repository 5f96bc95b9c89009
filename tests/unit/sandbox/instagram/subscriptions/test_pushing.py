from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.apps import App
from sandbox.instagram.subscriptions import pushing

if TYPE_CHECKING:
    from typing import Any

    from tests.unit.sandbox.instagram.subscriptions.conftest import Box

HARBOUR = "219442017"
CIRCLE = {"kind": "geography", "lat": "35.51", "lng": "24.01"}


async def test_an_update_tells_that_something_came_and_not_what(box: Box) -> None:
    made = await box.subscribe("tag", object_id="sunset")
    box.clock.step(10)
    box.post("leo.knots", "sunset")
    assert await box.news() == [
        {
            "changed_aspect": "media",
            "object": "tag",
            "object_id": "sunset",
            "time": int(box.clock.now().timestamp()),
            "subscription_id": int(made["id"]),
        }
    ]
    assert await box.news() == []


async def test_users_are_those_who_let_the_app(box: Box) -> None:
    await box.subscribe("user")
    leo, noor = (box.deeds.world.usernames[name] for name in ("leo.knots", "noor.skylines"))
    box.tokens.issue(leo.id)
    await box.news()
    media = box.post("leo.knots")
    box.post("noor.skylines")
    (update,) = await box.news()
    assert (update["object_id"], update["data"]) == (leo.id, {"media_id": media})
    box.tokens.issue(noor.id)
    assert await box.news() == []


@pytest.mark.parametrize(
    ("wish", "photo", "told"),
    [
        pytest.param({"kind": "tag", "object_id": "sunset"}, {}, 0, id="another tag"),
        pytest.param({"kind": "tag", "object_id": "sunset"}, {"age": 60.0}, 0, id="an old photo"),
        pytest.param({"kind": "location", "object_id": HARBOUR}, {"place": HARBOUR}, 1, id="a place"),
        pytest.param({"kind": "location", "object_id": HARBOUR}, {}, 0, id="nowhere"),
        pytest.param({**CIRCLE, "radius": "3000"}, {"place": HARBOUR}, 1, id="a circle"),
        pytest.param({**CIRCLE, "radius": "100"}, {"place": HARBOUR}, 0, id="near it"),
    ],
)
async def test_only_what_was_wished_is_told(box: Box, wish: dict[str, str], photo: dict[str, Any], told: int) -> None:
    box.post("ana.saltwater", "sunset", place=HARBOUR)
    await box.subscribe(wish["kind"], **wish)
    box.clock.step(1)
    box.post("leo.knots", **photo)
    assert len(await box.news()) == told


async def test_what_private_people_post_is_news_to_their_own_app_only(box: Box) -> None:
    owner = box.deeds.world.cast.owner
    box.tokens.issue(owner.id)
    await box.subscribe("geography", lat="35.51", lng="24.01", radius="3000")
    await box.subscribe("location", object_id=HARBOUR)
    await box.subscribe("user")
    box.post(owner.username, "sunset", place=HARBOUR)
    assert [update["object"] for update in await box.news()] == ["user"]


async def test_a_tag_that_is_added_later_is_news(box: Box) -> None:
    post = box.deeds.world.posts[int(box.post("leo.knots").partition("_")[0])]
    await box.subscribe("tag", object_id="late")
    box.clock.step(100)
    box.deeds.world.tag_later(post, ("late",), box.clock.now(), 1)
    assert len(await box.news()) == 1


async def test_an_app_in_sandbox_mode_hears_of_its_users_only(box: Box) -> None:
    box.app = box.apps.register(App(name="Small", redirect_uris=("http://localhost/",), users=("leo.knots",)))
    box.listener.secret = box.app.client_secret
    await box.subscribe("tag", object_id="sunset")
    box.post("ana.saltwater", "sunset")
    assert await box.news() == []
    box.post("leo.knots", "sunset")
    assert len(await box.news()) == 1


async def test_one_letter_holds_what_one_callback_is_told(box: Box) -> None:
    await box.subscribe("tag", object_id="sunset")
    await box.subscribe("tag", object_id="beach")
    for tags in (("sunset",), ("sunset", "beach")):
        box.clock.step(1)
        box.post("leo.knots", *tags)
    await box.news()
    ((first, second, third),) = box.listener.pushed
    assert [one["object_id"] for one in (first, second, third)] == ["sunset", "sunset", "beach"]
    assert first["time"] < second["time"]


async def test_another_subscription_loses_nothing_of_the_first(box: Box) -> None:
    await box.subscribe("tag", object_id="sunset")
    box.post("leo.knots", "sunset")
    await box.subscribe("tag", object_id="beach")
    assert len(await box.news()) == 1


async def test_a_callback_that_fails_is_told_again_after_a_pause(box: Box) -> None:
    await box.subscribe("tag", object_id="sunset")
    box.listener.fails = 2
    box.post("leo.knots", "sunset")
    told = []
    for second in range(7):
        box.seconds = float(second)
        told.append(len(await box.news()))
    assert (told, box.listener.tried) == ([0, 0, 0, 0, 0, 1, 0], 3)


async def test_in_the_end_it_is_given_up_with_a_word(box: Box, caplog: pytest.LogCaptureFixture) -> None:
    await box.subscribe("tag", object_id="sunset")
    box.listener.fails = 100
    box.post("leo.knots", "sunset")
    for second in range(60):
        box.seconds = float(second)
        await box.pusher.round()
    assert box.listener.tried == 4
    (record,) = [one for one in caplog.records if one.name == pushing.__name__]
    assert (record.levelno, record.getMessage()) == (
        logging.WARNING,
        "an update was given up after 4 tries: its callback takes none",
    )


async def test_it_works_in_the_background_until_it_is_stopped(box: Box) -> None:
    await box.subscribe("tag", object_id="sunset")
    (task,) = (one for one in asyncio.all_tasks() if "Pusher._work" in repr(one.get_coro()))
    box.pusher.start()
    assert sum("Pusher._work" in repr(one.get_coro()) for one in asyncio.all_tasks()) == 1
    box.post("leo.knots", "sunset")
    async with asyncio.timeout(60):
        while not box.listener.pushed:
            await asyncio.wait({task}, timeout=0.01)
    box.pusher.stop()
    await asyncio.wait({task}, timeout=60)
    assert task.cancelled()


async def test_without_subscriptions_there_is_no_work(box: Box) -> None:
    box.pusher.start()
    assert not any("Pusher._work" in repr(one.get_coro()) for one in asyncio.all_tasks())


async def test_a_subscription_that_ended_is_told_nothing(box: Box) -> None:
    await box.subscribe("tag", object_id="sunset")
    await box.call("DELETE", object="all")
    box.post("leo.knots", "sunset")
    assert await box.news() == []
