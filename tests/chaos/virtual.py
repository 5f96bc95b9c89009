"""Virtual time: a loop that never waits and may die at any of its steps, and a disk whose power can be cut."""

from __future__ import annotations

import asyncio
import selectors
import sqlite3
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url

from storage.database import Database, _sqlite, open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from sandbox.clock import SteppedClock


class Died(BaseException):
    """The process ends here."""


class Stuck(BaseException):
    """Nothing will ever happen again: everything waits for something that nobody brings."""


class _Selector(selectors.SelectSelector):
    """Steps the clock instead of waiting."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if timeout is None and not ready:
            raise Stuck
        if timeout and not ready:
            self._clock.step(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time is that of the clock. Each step runs what is ready; it dies before step `dies_at`.

    `watch` is called before each.
    """

    def __init__(
        self, clock: SteppedClock, *, dies_at: int | None = None, watch: Callable[[], None] | None = None
    ) -> None:
        self._start = clock()
        self._world = clock
        super().__init__(_Selector(clock))
        self._clock_resolution = 1e-6  # that of a datetime, or what is due would never be quite due
        self.dies_at = dies_at
        self._watch = watch
        self.steps = 0

    def time(self) -> float:
        """Seconds since it began."""
        return (self._world() - self._start).total_seconds()

    def _run_once(self) -> None:
        if self.steps == self.dies_at:
            self.dies_at = None
            raise Died
        if self._watch is not None:
            self._watch()
        self.steps += 1
        super()._run_once()  # type: ignore[misc]  # the one place where every step passes

    def bury(self) -> None:
        """Let what was running unwind. Whatever it still tries must have been cut off before."""
        tasks = asyncio.all_tasks(self)
        for task in tasks:
            task.cancel()
        self.run_until_complete(_ended(tasks))
        self.run_until_complete(self.shutdown_asyncgens())
        self.close()


async def _ended(tasks: set[asyncio.Task[Any]]) -> None:
    if tasks:
        await asyncio.wait(tasks)


class _Immediate:
    """Stands for the queue of a connection's thread: does at once what it is given, and answers a step later."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = item
        try:
            result, error = function(), None
        except Exception as caught:  # noqa: BLE001 - it is the caller's
            result, error = None, caught
        if future is not None:
            future.get_loop().call_soon(_answer, future, result, error)


def _answer(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)


class _NoThread:
    daemon = True

    def start(self) -> None:
        """There is none."""


class _Connection(aiosqlite.Connection):
    """One without a thread, so that the same seed is the same run."""

    def __init__(self, file: str, options: dict[str, Any], disk: Disk) -> None:
        super().__init__(lambda: sqlite3.connect(file, **options), iter_chunk_size=64)
        self._disk, self._writes = disk, False
        self._tx = _Immediate()  # type: ignore[assignment]  # all that is used of it
        self._thread = _NoThread()  # type: ignore[assignment]  # likewise

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the library's
        if args[:1] == ("PRAGMA synchronous=FULL",):
            args = ("PRAGMA synchronous=OFF",)  # what the kernel was given outlives a process
        begins = args[:1] == ("BEGIN IMMEDIATE",)
        self._writes = self._writes or begins
        commits = self._writes and fn.__name__ == "commit"
        if self._disk.trouble and (begins or commits):
            raise sqlite3.OperationalError(self._disk.trouble)
        self._disk.commits += commits
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # the library's own

    def cut(self) -> None:
        """Nothing passes any more; what was not committed is gone."""
        if self._connection is not None:
            with suppress(sqlite3.ProgrammingError):  # it was being closed when the power went
                self._connection.rollback()  # a cursor that somebody still holds would keep even what is closed open
            self._connection.close()
        self._connection, self._running = None, False


class Disk:
    """Every connection that is made while it is `mounted`."""

    def __init__(self) -> None:
        self._made: list[_Connection] = []
        self._off = False
        self._engines: tuple[AsyncEngine, AsyncEngine] | None = None
        self.commits = 0
        """Of transactions that may have written."""
        self.trouble: str | None = None
        """What SQLite says to everything that would write."""

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Let SQLAlchemy open databases here."""

        def choose(_dialect: object, _record: object, _arguments: object, options: dict[str, Any]) -> None:
            options["async_creator_fn"] = self._make

        self._off = False
        event.listen(Engine, "do_connect", choose)
        try:
            yield
        finally:
            event.remove(Engine, "do_connect", choose)

    @asynccontextmanager
    async def opened(self, file: Path) -> AsyncIterator[Database]:
        """The database in a file, always the same one.

        Its engines are kept: to compile all statements anew takes longer than most lives.
        """
        address = make_url(f"sqlite+aiosqlite:///{file}")
        if self._engines is None:
            async with open_database(address.render_as_string()):
                """Only its tables are wanted."""
            reader = _sqlite(address, pool_size=2, read_only=True)
            self._engines = _sqlite(address, pool_size=1), reader
        try:
            yield Database(*self._engines)
        finally:
            for engine in self._engines:
                await engine.dispose()

    def cut(self) -> None:
        """Cut the power, until it is mounted anew."""
        self._off = True
        for connection in self._made:
            connection.cut()
        self._made.clear()

    def _make(self, file: str, **options: Any) -> _Connection:  # noqa: ANN401 - sqlite3's own
        if self._off:
            raise sqlite3.OperationalError("the power is off")
        self._made.append(_Connection(file, options, self))
        return self._made[-1]


def live(loop: VirtualLoop, life: Coroutine[Any, Any, None], disk: Disk) -> bool:
    """Run a life to its end, or to its death; whether it died."""
    try:
        loop.run_until_complete(life)
    except Died:
        disk.cut()
        return True
    finally:
        loop.bury()
    return False
