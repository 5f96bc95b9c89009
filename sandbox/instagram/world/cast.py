"""Who lives in the world and where: profiles, habits, places."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from sandbox.instagram.world.dice import dice

Tie: TypeAlias = Literal["owner", "friend", "admired", "fan", "waiting", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Somewhere to take a photo."""

    key: str
    id: int
    name: str
    latitude: float
    longitude: float

    @property
    def facebook_places_id(self) -> str:
        """What another service calls it."""
        return str(dice("facebook", self.key).randrange(10**14, 10**15))

    @property
    def foursquare_v2_id(self) -> str:
        """What yet another calls it."""
        return f"{dice('foursquare', self.key).getrandbits(96):024x}"

    @property
    def foursquare_id(self) -> str:
        """What that one called it in its first version."""
        return str(dice("foursquare 1", self.key).randrange(10**5, 10**7))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Resident:
    """Somebody with an account in this world. Everybody exists once, so people are compared by identity."""

    username: str
    full_name: str = ""
    bio: str = ""
    website: str = ""
    languages: tuple[str, ...] = ("en",)
    motifs: tuple[str, ...] = ("sunset",)
    """What they photograph; a motif that stands twice is twice as frequent."""
    homes: tuple[str, ...] = ()
    """Keys of the places where they do."""
    peak: int = 18
    """The UTC hour they like to post at."""
    fame: int = 100
    """Followers outside this world; they are counted and never listed."""
    follows: int | None = None
    """People outside this world whom they follow; `None` lets chance decide."""
    ties: Tie = "none"
    private: bool = False
    spam: bool = False
    gated: bool = False
    """Whether the profile is for adults only, and so never for programs."""

    @property
    def id(self) -> str:
        """Ten digits, the same in every world."""
        return _number(self.username)


class _Listed(BaseModel):
    """One list of the data files, checked as it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[Resident, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """The people and places of one world. Exactly one of the people is the owner."""

    people: tuple[Resident, ...]
    places: tuple[Place, ...] = ()
    lively: bool = True
    """Whether people post, like, comment and ask by themselves. If not, only what is called happens."""
    owner: Resident = field(init=False)

    def __post_init__(self) -> None:
        owners = [person for person in self.people if person.ties == "owner"]
        if len(owners) != 1:
            raise ValueError(f"A cast has exactly one person with ties='owner'; this one has {len(owners)}.")
        object.__setattr__(self, "owner", owners[0])

    @classmethod
    def full(cls) -> Cast:
        """The forty-odd people of the demo, who live their lives."""
        return cls(people=_read("people.toml").people, places=_read("places.toml").places)

    @classmethod
    def quiet(cls) -> Cast:
        """The same people and places, where nothing happens unless a test makes it happen."""
        return cls(people=_read("people.toml").people, places=_read("places.toml").places, lively=False)


@cache
def _number(username: str) -> str:
    return str(dice("resident", username).randrange(1_000_000_000, 9_999_999_999))


@cache
def _read(name: str) -> _Listed:
    text = resources.files("sandbox.instagram.world").joinpath(name).read_text(encoding="utf-8")
    return _Listed.model_validate(tomllib.loads(text))
