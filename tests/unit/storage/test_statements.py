from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.ext.asyncio import create_async_engine

from tests.unit.storage.statements import _COMPILED

ASKED = select(Table("asked_nowhere_else", MetaData(), Column("id", Integer)))


async def test_what_one_database_was_asked_is_compiled_for_the_next() -> None:
    grown = []
    for _ in range(2):
        engine = create_async_engine("sqlite+aiosqlite:///:memory:")
        async with engine.connect() as connection:
            await connection.exec_driver_sql("CREATE TABLE asked_nowhere_else (id INTEGER)")
            before = len(_COMPILED)
            assert (await connection.execute(ASKED)).all() == []
            grown.append(len(_COMPILED) - before)
        await engine.dispose()
    assert grown == [1, 0]
