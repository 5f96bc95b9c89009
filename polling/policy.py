"""Where the next look is worth most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Generic, TypeVar

from polling.claims import Claims
from polling.deadlines import Deadlines
from polling.places import Place, Terms

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import datetime

    from polling.places import Kept

S = TypeVar("S", bound="Hashable")

_MOST_PROMISED = 0.8
"""Of all looks. Promises beyond that are all late in proportion, so that the rest is not forgotten."""
_LEAST_ROUNDS = 3.0
"""Over everything, with the looks that promises leave: a ceiling under that would leave nothing to choose."""
_MEMORY = 32
"""How many looks the pace is reckoned from, and about how many are prepared at once."""
_LONGEST_PAUSE = 8.0
"""Of the usual time between two looks. When nothing ran for longer, that says nothing about the pace."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How it stands with one source."""

    rate: float
    """Posts an hour."""
    weight: float
    """What one of its posts is worth."""
    calls: float
    """In about the last hour."""
    delay: float | None
    """Seconds from post to look, in the mean of what was found; None: nothing was yet."""
    wait: timedelta
    """Until the next look, as far as one can tell."""


class Policy(Generic[S]):
    """Chooses the source where the largest delay is expected to have gathered: weight * rate * age².

    Before it come, the longest overdue first: what was never looked at, what was hastened, promises, and ceilings.
    It keeps no clock and asks nobody: the caller says what time it is and what came. The same calls give the same
    choices. Its own time stands still while the caller's runs backwards.
    """

    def __init__(self, *, shortest: timedelta = timedelta(0)) -> None:
        """Leave at least `shortest` between two looks at the same source."""
        self._shortest = shortest.total_seconds()
        self._numbers: dict[S, int] = {}
        self._sources: dict[int, S] = {}
        self._places: dict[int, Place] = {}
        self._added = 0
        self._claims, self._due, self._resting = Claims(), Deadlines(), Deadlines()
        self._promised = 0.0
        self._now, self._set_back = -inf, 0.0
        self._looked, self._pause = -inf, 0.0

    def __iter__(self) -> Iterator[S]:
        return iter(list(self._numbers))

    def __contains__(self, source: object) -> bool:
        return source in self._numbers

    def add(self, source: S, terms: Terms, *, last: datetime | None = None, kept: Kept | None = None) -> None:
        """Choose among this one too; with the last look at it and what `export` gave then, if there was one.

        Raises ValueError when `kept` is nothing that was ever exported.
        """
        if source in self._numbers:
            raise ValueError(f"{source} is chosen among already; use configure to change its terms")
        seconds = None if last is None else last.timestamp() + self._set_back
        place = Place.restored(terms, seconds, kept or {})
        number = self._added = self._added + 1
        self._numbers[source], self._sources[number], self._places[number] = number, source, place
        # What was looked at in the future was looked at before the clock was set back.
        self._now = max(self._now, seconds or -inf)
        self._promised += _frequency(terms)
        self._stand(number)

    def configure(self, source: S, terms: Terms) -> None:
        """Ask something else of this source."""
        number = self._numbers[source]
        place = self._places[number]
        self._promised += _frequency(terms) - _frequency(place.terms)
        place.terms = terms
        self._stand(number)

    def remove(self, source: S) -> None:
        """Choose it no more."""
        number = self._numbers.pop(source)
        del self._sources[number]
        self._promised -= _frequency(self._places.pop(number).terms)
        for lines in (self._claims, self._due, self._resting):
            lines.drop(number)

    def next(self, now: datetime) -> S | None:
        """Where to look; None when every source rests."""
        moment = self._moment(now)
        while (rested := self._resting.first(moment)) is not None:
            self._resting.drop(rested)
            self._stand(rested)
        number = self._due.first(moment)
        if number is None:
            number = self._claims.largest(moment, _MEMORY * self._pause)
        return None if number is None else self._sources[number]

    def observe(
        self,
        now: datetime,
        source: S,
        new_times: Sequence[datetime],
        page_times: Sequence[datetime],
        requests: int,
    ) -> None:
        """Learn from a look that was taken `now`, at the cost of so many requests.

        `new_times` is when that came which came since the last look; `page_times` when all on the first page did,
        which counts at the first look. In any order.
        """
        moment = self._moment(now)
        number = self._numbers[source]
        self._keep_pace(moment)
        first = self._places[number].last is None
        page = [time.timestamp() + self._set_back for time in page_times] if first else []
        new = [time.timestamp() + self._set_back for time in new_times]
        self._places[number].look(moment, new, page, requests)
        self._rest(number, moment + self._shortest)

    def judged(self, source: S, posts: int, matched: int) -> None:
        """Learn that so many posts of a source were judged, and so many of them matched a rule."""
        number = self._numbers[source]
        self._places[number].judge(posts, matched)
        self._stand(number)

    def forget_judgements(self) -> None:
        """Forget what was judged: the rules are others now."""
        for number, place in self._places.items():
            place.forget_judgements()
            self._stand(number)

    def rest(self, source: S, until: datetime) -> None:
        """Do not look before that, whatever was promised."""
        self._rest(self._numbers[source], until.timestamp() + self._set_back)

    def hasten(self, source: S, until: datetime) -> None:
        """Look by then, once, unless it rests."""
        number = self._numbers[source]
        place = self._places[number]
        place.hastened = min(place.hastened, until.timestamp() + self._set_back)
        self._stand(number)

    def standing(self, source: S, now: datetime) -> Standing:
        """How it stands with a source."""
        number = self._numbers[source]
        place = self._places[number]
        moment = self._moment(now)
        return Standing(
            rate=place.rhythm.rate * 3600,
            weight=place.weight,
            calls=place.spent(moment),
            delay=place.delay,
            wait=timedelta(seconds=max(0.0, self._expected(number, place) - moment)),
        )

    def export(self, source: S) -> dict[str, list[float]]:
        """What was learned of a source, as plain data to be given to `add` after a restart."""
        return self._places[self._numbers[source]].export()

    def _moment(self, now: datetime) -> float:
        seconds = now.timestamp()
        self._set_back = max(self._set_back, self._now - seconds)
        self._now = seconds + self._set_back
        return self._now

    def _rest(self, number: int, until: float) -> None:
        if until > self._now:
            self._resting.put(number, until)
            self._claims.drop(number)
            self._due.drop(number)
        else:
            self._resting.drop(number)
            self._stand(number)

    def _stand(self, number: int) -> None:
        """Let a source be chosen by what is known of it now, unless it rests."""
        place = self._places[number]
        if self._resting.of(number) is not None:
            return
        self._due.put(number, self._deadline(place))
        if place.last is not None:
            self._claims.put(number, place.slope, place.last)

    def _deadline(self, place: Place) -> float:
        if place.last is None:
            return -inf
        load = self._promised * self._pause
        ceiling = _LEAST_ROUNDS * len(self._places) * self._pause / (1 - min(load, _MOST_PROMISED))
        longest = max(ceiling, place.terms.ceiling.total_seconds())
        if place.terms.every is not None:
            longest = min(longest, place.terms.every.total_seconds() * max(1.0, load / _MOST_PROMISED))
        return min(place.last + longest, place.hastened)

    def _expected(self, number: int, place: Place) -> float:
        """The moment of the next look, if all goes on as it does."""
        if place.last is None:
            return self._resting.of(number) or self._now
        due = min(self._deadline(place), place.last + self._claims.level / place.slope)
        return max(due, self._resting.of(number) or due)

    def _keep_pace(self, moment: float) -> None:
        """Learn how much time passes between two looks."""
        pause = moment - self._looked
        if self._pause:
            self._pause += (min(pause, self._pause * _LONGEST_PAUSE) - self._pause) / _MEMORY
        elif pause < inf:
            self._pause = pause
        self._looked = moment


def _frequency(terms: Terms) -> float:
    """Looks a second that were promised."""
    return 0.0 if terms.every is None else 1 / terms.every.total_seconds()
