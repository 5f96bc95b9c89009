"""Photos as the network tells them, and rules about them, drawn from one seed."""

from __future__ import annotations

import json
import math
import random
from bisect import bisect
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bench.engines.wanted import SHAPES, Asked, Wanted, further, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POPULAR = 1.05
"""The steepness with which some names are more common than others."""
NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
PER_DEGREE = 111.195
"""Kilometres."""
TAGS, USERS, PLACES, WORDS = 20_000, 5_000, 2_000, 12_000
ONSETS = (*"bdfghklmnprstvz", "br", "dr", "gr", "kl", "pl", "sh", "st", "tr")
SYLLABLES = tuple(onset + vowel for onset in ONSETS for vowel in "aeiou")
ABROAD = ("schön", "café", "über", "закат", "niño", "ångström", "夕日")
EMOJI = ("🌅", "✨", "❤️", "📷", "🌊", "🔥")


class Spot(NamedTuple):
    """A place that people go to."""

    id: str
    name: str
    latitude: float
    longitude: float


class Zipf:
    """Draws names of which the first are much more common than the last."""

    def __init__(self, names: list[str], s: float, dice: random.Random) -> None:
        self._names = names
        self._dice = dice
        self._weights = list(accumulate(1 / (rank**s) for rank in range(1, len(names) + 1)))

    def draw(self) -> str:
        return self._names[bisect(self._weights, self._dice.random() * self._weights[-1])]

    def several(self, count: int) -> list[str]:
        return list(dict.fromkeys(self.draw() for _ in range(count)))


