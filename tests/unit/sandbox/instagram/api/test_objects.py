from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

HOST = "http://127.0.0.1:8642"
ANA = "ana.saltwater"
PLACE = "215570818"
MEDIA_KEYS = {
    "attribution",
    "tags",
    "type",
    "location",
    "comments",
    "filter",
    "created_time",
    "link",
    "likes",
    "images",
    "users_in_photo",
    "caption",
    "user_has_liked",
    "id",
    "user",
}
PERSON_KEYS = {"username", "profile_picture", "id", "full_name"}


async def test_a_media_always_has_all_its_keys(owner: Caller) -> None:
    bare = owner.box.post_media(ANA)
    data = (await owner.get(f"/media/{bare}"))["data"]
    assert set(data) == MEDIA_KEYS
    assert (data["caption"], data["location"], data["attribution"]) == (None, None, None)
    assert (data["tags"], data["users_in_photo"]) == ([], [])
    assert data["likes"] == data["comments"] == {"count": 0, "data": []}
    assert data["user_has_liked"] is False
    assert data["type"] == "image"


async def test_a_full_media_is_spelt_as_the_api_spells_it(owner: Caller) -> None:
    media = owner.box.post_media(ANA, caption="Low sun <3 #Sunset #海", location_id=PLACE)
    data = (await owner.get(f"/media/{media}"))["data"]
    number, _, author = media.partition("_")
    assert author == data["user"]["id"] == owner.id_of(ANA)
    assert set(data["user"]) == set(data["caption"]["from"]) == PERSON_KEYS
    assert data["tags"] == ["sunset", "海"]
    assert data["caption"]["text"] == "Low sun <3 #Sunset #海"
    assert data["caption"]["id"].isdigit()
    assert data["created_time"] == data["caption"]["created_time"] == str(int(owner.clock.now().timestamp()))
    assert data["location"] == {
        "id": 215570818,
        "name": "Praia do Norte, Nazaré",
        "latitude": 39.6089,
        "longitude": -9.0846,
    }
    assert data["images"] == {
        name: {"url": f"{HOST}/pictures/{number}_{size}.jpg", "width": size, "height": size}
        for name, size in (("thumbnail", 150), ("low_resolution", 320), ("standard_resolution", 640))
    }
    assert data["link"].startswith(f"{HOST}/p/")


async def test_a_locations_id_is_a_string_at_its_own_endpoint(owner: Caller) -> None:
    assert (await owner.get(f"/locations/{PLACE}"))["data"]["id"] == PLACE


async def test_a_bare_geotag_has_neither_id_nor_name(visitor: Caller) -> None:
    page = await visitor.get("/tags/sunset/media/recent")
    locations = [item["location"] for item in page["data"]]
    while "next_url" in page["pagination"]:
        page = (await visitor.client.get(page["pagination"]["next_url"])).json()
        locations += [item["location"] for item in page["data"]]
    kinds = {None if place is None else tuple(sorted(place)) for place in locations}
    assert kinds == {None, ("latitude", "longitude"), ("id", "latitude", "longitude", "name")}


async def test_a_profile_has_counts_and_empty_strings(owner: Caller) -> None:
    before = (await owner.get("/users/self"))["data"]
    owner.box.post_media(owner.box.owner)
    owner.box.request_follow("clara.aquarelle")
    await owner.call("POST", f"/users/{owner.id_of('clara.aquarelle')}/relationship", action="approve")
    after = (await owner.get("/users/self"))["data"]
    assert set(after) == PERSON_KEYS | {"bio", "website", "counts"}
    assert after["website"] == ""
    assert after["counts"]["media"] == before["counts"]["media"] + 1
    assert after["counts"]["followed_by"] == before["counts"]["followed_by"] + 1
    assert after["counts"]["follows"] == before["counts"]["follows"]


async def test_a_media_shows_its_latest_comments_and_likers(owner: Caller) -> None:
    media = owner.box.post_media(ANA)
    for turn in range(10):
        await owner.call("POST", f"/media/{media}/comments", text=f"comment {turn}")
    await owner.call("POST", f"/media/{media}/likes")
    data = (await owner.get(f"/media/{media}"))["data"]
    assert data["comments"]["count"] == 10
    assert [comment["text"] for comment in data["comments"]["data"]] == [f"comment {turn}" for turn in range(2, 10)]
    assert [fan["username"] for fan in data["likes"]["data"]] == [owner.box.owner]
    assert (data["likes"]["count"], data["user_has_liked"]) == (1, True)


async def test_likes_show_at_most_four_people_and_count_all(visitor: Caller) -> None:
    page = (await visitor.get("/tags/sunset/media/recent", count=33))["data"]
    assert max(len(item["likes"]["data"]) for item in page) == 4
    assert max(item["likes"]["count"] for item in page) > 4
