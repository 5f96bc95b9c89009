from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError
from domain.ids import UserId
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from tests.contract.instagram.conftest import Side

ANA, CLOSED = "ana.saltwater", "zoe_hidden_valley"


async def test_me(network: InstagramNetwork, quiet: Side) -> None:
    profile = await network.me()
    assert (profile.person.username, profile.person.id) == (quiet.box.owner, quiet.id_of(quiet.box.owner))
    assert profile.bio == quiet.box.world.cast.owner.bio
    assert UNKNOWN not in (profile.website, profile.posts, profile.followers, profile.follows)


@pytest.mark.parametrize("who", [ANA, CLOSED])
async def test_somebody_open_or_closed_shows_a_profile(network: InstagramNetwork, quiet: Side, who: str) -> None:
    quiet.post(who)
    profile = await network.user(quiet.id_of(who))
    resident = quiet.box.world.usernames[who]
    assert (profile.person.username, profile.person.full_name) == (who, resident.full_name)
    assert (profile.bio, profile.website, profile.posts) == (resident.bio, resident.website, 1)
    assert isinstance(profile.followers, int)
    assert isinstance(profile.follows, int)
    assert profile.person.picture is not None


@pytest.mark.parametrize("who", ["1", "nobody", "9" * 40, "é"])
async def test_nobody_is_gone(network: InstagramNetwork, who: str) -> None:
    with pytest.raises(RefusedError, match="this user does not exist") as caught:
        await network.user(UserId(who))
    assert caught.value.gone


async def test_a_search_finds_by_both_names(network: InstagramNetwork) -> None:
    assert ANA in [person.username for person in await network.search_users("ana")]
    assert [person.username for person in await network.search_users("Ana Ferreira")] == [ANA]
    assert await network.search_users("nobody & co") == ()
    assert len(await network.search_users("a", count=3)) == 3


async def test_somebodys_photos_to_the_end(busy_network: InstagramNetwork, lively: Side) -> None:
    busiest = max(lively.box.world.by_author.items(), key=lambda shelf: 0 if shelf[0].private else len(shelf[1]))[0]
    user_id = UserId(busiest.id)
    found = await lively.to_the_end(lambda cursor: busy_network.user_media(user_id, cursor=cursor, count=7))
    theirs = [post for post in lively.box.world.posts.values() if post.author is busiest]
    assert len(found) > 7
    assert found == [post.id for post in sorted(theirs, key=lambda post: post.at, reverse=True)]


async def test_ones_own_photos(network: InstagramNetwork, quiet: Side) -> None:
    photo = quiet.post(quiet.box.owner)
    assert [media.id for media in (await network.user_media(UserId("self"))).items] == [photo]


async def test_a_closed_account_shows_no_photos(network: InstagramNetwork, quiet: Side) -> None:
    with pytest.raises(RefusedError, match="you cannot view this resource") as caught:
        await network.user_media(quiet.id_of(CLOSED))
    assert not caught.value.gone
