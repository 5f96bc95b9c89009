"""SQL that was compiled once serves every database of a test run.

SQLAlchemy keeps compiled statements by engine, and every test opens engines of its own: to compile the same few
hundred statements again and again took a quarter of the time of all tests that have a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.engine import Engine

_COMPILED: LRUCache[Any, Any] = LRUCache(5000)


class SharedDialect(SQLiteDialect_aiosqlite):
    """SQLite as it is, one of which is as good as another."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(SharedDialect)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let an engine look into the statements of all."""
        engine.update_execution_options(compiled_cache=_COMPILED)


def share() -> None:
    """Let every engine that is made from now on use the same compiled statements."""
    registry.register("sqlite.aiosqlite", __name__, SharedDialect.__name__)
