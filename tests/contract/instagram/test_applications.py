"""What depends on the application: its age, its signature, and who it may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RefusedError
from domain.ids import GeographyId, UserId
from domain.people import RelationshipVerb
from sandbox.instagram.apps import App
from sandbox.instagram.server import InstagramSandbox
from sandbox.instagram.world.cast import Cast, Resident
from tests.contract.instagram.conftest import KEY, Side

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from networks.instagram.network import InstagramNetwork
    from sandbox.clock import SteppedClock

    Ask = Callable[[InstagramNetwork], Awaitable[object]]

ANA, FRIEND = "ana.saltwater", "oma.trudi"
BACK = ("http://127.0.0.1/callback",)


def token_of(side: Side, app: App) -> str:
    return side.box.issue_token(side.box.owner, None, side.box.apps.register(app))


def young() -> App:
    return App(name="Young", redirect_uris=BACK, shape="new")


async def test_both_shapes_of_a_photo_say_the_same(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post(ANA, caption="Dusk", tags=["sea"])
    await network.like(photo)
    await network.post_comment(photo, "Lovely")
    async with quiet.connected(token_of(quiet, young())) as other:
        assert await other.media(photo) == await network.media(photo)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda n: n.feed(), id="feed"),
        pytest.param(lambda n: n.popular(), id="popular"),
        pytest.param(lambda n: n.geography_media(GeographyId("1")), id="geography_media"),
        pytest.param(lambda n: n.follows(UserId("1")), id="whom others follow"),
        pytest.param(lambda n: n.followed_by(UserId("1")), id="who follows others"),
    ],
)
async def test_what_was_dropped_is_refused(quiet: Side, ask: Ask) -> None:
    async with quiet.connected(token_of(quiet, young())) as network:
        with pytest.raises(RefusedError, match="status 404"):
            await ask(network)


@pytest.mark.parametrize("verb", [RelationshipVerb.BLOCK, RelationshipVerb.UNBLOCK])
async def test_young_applications_block_nobody(quiet: Side, verb: RelationshipVerb) -> None:
    async with quiet.connected(token_of(quiet, young())) as network:
        with pytest.raises(RefusedError):
            await network.change_relationship(quiet.id_of(ANA), verb)
        assert (await network.follows(UserId("self"), count=1)).items


async def test_signed_requests_are_taken(quiet: Side) -> None:
    app = App(name="Signed", redirect_uris=BACK, signed=True)
    token = token_of(quiet, app)
    photos = [quiet.post(ANA, tags=["été"]) for _ in range(3)]
    async with quiet.connected(token, signing_secret=app.client_secret) as network:
        assert (await network.me()).person.username == quiet.box.owner
        found = await quiet.to_the_end(lambda cursor: network.tag_media("été", cursor=cursor, count=2))
        assert sorted(found) == sorted(photos)
        await network.post_comment(photos[0], "So & warm = 100% | ☀")
        await network.like(photos[0])
        await network.unlike(photos[0])
        (comment,) = await network.comments(photos[0])
        await network.delete_comment(photos[0], comment.id)
    assert [kind for kind, _, _ in quiet.done()] == ["comment", "like", "unlike", "delete_comment"]


@pytest.mark.parametrize("secret", [None, "0" * 32])
async def test_without_the_right_secret_they_are_refused(quiet: Side, secret: str | None) -> None:
    token = token_of(quiet, App(name="Signed", redirect_uris=BACK, signed=True))
    async with quiet.connected(token, signing_secret=secret) as network:
        with pytest.raises(
            BlockedError, match=r"Signature does not match.*Check the client id and the client secret"
        ):
            await network.me()


async def test_a_signature_that_nobody_asked_for_changes_nothing(quiet: Side) -> None:
    async with quiet.connected(quiet.box.issue_token(quiet.box.owner), signing_secret="0" * 32) as network:
        assert (await network.me()).person.username == quiet.box.owner


async def test_in_sandbox_mode_only_its_users_exist(quiet: Side) -> None:
    app = App(name="New here", redirect_uris=BACK, users=(quiet.box.owner, FRIEND))
    stranger = quiet.post(ANA)
    async with quiet.connected(token_of(quiet, app), "sandbox") as network:
        assert (await network.user(quiet.id_of(FRIEND))).person.username == FRIEND
        with pytest.raises(RefusedError, match="this user does not exist"):
            await network.user(quiet.id_of(ANA))
        with pytest.raises(RefusedError, match="invalid media id") as caught:
            await network.like(stranger)
        assert caught.value.gone


async def test_a_profile_for_adults_is_refused(clock: SteppedClock) -> None:
    people = (Resident(username="me", ties="owner"), Resident(username="bar.nineteen", gated=True))
    box = InstagramSandbox.open(None, clock=clock, control_key=KEY, cast=Cast(people=people, lively=False))
    side = Side(box=box, clock=clock)
    async with side.connected(box.issue_token("me")) as network:
        for ask in (network.user, network.user_media):
            with pytest.raises(RefusedError, match="you cannot view this resource"):
                await ask(side.id_of("bar.nineteen"))
    box.close()
