"""`likewise api`: any operation of the API from the shell."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from domain.clock import wall_clock
from domain.errors import LikewiseError
from likewise import connecting
from likewise.api import pages, tables
from likewise.api.wish import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from likewise.api.pages import Asker, Item
    from likewise.api.wish import Wish
    from likewise.settings import AccountSettings

_WIDE = 200
"""Characters of a line where no terminal says how many it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How an answer is wanted."""

    as_json: bool
    everything: bool
    """Whether to go on to the last page."""
    limit: int | None
    """Items at most; with one, pages are followed as well."""


def run(chosen: AccountSettings, wish: Wish, manner: Manner, *, sure: Callable[[str], bool]) -> None:
    """Make the call and print what comes. `sure` is asked before anything is written.

    Raises:
        ConfigError: there is no account to speak for, or a parameter is missing or cannot be meant.
        LikewiseError: what became of the call.
    """
    check(wish, wall_clock())
    asyncio.run(_speak(chosen, wish, manner, sure))


async def _speak(chosen: AccountSettings, wish: Wish, manner: Manner, sure: Callable[[str], bool]) -> None:
    found = await connecting.speaker(chosen)
    if wish.operation.writes is not None and not sure(f"{wish.operation.name} ({wish.spelling})?"):
        raise LikewiseError("Nothing was done.")
    async with connecting.network(chosen, found, clock=wall_clock) as network:
        await Printer.standard().show(network, wish, manner)


class Printer:
    """Prints answers on one console and the progress on another."""

    def __init__(self, out: Console, progress: Console) -> None:
        self._out = out
        self._progress = progress

    @classmethod
    def standard(cls) -> Printer:
        """On standard output, and the progress beside it."""
        width = None if sys.stdout.isatty() else _WIDE
        return cls(Console(highlight=False, width=width), Console(stderr=True, highlight=False))

    async def show(self, network: Asker, wish: Wish, manner: Manner) -> None:
        """Make the call, or as many as the list has pages, and print what comes."""
        paged = wish.operation.paging is not None
        if paged and (manner.everything or manner.limit is not None):
            await self._all(network, wish, manner)
            return
        answer = await network.ask(wish.operation, wish.path, wish.parameters)
        if manner.as_json:
            self._json(answer.data)
        elif isinstance(answer.data, list):
            self._table(pages.listed(answer)[: manner.limit], more=pages.has_more(wish, answer))
        elif isinstance(answer.data, dict):
            self._out.print(tables.one(answer.data))
        else:
            self._out.print("Done.")

    async def _all(self, network: Asker, wish: Wish, manner: Manner) -> None:
        items: list[Item] = []
        try:
            with self._bar() as bar:
                task = bar.add_task(wish.path, total=manner.limit)
                async for page in pages.pages(network, wish, manner.limit):
                    items += page
                    bar.update(task, completed=len(items))
        finally:
            # What came before a failure was paid for with calls.
            if manner.as_json:
                self._json(items)
            else:
                self._table(items, more=False)

    def _bar(self) -> Progress:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        return Progress(*columns, console=self._progress, transient=True, disable=not self._progress.is_terminal)

    def _table(self, items: list[Item], *, more: bool) -> None:
        if items:
            self._out.print(tables.many(items))
        else:
            self._out.print("Nothing is there.")
        if more:
            self._progress.print("There is more: add --all, or --limit and a number.", style="dim")

    def _json(self, data: object) -> None:
        text = json.dumps(data, ensure_ascii=False, indent=2)
        # A terminal obeys more than JSON has to escape.
        safe = "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)
        self._out.out(safe, highlight=False)