class World:
    """Two thousand photos, and as many rules as wanted."""

    def __init__(self, photos: int, seed: int = 4) -> None:
        self._dice = random.Random(seed)
        self._names = [*self._invented(TAGS + WORDS)]
        self._tags, self._words = self._names[:TAGS], self._names[TAGS:]
        self._users = [f"{name}.{number}" for number, name in enumerate(self._names[:USERS])]
        self._spots = [self._spot(number) for number in range(PLACES)]
        self._places = {spot.id: spot for spot in self._spots}
        self._draw_tag = Zipf(self._tags, POPULAR, self._dice).several
        self._draw_user = Zipf(self._users, POPULAR, self._dice).draw
        self._draw_word = Zipf(self._words, POPULAR, self._dice).draw
        self._draw_place = Zipf([*self._places], POPULAR, self._dice).draw
        self.photos = [self._photo(number) for number in range(photos)]

    @cached_property
    def texts(self) -> list[str]:
        """Every photo as it comes from the network."""
        return [json.dumps(photo, ensure_ascii=False) for photo in self.photos]

    def rules(self, count: int, *, hot: bool = False, keyless: bool = True) -> list[Wanted]:
        """The usual mix. `hot` rules ask for what is common; without `keyless`, each has something to be found by."""
        makers = self._makers(random.Random(count), POPULAR if hot else 0.4)
        shares = {"tag": 60, "author": 15, "place": 10, "phrase": 10, "number": 3, "regex": 2}
        kinds = [kind for kind, share in shares.items() for _ in range(count * share // 100)]
        kinds += ["tag"] * (count - len(kinds))
        random.Random(count + 1).shuffle(kinds)
        rules = [Wanted(name=f"{kind}-{number}", kind=kind, asks=makers[kind]()) for number, kind in enumerate(kinds)]
        return [rule for rule in rules if keyless or rule.kind not in {"number", "regex"}]

    def _makers(self, dice: random.Random, s: float) -> dict[str, Callable[[], tuple[Asked, ...]]]:
        tag, word = Zipf(self._tags, s, dice), Zipf(self._words, s, dice)
        user, place = Zipf(self._users, s, dice), Zipf([*self._places], s, dice)

        def with_more(*first: Asked) -> tuple[Asked, ...]:
            count = dice.randint(0, 4)
            rest = {
                one.field + one.sign: one
                for one in (further(dice, self._tags[:12], self._words[:12]) for _ in range(count))
            }
            return (*first, *(one for one in rest.values() if (one.field, one.sign) != first[0][:2]))

        def located() -> Asked:
            spot = self._places[place.draw()]
            return Asked("place", "is", (spot.id,)) if dice.random() < 0.5 else self._near(spot, dice)

        return {
            "tag": lambda: with_more(Asked("tags", "any", tuple(tag.several(3 if dice.random() < 0.15 else 1)))),
            "author": lambda: with_more(Asked("author", "is", (user.draw(),))),
            "place": lambda: with_more(located()),
            "phrase": lambda: with_more(Asked("words", "has", (_phrase(dice, word),))),
            "number": lambda: numbers(dice),
            "regex": lambda: (Asked("text", "regex", (_pattern(dice, word),)),),
        }

    def _near(self, spot: Spot, dice: random.Random) -> Asked:
        """A circle on whose edge no spot lies, so that all ways to reckon distances agree."""
        latitude, longitude = spot.latitude + dice.uniform(-0.02, 0.02), spot.longitude + dice.uniform(-0.02, 0.02)
        radius = dice.choice((2.0, 5.0, 10.0))
        away = [distance(latitude, longitude, one.latitude, one.longitude) for one in self._spots]
        while any(abs(one - radius) < radius / 50 for one in away):
            radius *= 0.97
        return Asked("spot", "near", (round(latitude, 5), round(longitude, 5), round(radius, 3)))

    def _invented(self, count: int) -> Iterator[str]:
        seen: set[str] = set()
        while len(seen) < count:
            name = "".join(self._dice.choices(SYLLABLES, k=self._dice.randint(2, 4)))
            if name not in seen:
                seen.add(name)
                yield name

    def _spot(self, number: int) -> Spot:
        middle = self._dice.choice(((52.5, 13.4), (48.86, 2.35), (40.7, -74.0), (35.7, 139.7), (-33.9, 151.2)))
        latitude, longitude = (round(one + self._dice.gauss(0, 0.6), 4) for one in middle)
        return Spot(str(210_000_000 + number), f"{self._dice.choice(self._words)} point".title(), latitude, longitude)

    def _person(self, name: str) -> dict[str, object]:
        number = str(1_000_000 + self._users.index(name))
        picture = f"http://127.0.0.1:8000/pictures/avatar_{number}.jpg"
        return {
            "username": name,
            "profile_picture": picture,
            "id": number,
            "full_name": name.split(".", maxsplit=1)[0].title(),
        }

    def _photo(self, number: int) -> dict[str, object]:
        dice, at = self._dice, str(int((NOW - timedelta(seconds=self._dice.randint(60, 20_000))).timestamp()))
        tags, person = self._draw_tag(dice.randint(3, 13)), self._person(self._draw_user())
        key, base = f"{1_874_240_378_153_000_000 + number}_{person['id']}", "http://127.0.0.1:8000/pictures"
        spot = self._places[self._draw_place()] if dice.random() < 0.4 else None
        images = {"low_resolution": 320, "thumbnail": 150, "standard_resolution": 640}
        fans = [self._person(self._draw_user()) for _ in range(dice.randint(0, 2))]
        remarks = [self._remark(at) for _ in range(dice.randint(0, 2))]
        caption = {"created_time": at, "text": self._caption(tags), "from": person, "id": str(number)}
        return {
            "attribution": None,
            "tags": tags,
            "type": "video" if dice.random() < 0.15 else "image",
            "location": spot and {**spot._asdict(), "id": int(spot.id)},
            "comments": {"count": int(dice.lognormvariate(1.2, 1.2)), "data": remarks},
            "filter": dice.choice(("Normal", "Juno", "Clarendon", "Lark")),
            "created_time": at,
            "link": f"http://127.0.0.1:8000/p/{number:011x}/",
            "likes": {"count": int(dice.lognormvariate(3.5, 1.3)), "data": fans},
            "images": {
                name: {"url": f"{base}/{number}_{size}.jpg", "width": size, "height": size}
                for name, size in images.items()
            },
            "users_in_photo": [
                {"position": {"y": 0.5, "x": 0.25}, "user": self._person(self._draw_user())}
                for _ in range(dice.choice((0, 0, 0, 1, 2)))
            ],
            "caption": caption if dice.random() < 0.95 else None,
            "id": key,
            "user": person,
            "user_has_liked": dice.random() < 0.03,
        }

    def _remark(self, at: str) -> dict[str, object]:
        person, text = self._person(self._draw_user()), " ".join(self._draw_word() for _ in range(6))
        return {"created_time": at, "text": text, "from": person, "id": str(self._dice.randint(10**15, 10**16))}

    def _caption(self, tags: list[str]) -> str:
        dice = self._dice
        words = [self._draw_word() for _ in range(dice.randint(4, 28))]
        if dice.random() < 0.25:
            words[dice.randrange(len(words))] = dice.choice(ABROAD)
        if dice.random() < 0.2:
            words.insert(dice.randrange(len(words)), str(dice.randint(1, 2_000)))
        text = " ".join(word.capitalize() if dice.random() < 0.2 else word for word in words)
        text = text.replace(" ", ". ", 1) if dice.random() < 0.3 else text
        ending = f" {dice.choice(EMOJI)}" if dice.random() < 0.35 else "."
        return f"{text}{ending}\n{' '.join(f'#{tag}' for tag in tags)}"


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres, on a plain as large as a city: what an engine without sine can reckon."""
    east = (other_longitude - longitude) * math.cos(math.radians(latitude))
    return math.hypot(other_latitude - latitude, east) * PER_DEGREE


def _phrase(dice: random.Random, word: Zipf) -> str:
    return word.draw() if dice.random() < 0.6 else f"{word.draw()} {word.draw()}"


def _pattern(dice: random.Random, word: Zipf) -> str:
    return dice.choice(SHAPES).format(word.draw(), word.draw())
