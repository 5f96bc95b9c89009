"""The rules that run: those of the files, with whom the chat put on lists, each as far as it was let go."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from likewise.granting import grant, limited, waiting
from likewise.rulebook import News
from storage import listing, standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from domain.clock import Clock
    from domain.ids import AccountKey
    from likewise.rulebook import Rulebook
    from rules.ruleset import RuleSet
    from storage.database import Database
    from storage.standings import Hold, Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stamp:
    """What tells, without reading all of it, that the database says something else than before."""

    listed: tuple[int, datetime | None]
    promoted_at: datetime | None
    held_at: datetime | None


class Regime:
    """Takes up what changes on disk and in the database. What a step could not finish, the next one does."""

    def __init__(self, book: Rulebook, database: Database, account: AccountKey, clock: Clock) -> None:
        self._book = book
        self._database = database
        self._account = account
        self._clock = clock
        self._stamp: _Stamp | None = None
        self._reading = asyncio.Lock()
        self._news: News | None = None
        """Of rules that do not run yet."""
        self.rules: RuleSet = book.rules
        """The running rules. Before `begin`, as the files have them."""

    async def begin(self) -> str:
        """Let the rules go as far as they may; gives what to tell the owner about that, if anything."""
        return await self._settle(await self._look())

    async def reload(self) -> str:
        """Read the files at once, and say what came of it. Rules that are fine are taken up by the next round."""
        async with self._reading:
            news = await asyncio.to_thread(self._book.reread, at_once=True)
            if news is None:
                return "Nothing has changed in the rules file."
            if not news.swapped:
                return news.text
            self._news = news
            return "The rules file is fine, and runs in a moment."

    async def round(self) -> News | None:
        """Take up what has changed; None when there is nothing to tell and nothing to be done about it."""
        async with self._reading:
            return await self._round()

    async def _round(self) -> News | None:
        news = await asyncio.to_thread(self._book.reread)
        if news is not None and not news.swapped:
            return news
        self._news = news or self._news
        stamp = await self._look()
        if self._news is None and stamp == self._stamp:
            return None
        text = await self._settle(stamp)
        news, self._news = self._news or News(text="", swapped=True), None
        return replace(news, text="\n".join(filter(None, (news.text, text))))

    async def _look(self) -> _Stamp:
        async with self._database.read() as session:
            listed = await listing.stamp(session, self._account, self._clock())
            promoted_at, held_at = await standings.latest(session)
        return _Stamp(listed=listed, promoted_at=promoted_at, held_at=held_at)

    async def _settle(self, stamp: _Stamp) -> str:
        """Run the rules of the files on the terms of this moment; gives what to tell about that."""
        now, written = self._clock(), self._book.rules
        async with self._database.write() as session:
            known = await standings.all_of(session)
            found = grant(written, known, now)
            await standings.put(session, [one for one in found.values() if known.get(one.rule) != one])
            added = await listing.entries(session, self._account, now)
        rules = await asyncio.to_thread(self._book.with_added, added) if added else written
        before, self._stamp = self._stamp, stamp
        self.rules = limited(rules, found)
        return "\n".join([*_said(found.values(), before, stamp), *_asking(waiting(found) - waiting(known))])


def _said(found: Iterable[Standing], before: _Stamp | None, stamp: _Stamp) -> Iterator[str]:
    """What people said about rules since before."""
    if before is None:
        return
    for one in found:
        if one.promoted_at == stamp.promoted_at != before.promoted_at:
            yield _promoted(one)
        if one.hold is not None and one.hold.at == stamp.held_at != before.held_at:
            yield _held(one, one.hold)


def _held(standing: Standing, hold: Hold) -> str:
    far = f"goes as far as its file says: {standing.mode}"
    if hold.mode is not None:
        until = "" if hold.version is None else " until it is changed"
        far = f"goes no further than {hold.mode}{until} (/mode {standing.rule} default ends that)"
    return f"{standing.rule} {far}; {hold.by} said so."


def _promoted(standing: Standing) -> str:
    return f"{standing.rule} may act by itself; {standing.promoted_by} promoted it."


def _asking(rules: set[str]) -> list[str]:
    """What to tell about rules that would act by themselves and do not yet."""
    if not rules:
        return []
    pronoun = "it" if len(rules) == 1 else "each of them"
    told = (
        f"New or changed: {', '.join(sorted(rules))}. So that you first see what it would do, {pronoun} asks until"
        f" you promote it: /promote {min(rules)}"
    )
    return [told]
