"""Lets a rule act by itself that has shown for long enough what it would do, and holds it back again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import Mode
from storage import standings
from storage.standings import Hold

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.standings import Standing

PROVEN_AFTER = timedelta(hours=24)
PROVEN_MATCHES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Promotion:
    """What came of the wish to promote a rule, or to hold it back."""

    done: bool
    text: str
    """A sentence for the owner."""


def is_proven(standing: Standing, now: datetime) -> bool:
    """Whether the rule has shown enough: so many matches, or one so long ago, in which it did not act by itself."""
    first = standing.first_matched_at
    return standing.matches >= PROVEN_MATCHES or (first is not None and now - first >= PROVEN_AFTER)


async def promote(session: AsyncSession, rule: str, by: str, now: datetime, *, at_once: bool) -> Promotion:
    """Let a rule go as far as its file says. `at_once`: whatever it has shown so far."""
    standing = await standings.get(session, rule)
    if standing is None:
        return Promotion(done=False, text=f"There is no rule {rule!r}.")
    if standing.granted is standing.wanted and standing.held is not None:
        text = f"{rule} may do what its file says, but is held back; /mode {rule} default lets it go."
        return Promotion(done=False, text=text)
    if standing.granted is standing.wanted:
        more = "" if standing.wanted is Mode.AUTO else "; write mode: auto in its file first"
        return Promotion(done=False, text=f"{rule} goes as far as its file says already: {standing.wanted}{more}.")
    if not at_once and not is_proven(standing, now):
        return Promotion(done=False, text=_too_early(standing))
    promoted = replace(standing, granted=standing.wanted, promoted_at=now, promoted_by=by, hold=None)
    await standings.put(session, [promoted])
    return Promotion(done=True, text=f"{rule} may act by itself in a moment.")


async def hold(
    session: AsyncSession, rule: str, mode: Mode | None, by: str, now: datetime, *, until_changed: bool = False
) -> Promotion:
    """Let a rule go at most so far, for good or until its file changes; None: as far as it was granted.

    Nobody goes further than the file says, nor to auto before it has shown enough.
    """
    standing = await standings.get(session, rule)
    if standing is None:
        return Promotion(done=False, text=f"There is no rule {rule!r}.")
    if mode is not None and mode > standing.wanted:
        text = f"{rule} goes no further than its file says: {standing.wanted}; write mode: {mode} there first."
        return Promotion(done=False, text=text)
    if mode is Mode.AUTO and standing.granted is not Mode.AUTO:
        return await promote(session, rule, by, now, at_once=False)
    most = None if mode is Mode.AUTO else mode
    version = standing.version if until_changed and most is not None else None
    said = Hold(mode=most, version=version, by=by, at=now)
    held = replace(standing, hold=said)
    await standings.put(session, [held])
    return Promotion(done=True, text=_held(held))


def _held(standing: Standing) -> str:
    if standing.held is None:
        return f"In a moment {standing.rule} goes as far as it may: {standing.mode}."
    until = "until its file changes" if standing.hold and standing.hold.version else "until you say otherwise"
    return f"In a moment {standing.rule} goes no further than {standing.held}, {until}."


def _too_early(standing: Standing) -> str:
    seen = "has not matched yet" if not standing.matches else f"has matched {_times(standing.matches)}"
    return (
        f"{standing.rule} {seen} since it asks. It may act by itself after {PROVEN_MATCHES} matches, or "
        f"{PROVEN_AFTER / timedelta(hours=1):.0f} hours after the first; with --now it may at once."
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
