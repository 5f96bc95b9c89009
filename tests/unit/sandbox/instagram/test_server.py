from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.clock import SteppedClock, wall_time
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sandbox.instagram.conftest import Caller


def opened(path: Path, clock: SteppedClock, **settings: Any) -> InstagramSandbox:  # noqa: ANN401  # passed on
    return InstagramSandbox.open(path, clock=clock, control_key="k", **settings)


async def everything(box: InstagramSandbox) -> list[object]:
    """What the owner sees of the world."""
    token = box.issue_token(box.owner)
    paths = [
        "/tags/sunset/media/recent?count=33",
        "/users/self",
        "/users/self/requested-by",
        "/users/self/follows",
        "/users/self/feed",
        "/users/self/media/liked",
        "/media/popular",
        *(f"/users/{person.id}/relationship" for person in box.world.cast.people),
        *(f"/media/{effect.target}" for effect in box.effects() if "_" in effect.target),
    ]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        return [(await client.get(f"/v1{path}", params={"access_token": token})).json() for path in paths]


async def live_a_little(box: InstagramSandbox, clock: SteppedClock) -> None:
    """Effects of every kind, with time going on between them."""
    token = box.issue_token(box.owner)
    media = box.post_media("leo.knots", caption="#sunset by hand")
    people = box.world.usernames
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:

        async def call(method: str, path: str, **params: str) -> httpx.Response:
            clock.step(200)
            response = await client.request(method, f"/v1{path}", params={"access_token": token, **params})
            assert response.status_code == 200, response.text
            return response

        await call("POST", f"/media/{media}/likes")
        await call("POST", f"/media/{media}/comments", text="stays")
        await call("POST", f"/media/{media}/comments", text="goes")
        comments = (await call("GET", f"/media/{media}/comments")).json()["data"]
        own = next(comment["id"] for comment in comments if comment["text"] == "goes")
        await call("DELETE", f"/media/{media}/comments/{own}")
        box.request_follow("noor.skylines")
        for name, action in (
            ("the.quiet.tom", "approve"),
            ("noor.skylines", "ignore"),
            ("zoe_hidden_valley", "follow"),
            ("leo.knots", "unfollow"),
            ("crypto.king.8841", "block"),
            ("best_casino_bonus_77", "block"),
            ("best_casino_bonus_77", "unblock"),
        ):
            await call("POST", f"/users/{people[name].id}/relationship", action=action)
        await call("POST", f"/media/{box.post_media('oma.trudi')}/likes")


async def test_the_same_folder_is_the_same_world(tmp_path: Path) -> None:
    clock = SteppedClock()
    box = opened(tmp_path, clock)
    token = box.issue_token(box.owner)
    await live_a_little(box, clock)
    clock.step(5000)
    before, effects = await everything(box), box.effects()
    box.close()
    again = opened(tmp_path, clock, seed=99, story=False)
    assert again.issue_token(again.owner) == token
    assert again.effects() == effects
    assert await everything(again) == before
    again.close()


async def test_a_killed_world_comes_back_with_every_answered_effect(tmp_path: Path) -> None:
    clock = SteppedClock()
    killed = opened(tmp_path, clock)
    await live_a_little(killed, clock)
    after = opened(tmp_path, clock)
    assert after.effects() == killed.effects()
    assert await everything(after) == await everything(killed)
    after.close()
    killed.close()


async def test_the_same_seed_and_time_are_the_same_world_and_another_seed_is_not() -> None:
    worlds = []
    for seed in (7, 7, 8):
        clock = SteppedClock()
        box = InstagramSandbox.open(None, seed=seed, clock=clock, control_key="k")
        clock.step(900)
        worlds.append([(post.id, post.draft.caption) for post in box.world.posts.values()])
        box.close()
    assert worlds[0] == worlds[1] != worlds[2]


