from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

UNKNOWN = (400, "APINotFoundError", "invalid media id")


@pytest.mark.parametrize("media", ["1", "1_2", "x", "9" * 400, "\uff11_2"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/likes"),
        ("POST", "/likes"),
        ("DELETE", "/likes"),
        ("GET", "/comments"),
        ("POST", "/comments"),
    ],
)
async def test_an_unknown_media_is_a_400(owner: Caller, method: str, path: str, media: str) -> None:
    assert await owner.error(method, f"/media/{media}{path}", text="hi") == UNKNOWN
    assert owner.box.effects() == []


async def test_a_number_with_another_author_is_unknown(owner: Caller) -> None:
    number = owner.box.post_media("ana.saltwater").partition("_")[0]
    assert await owner.error("GET", f"/media/{number}_1") == UNKNOWN


async def test_the_bare_number_of_old_clients_is_known(owner: Caller) -> None:
    media = owner.box.post_media("ana.saltwater")
    assert (await owner.get(f"/media/{media.partition('_')[0]}"))["data"]["id"] == media
