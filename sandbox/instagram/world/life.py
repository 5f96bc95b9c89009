"""What people do by themselves: the days before the opening, and life for ever after."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from sandbox.instagram.world.captions import caption, hashtags
from sandbox.instagram.world.dice import dice, happens
from sandbox.instagram.world.posts import Draft, Tagged
from sandbox.instagram.world.story import BLOCK_SECONDS, OPENING, Cue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from sandbox.instagram.world.cast import Cast, Place, Resident

_DAYS_BEFORE = 10
_BLOCKS_BEFORE = _DAYS_BEFORE * 24 * 3600 // BLOCK_SECONDS
_SUNSETS_BEFORE = 0.13
"""Chance of a #sunset photo in ten minutes of the days before: about 190 in all."""
_OTHERS_BEFORE = 0.35
_SUNSETS = 3
"""#sunset photos in ten minutes of the world's present."""
_OTHERS = 5
_SPAM_SHARE = 0.12
_GRIEF_SHARE = 0.04
_FILTERS = ("Normal", "Clarendon", "Juno", "Ludwig", "Lark", "Gingham", "Valencia", "X-Pro II")


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """Somebody posts a photo, so many seconds after the opening (before it, if negative)."""

    offset: float
    draft: Draft


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Somebody asks to follow the owner. Who, is the first of these whom it would occur to."""

    offset: float
    people: tuple[Resident, ...]


Happening: TypeAlias = Posting | Asking


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """Everything that happens by itself, a pure function of these, ten minutes at a time."""

    cast: Cast
    seed: int
    opening: datetime
    story: bool

    def happenings(self) -> Iterator[Happening]:
        """What happens, in order, without end (but for a cast that is not lively: nothing)."""
        if not self.cast.lively:
            return iter(())
        return chain.from_iterable(map(self._block, count(-_BLOCKS_BEFORE)))

    def _block(self, block: int) -> list[Happening]:
        chance = dice(self.seed, "block", block)
        if block < 0:
            happenings = self._past(block, chance)
        elif block == 0 and self.story:
            happenings = [self._cue(cue, f"story:{place}") for place, cue in enumerate(OPENING)]
        else:
            happenings = self._present(block, chance)
        return sorted(happenings, key=attrgetter("offset"))

    def _past(self, block: int, chance: Random) -> list[Happening]:
        start, happenings = block * BLOCK_SECONDS, list[Happening]()
        if chance.random() < _SUNSETS_BEFORE:
            offset = start + chance.random() * BLOCK_SECONDS
            happenings.append(Posting(offset=offset, draft=self._sunset(f"{block}:sunset", chance)))
        if chance.random() < _OTHERS_BEFORE:
            offset = start + chance.random() * BLOCK_SECONDS
            happenings.append(Posting(offset=offset, draft=self._everyday(f"{block}:0", offset)))
        return happenings

    def _present(self, block: int, chance: Random) -> list[Happening]:
        sunsets: list[Happening] = [
            Posting(offset=offset, draft=self._sunset(f"{block}:sunset:{turn}", chance))
            for turn, offset in enumerate(_spread(block, _SUNSETS, chance))
        ]
        others: list[Happening] = [
            Posting(offset=offset, draft=self._everyday(f"{block}:{turn}", offset))
            for turn, offset in enumerate(_spread(block, _OTHERS, chance))
        ]
        asking: list[Happening] = [
            Asking(offset=offset, people=self._askers(f"{block}:ask:{turn}"))
            for turn, offset in enumerate(_spread(block, 2 + block % 2, chance))
        ]
        return sunsets + others + asking

    def _cue(self, cue: Cue, key: str) -> Happening:
        person = next((who for who in self.cast.people if who.username == cue.username), None)
        if cue.asks:
            return Asking(offset=cue.offset, people=(person,) if person else self._askers(key))
        chance = dice(self.seed, "cue", key)
        author = person or chance.choice(self._people(cue.motif))
        draft = self._draft(key, author, cue.motif, chance, text=cue.caption)
        return Posting(offset=cue.offset, draft=draft)

    def _people(self, motif: str) -> list[Resident]:
        """Those who photograph `motif`, owner and spammers excepted, once for every time they like to."""
        people = [person for person in self.cast.people if person.ties != "owner" and not person.spam]
        return [person for person in people for habit in person.motifs if habit == motif] or people

    def _sunset(self, key: str, chance: Random) -> Draft:
        lot = chance.random()
        spammers = [person for person in self.cast.people if person.spam]
        if lot < _SPAM_SHARE and spammers:
            return self._draft(key, chance.choice(spammers), "sunset", chance)
        everyone = [person for person in self._people("sunset") if not person.private]
        tone = "grief" if lot > 1 - _GRIEF_SHARE else ""
        return self._draft(key, chance.choice(everyone or self._people("sunset")), "sunset", chance, tone=tone)

    def _everyday(self, key: str, offset: float) -> Draft:
        chance = dice(self.seed, "everyday", key)
        hour = (self.opening.hour + offset / 3600) % 24
        people = [person for person in self.cast.people if not person.spam and self._posts(person, offset)]
        author = chance.choices(people, weights=[_eagerness(person, hour) for person in people])[0]
        return self._draft(key, author, chance.choice(author.motifs), chance)

    def _posts(self, person: Resident, offset: float) -> bool:
        """The owner posted before the opening; afterwards the owner acts by calls only."""
        return offset < 0 or person is not self.cast.owner

    def _draft(
        self, key: str, author: Resident, motif: str, chance: Random, *, tone: str = "", text: str | None = None
    ) -> Draft:
        place = self._place(author, chance)
        words = text if text is not None else caption(author, motif, place, chance, tone)
        silent = text is None and motif != "sunset" and happens(chance, 0.05)  # one in twenty
        bare = place is not None and happens(chance, 0.12)  # one in eight keeps the name to itself
        return Draft(
            key=key,
            author=author,
            motif=motif,
            caption=None if silent else words,
            tags=() if silent else hashtags(words),
            place=None if bare else place,
            spot=(place.latitude, place.longitude) if bare and place is not None else None,
            tagged=self._tagged(author, chance),
            filter=chance.choice(_FILTERS),
            video=text is None and happens(dice(self.seed, "video", key), 0.06),  # one in seventeen moves
        )

    def _place(self, author: Resident, chance: Random) -> Place | None:
        homes = [place for place in self.cast.places if place.key in author.homes]
        return chance.choice(homes) if homes and happens(chance, 0.7) else None  # most tell

    def _tagged(self, author: Resident, chance: Random) -> tuple[Tagged, ...]:
        if author.spam or happens(chance, 0.9):  # one in ten marks a friend
            return ()
        friend = chance.choice([person for person in self.cast.people if person is not author and not person.spam])
        return (Tagged(person=friend, x=round(chance.uniform(0.2, 0.8), 3), y=round(chance.uniform(0.2, 0.8), 3)),)

    def _askers(self, key: str) -> tuple[Resident, ...]:
        strangers = [person for person in self.cast.people if person.ties != "owner"]
        return tuple(dice(self.seed, "ask", key).sample(strangers, k=len(strangers)))


def _spread(block: int, times: int, chance: Random) -> list[float]:
    """Moments in one block, about evenly apart and never in step."""
    return [(block + (turn + chance.uniform(0.25, 0.75)) / times) * BLOCK_SECONDS for turn in range(times)]


def _eagerness(person: Resident, hour: float) -> float:
    away = abs(person.peak - hour) % 24
    return 1 / (1 + min(away, 24 - away))
