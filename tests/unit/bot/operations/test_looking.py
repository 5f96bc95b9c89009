"""Every operation that shows photos, places or tags, by word and by button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from networks.instagram.network import InstagramNetwork
    from sandbox.instagram.server import InstagramSandbox
    from tests.unit.bot.operations.conftest import Wire
    from tests.unit.bot.world import Chat

PLACE, POINT = "215570818", "39.6089 -9.0846"
SINCE = r"min_timestamp=\d+"
TAG_MEDIA = r"GET /tags/sunset/media/recent"


@dataclass(frozen=True, kw_only=True)
class Known:
    """Ids of the world that commands need."""

    area: str
    photo: str
    code: str
    author: str

    def fill(self, text: str) -> str:
        for name in ("area", "photo", "code", "author"):
            text = text.replace(f"<{name}>", getattr(self, name))
        return text


@pytest.fixture
async def known(world: InstagramSandbox, network: InstagramNetwork, wire: Wire) -> Known:
    latitude, longitude = map(float, POINT.split())
    client = world.apps.first.client_id
    area = world._deeds.geographies.add(client, latitude, longitude, 2000)
    photo = (await network.tag_media("sunset", count=1)).items[0]
    wire.asked.clear()
    code = str(photo.link).rstrip("/").rsplit("/", 1)[-1]
    return Known(area=area.id, photo=photo.id, code=code, author=photo.author.id)


@pytest.mark.parametrize(
    ("typed", "asked", "seen"),
    [
        pytest.param("/tag sunset 3", [r"GET /tags/sunset/media/recent\?count=3"], "#sunset · 1 of 3", id="7.3"),
        pytest.param("/tag sunset", [r"GET /tags/sunset"], "posts", id="7.2"),
        pytest.param("/tags sun", [r"GET /tags/search\?q=sun"], "#sunset", id="7.1"),
        pytest.param("/feed", [r"GET /users/self/feed"], "Your feed · 1 of", id="8.2"),
        pytest.param("/liked", [r"GET /users/self/media/liked"], "You like no photos yet", id="8.3"),
        pytest.param("/popular", [r"GET /media/popular"], "Popular now · 1 of", id="5.1"),
        pytest.param(
            f"/near {POINT} 2 3",
            [rf"GET /media/search\?lat=39.*&lng=-9.*&distance=2000&{SINCE}&max_timestamp=\d+&count=100"],
            "(2 km, 3 days) · 1 of",
            id="5.2",
        ),
        pytest.param(
            f"/places {POINT} 700", [r"GET /locations/search\?lat=39.*&lng=-9.*&distance=700"], "1. Praia", id="4.1"
        ),
        pytest.param("/places fb:1", [r"GET /locations/search\?facebook_places_id=1"], "fb:1", id="4.1 facebook"),
        pytest.param("/places fsq:1", [r"GET /locations/search\?foursquare_v2_id=1"], "fsq:1", id="4.1 foursquare"),
        pytest.param(
            "/places fsq1:1", [r"GET /locations/search\?foursquare_id=1"], "fsq1:1", id="4.1 of before 2011"
        ),
        pytest.param(f"/place {PLACE}", [rf"GET /locations/{PLACE}"], "", id="4.2"),
        pytest.param(
            f"/at {PLACE} 7d..", [rf"GET /locations/{PLACE}/media/recent\?{SINCE}"], "Praia do Norte", id="4.3"
        ),
        pytest.param("/geo <area> 4", [r"GET /geographies/<area>/media/recent\?count=4"], "Area <area>", id="2.1"),
        pytest.param("/media <photo>", [r"GET /media/<photo>"], "🖼 Photo", id="5.4"),
        pytest.param("/media <code>", [r"GET /media/shortcode/<code>"], "🖼 Photo", id="5.3"),
        pytest.param(
            "/posts <author> 2026-11-20..", [rf"GET /users/<author>/media/recent\?{SINCE}"], "Photos of @", id="8.5"
        ),
        pytest.param("http://127.0.0.1:8642/p/<code>/", [r"GET /media/shortcode/<code>"], "🖼 Photo", id="5.3 a link"),
        pytest.param("#sunset", [TAG_MEDIA], "#sunset · 1 of", id="7.3 in a word"),
        pytest.param("39.6089, -9.0846", [r"GET /media/search\?.*"], "(1 km, 5 days)", id="5.2 in a word"),
    ],
)
async def test_typed(chat: Chat, wire: Wire, known: Known, typed: str, asked: list[str], seen: str) -> None:
    answer = await chat.ask(known.fill(typed))
    assert known.fill(seen) in answer.text
    for call in asked:
        assert any(re.fullmatch(known.fill(call), one) for one in wire.asked), wire.asked
    assert not any(one.startswith(("POST", "DELETE")) for one in wire.asked)


@pytest.mark.parametrize(
    ("typed", "pressed", "asked"),
    [
        pytest.param("/start", ["📰 Feed"], r"GET /users/self/feed", id="8.2"),
        pytest.param("/start", ["❤️ Liked"], r"GET /users/self/media/liked", id="8.3"),
        pytest.param("/start", ["🔥 Popular"], r"GET /media/popular", id="5.1"),
        pytest.param("/tag sunset 1", ["▶"], rf"{TAG_MEDIA}\?count=1&max_tag_id=.+", id="7.3 its next page"),
        pytest.param(
            "/geo <area> 1", ["▶"], r"GET /geographies/<area>/media/recent\?count=1&max_id=.+", id="2.1 its next page"
        ),
        pytest.param("/tag sunset", ["⋯", "🏷 Similar tags"], r"GET /tags/search\?q=suns", id="7.1"),
        pytest.param("/tag sunset", ["⋯", "#sunset"], TAG_MEDIA, id="7.3"),
        pytest.param("/tag sunset", ["▦ Grid", "2"], r"GET /media/\d+_\d+", id="5.4"),
        pytest.param(f"/at {PLACE}", ["📍 "], rf"GET /locations/{PLACE}", id="4.2"),
        pytest.param(f"/at {PLACE}", ["📍 ", "📷"], rf"GET /locations/{PLACE}/media/recent", id="4.3"),
        pytest.param(f"/place {PLACE}", ["🧭"], r"GET /media/search\?.*distance=1000.*", id="5.2"),
        pytest.param(f"/near {POINT}", ["5 km"], r"GET /media/search\?.*distance=5000.*", id="5.2 farther"),
        pytest.param(f"/near {POINT}", ["🏠"], r"GET /locations/search\?lat.*&distance=1000", id="4.1"),
        pytest.param("/user <author>", ["🖼 Posts"], r"GET /users/<author>/media/recent", id="8.5"),
        pytest.param("/geo <area>", ["1/"], r"GET /geographies/<area>/media/recent", id="2.1 anew"),
    ],
)
async def test_pressed(chat: Chat, wire: Wire, known: Known, typed: str, pressed: list[str], asked: str) -> None:
    before = await chat.ask(known.fill(typed))
    for words in pressed:
        wire.asked.clear()
        latest = chat.last()
        below = latest if any(words == button.text for button in latest.buttons) else chat.now(before)
        await chat.press(below if words in str(below.buttons) else latest, words)
    assert any(re.fullmatch(known.fill(asked), one) for one in wire.asked), wire.asked
    assert not any(one.startswith(("POST", "DELETE")) for one in wire.asked)


async def test_older_photos_of_the_feed_follow(chat: Chat, wire: Wire) -> None:
    card = await chat.ask("/feed")
    token = str(card.button("▶").callback_data).split(":")[2]
    await chat.press_data(card, f"v1:card:{token}:20")
    assert "21 of 40" in chat.now(card).text
    assert re.fullmatch(r"GET /users/self/feed\?max_id=.+", wire.asked[-1])