async def test_the_order_of_looking_makes_no_difference() -> None:
    clock = SteppedClock()
    patient, curious = (InstagramSandbox.open(None, clock=clock, control_key="k") for _ in range(2))
    for _ in range(10):
        clock.step(90)
        await everything(curious)

    def seen(box: InstagramSandbox) -> list[str]:
        return [post.id for post in box.world.posts.values()]

    assert seen(patient) == seen(curious)
    assert patient.world.bonds.asking(patient.world.cast.owner) == curious.world.bonds.asking(
        curious.world.cast.owner
    )
    patient.close()
    curious.close()


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    box = opened(folder, SteppedClock())
    box.issue_token(box.owner)
    for path in folder.iterdir():
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path.name
    box.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_the_journal_can_be_read_from_outside_while_the_server_runs(tmp_path: Path) -> None:
    clock = SteppedClock()
    box = opened(tmp_path, clock, cast=Cast.quiet())
    token, media = box.issue_token(box.owner), box.post_media("leo.knots")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=box.app), base_url="http://x") as client:
        await client.get("/v1/users/self", params={"access_token": token})
        await client.post(f"/v1/media/{media}/comments", params={"access_token": token, "text": "Ahoy"})
    outside = sqlite3.connect(tmp_path / "journal.sqlite3")
    rows = outside.execute("SELECT n, at, actor, kind, target, detail, changed FROM effects").fetchall()
    counts = dict(outside.execute("SELECT route, times FROM requests"))
    stored = "\n".join(outside.iterdump())
    outside.close()
    box.close()
    assert rows == [(2, clock.now().isoformat(), "juna.berg", "comment", media, "Ahoy", 1)]
    assert counts == {"GET /v1/users/self": 1, "POST /v1/media/{id}/comments": 1}
    assert token not in stored


def test_a_clock_of_its_own_goes_on_across_restarts_and_speeds(tmp_path: Path) -> None:
    moments = []
    for speed in (1.0, 1000.0, 1.0, 1.0):
        box = InstagramSandbox.open(tmp_path, speed=speed, control_key="k", cast=Cast.quiet())
        moments += [box.clock(), box.clock()]
        box.close()
    assert moments == sorted(moments)
    assert (moments[-1] - moments[0]).total_seconds() < 2000


def test_world_time_never_goes_back_behind_the_journal(tmp_path: Path) -> None:
    clock = SteppedClock()
    box = opened(tmp_path, clock, cast=Cast.quiet())
    clock.step(500)
    box.request_follow("leo.knots")
    box.close()
    again = opened(tmp_path, SteppedClock(), cast=Cast.quiet())
    assert again.clock() == clock.now()
    again.close()


def test_without_a_clock_world_time_starts_as_wall_time() -> None:
    box = InstagramSandbox.open(None, control_key="k", cast=Cast.quiet())
    assert abs((box.clock() - wall_time()).total_seconds()) < 5
    box.close()


async def test_a_photo_has_a_page_of_its_own(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater", caption="<script>alert(1)</script>")
    link = (await owner.get(f"/media/{media}"))["data"]["link"]
    response = await owner.client.get(link)
    assert response.status_code == 200
    assert "&lt;script&gt;alert(1)" in response.text
    assert "<script>" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


async def test_a_private_photo_has_no_public_page(owner: Caller) -> None:
    media = owner.box.post_media(owner.box.owner)
    link = (await owner.get(f"/media/{media}"))["data"]["link"]
    assert (await owner.client.get(link)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/v1", "/p/xyz/", "/sandbox", "/sandbox/faults", "/pictures/"])
async def test_other_paths_are_not_found(owner: Caller, path: str) -> None:
    response = await owner.client.get(path, params={"access_token": owner.token})
    assert response.status_code == 404
    assert owner.token not in response.headers.get("location", "")


def test_names_that_nobody_has_are_refused(quiet: InstagramSandbox) -> None:
    for attempt in (quiet.issue_token, quiet.request_follow, quiet.post_media):
        with pytest.raises(ValueError, match="Nobody here is called 'nobody'"):
            attempt("nobody")


def test_a_thousand_old_photos_can_be_made(quiet: InstagramSandbox) -> None:
    for age in range(1000):
        quiet.post_media("leo.knots", tags=["sunset"], age_seconds=86400.0 + age)
    assert len(quiet.world.by_tag["sunset"]) == 1000
    assert max(post.at for post in quiet.world.posts.values()) < quiet.clock()
