"""How the world reacts to a photo: who likes it and when, and what is said under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from sandbox.instagram.world.captions import reply
from sandbox.instagram.world.dice import dice
from sandbox.instagram.world.numbers import stamp
from sandbox.instagram.world.reactions import Applause, Clap, Remark, Talk

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from sandbox.instagram.world.cast import Cast, Resident
    from sandbox.instagram.world.posts import Post

_FIRST_LIKE_SECONDS = 4
_LIKE_DELAY_SHAPE = (6.4, 1.9)
"""Mean and spread of the logarithm: half of the likes come within ten minutes, one in six after an hour."""
_COMMENT_DELAY_SHAPE = (6.9, 1.4)
_APPETITE = 0.55
"""At most this share of the people likes a photo."""
_MOST_REMARKS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Crowd:
    """Everybody's reactions, as a pure function of the seed and the photo. The owner reacts by calls only."""

    cast: Cast
    seed: int

    def applause(self, post: Post) -> Applause:
        """The likes of a new photo, in advance."""
        if not self.cast.lively:
            return Applause(post.at)
        chance = dice(self.seed, "likes", post.draft.key)
        appetite = chance.random() * _APPETITE
        fans = [person for person in self._others(post) if chance.random() < appetite]
        claps = [Clap(_later(post.at, chance, _LIKE_DELAY_SHAPE), person) for person in fans]
        reach = int(post.author.fame * 0.12 * chance.random() ** 1.5)
        return Applause(post.at, sorted(claps, key=attrgetter("at")), reach)

    def talk(self, post: Post) -> Talk:
        """The comments under a new photo, in advance."""
        if not self.cast.lively:
            return Talk()
        chance = dice(self.seed, "talk", post.draft.key)
        wanted = chance.randint(0, _MOST_REMARKS)
        speakers = chance.sample(self._others(post), k=wanted)
        return Talk(self._remark(post, person, chance) for person in speakers)

    def _others(self, post: Post) -> list[Resident]:
        return [person for person in self.cast.people if person not in (post.author, self.cast.owner)]

    def _remark(self, post: Post, person: Resident, chance: Random) -> Remark:
        at = _later(post.at, chance, _COMMENT_DELAY_SHAPE)
        return Remark(stamp(at, chance.getrandbits(23)), at, person, reply(person, chance))


def _later(at: datetime, chance: Random, shape: tuple[float, float]) -> datetime:
    delay = _FIRST_LIKE_SECONDS + chance.lognormvariate(*shape)
    return at + timedelta(seconds=delay)
