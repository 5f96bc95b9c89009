"""What one writes first: a model for everything, an ORM object and a commit for each row, and every rule tried.

It keeps what is promised: nothing twice, and nothing lost in a power cut. It is as quick as that allows: each rule is
compiled once, and an event that is known is told by its key.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, ClassVar

import httpx
from pydantic import TypeAdapter
from sqlalchemy import JSON, Column, String, event
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlmodel import Field, SQLModel, func, select

from bench.engines import flat
from bench.engines.world import NOW
from bench.stacks.pages import TAGS, Memory
from domain.events import NewMedia
from domain.sources import Source
from networks.instagram.wire.media import WireMedia

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection

    from bench.engines.wanted import Wanted

PAGE = TypeAdapter(list[WireMedia])
SOURCES = frozenset({Source.parse(f"tag:{TAGS[0]}")})


class Photo(SQLModel, table=True):
    """A photo that was seen."""

    __tablename__: ClassVar[str] = "bench_photo"

    id: str = Field(sa_column=Column(String, primary_key=True))
    payload: dict[str, Any] = Field(sa_column=Column(JSON))


class Planned(SQLModel, table=True):
    """What one rule wants done about a photo."""

    __tablename__: ClassVar[str] = "bench_action"

    photo: str = Field(sa_column=Column(String, primary_key=True))
    rule: str = Field(sa_column=Column(String, primary_key=True))
    state: str = "planned"


class Obvious:
    """One loop over one list."""

    def __init__(
        self, client: httpx.AsyncClient, wire: Memory, session: AsyncSession, rules: Sequence[Wanted]
    ) -> None:
        self._client, self._wire, self._session = client, wire, session
        self._matching = flat.lambdas(rules)

    async def take(self, shown: Mapping[str, bytes]) -> None:
        """See a page of each list, to the last planned action in the database."""
        self._wire.shown = shown
        for tag in shown:
            answer = await self._client.get(f"/tags/{tag}/media/recent", params={"count": 33})
            for photo in PAGE.validate_python(answer.json()["data"]):
                await self._judge(photo)

    async def counts(self) -> tuple[int, int]:
        """How many photos were judged, and how many actions are planned."""
        photos = await self._session.scalar(select(func.count()).select_from(Photo))
        planned = await self._session.scalar(select(func.count()).select_from(Planned))
        return photos or 0, planned or 0

    async def _judge(self, photo: WireMedia) -> None:
        if await self._session.get(Photo, photo.id) is not None:
            return
        seen = NewMedia(media=photo.as_media(), sources=SOURCES, first_seen_at=NOW)
        for rule in self._matching(flat.facts(seen)):
            self._session.add(Planned(photo=photo.id, rule=rule))
            await self._session.commit()
        # Last, so that a crash in between begins the photo again.
        self._session.add(Photo(id=photo.id, payload=photo.model_dump(mode="json")))
        await self._session.commit()


@asynccontextmanager
async def obvious(folder: Path, rules: Sequence[Wanted]) -> AsyncIterator[Obvious]:
    """Everything open."""
    wire, engine = Memory(), create_async_engine(f"sqlite+aiosqlite:///{folder / 'obvious.db'}")

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    try:
        async with engine.begin() as connection:
            tables = [SQLModel.metadata.tables[name] for name in ("bench_photo", "bench_action")]
            await connection.run_sync(SQLModel.metadata.create_all, tables=tables)
        async with (
            httpx.AsyncClient(transport=wire, base_url="http://127.0.0.1") as client,
            AsyncSession(engine, expire_on_commit=False) as session,
        ):
            yield Obvious(client, wire, session, rules)
    finally:
        await engine.dispose()
