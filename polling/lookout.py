"""The policy, kept in step with the lists that are watched."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.sources import Source, SourceKind
from polling.lists import label
from polling.places import CEILING, Terms
from polling.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from polling.looks import Look
    from polling.policy import Standing
    from storage.matches import Matches
    from storage.sources import StoredSource

LOGGER = logging.getLogger(__name__)

SHORTEST = timedelta(seconds=10)
"""Between two looks at the same list, however many calls there are."""
PEOPLE_WAIT = timedelta(minutes=5)
"""The ceiling of lists of people who wait for an answer."""
LONGEST_REST = timedelta(hours=1)
"""After a failure. Whoever seems to rest for longer was told so before the clock was set back."""

_CEILINGS = {SourceKind.REQUESTS: PEOPLE_WAIT, SourceKind.COMMENTS: PEOPLE_WAIT}


class Lookout:
    """Where one account looks next. What it learns is also kept with each list, and so outlives a restart."""

    def __init__(self) -> None:
        self._policy = Policy[Source](shortest=SHORTEST)
        self._rules: str | None = None

    def follow(self, watched: Iterable[StoredSource], rules: str, now: datetime) -> None:
        """Choose among exactly these from now on. `rules` is the version of the rules that wish for them."""
        known = {one.source: one for one in watched}
        for source in self._policy:
            if source not in known:
                self._policy.remove(source)
        for source, stored in known.items():
            if source in self._policy:
                self._policy.configure(source, _terms(stored))
            else:
                self._add(stored, now)
        if self._rules not in {None, rules}:
            self._policy.forget_judgements()
        self._rules = rules

    def hasten(self, hastened: Mapping[Source, datetime]) -> None:
        """Look at these by a moment, once, as far as they are watched."""
        for source, moment in hastened.items():
            if source in self._policy:
                self._policy.hasten(source, moment)

    def next(self, now: datetime) -> Source | None:
        """Where to look; None: every list rests."""
        return self._policy.next(now)

    def learn(self, now: datetime, source: Source, look: Look) -> tuple[dict[str, list[float]], timedelta] | None:
        """Take in what a look brought; gives what to keep, and the time until the next look.

        None when the list is no longer watched.
        """
        if source not in self._policy:
            return None
        self._policy.observe(now, source, look.came, look.page, look.calls)
        return self._policy.export(source), self._policy.standing(source, now).wait

    def rest(self, source: Source, until: datetime) -> None:
        """A look failed: do not try again before that."""
        if source in self._policy:
            self._policy.rest(source, until)

    def judged(self, matches: Matches) -> None:
        """Take in how many photos of each list matched a rule."""
        for source, posts in matches.judged.items():
            if source in self._policy:
                self._policy.judged(source, posts, matches.matched.get(source, 0))

    def _add(self, stored: StoredSource, now: datetime) -> None:
        terms, source = _terms(stored), stored.source
        # Without a baseline, what was seen before it was dropped counts for nothing.
        last, kept = (stored.last_looked_at, stored.learned) if stored.baseline_at else (None, None)
        try:
            self._policy.add(source, terms, last=last, kept=kept)
        except ValueError:
            LOGGER.warning("What was learned about %s cannot be read; it is learned anew.", label(source))
            self._policy.add(source, terms, last=last)
        if stored.failures:
            self._policy.rest(source, min(stored.next_due_at, now + LONGEST_REST))


def _terms(stored: StoredSource) -> Terms:
    return Terms(every=stored.every, ceiling=_CEILINGS.get(stored.source.kind, CEILING))


def standing(stored: StoredSource, now: datetime) -> Standing:
    """How it stands with a list by what is kept of it, without a policy at work."""
    last = stored.last_looked_at if stored.baseline_at else None
    policy = Policy[Source]()
    try:
        policy.add(stored.source, _terms(stored), last=last, kept=stored.learned)
    except ValueError:
        policy.add(stored.source, _terms(stored), last=last)
    wait = max(timedelta(0), stored.next_due_at - now)
    return replace(policy.standing(stored.source, now), wait=wait)
