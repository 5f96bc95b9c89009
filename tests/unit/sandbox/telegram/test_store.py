from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.store import FILE_NAME, Store

if TYPE_CHECKING:
    from pathlib import Path


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "telegram"
    store = Store.open(folder)
    store.change("INSERT INTO settings VALUES ('a', '1')")
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    store.close()
    assert modes[FILE_NAME] == 0o600
    assert set(modes.values()) == {0o600}


def test_a_transaction_happens_as_a_whole_or_not_at_all() -> None:
    store = Store.open(None)

    def fail_half_way() -> None:
        with store.transaction():
            store.change("INSERT INTO settings VALUES ('a', '1')")
            store.change("INSERT INTO settings VALUES ('a', '2')")

    with pytest.raises(sqlite3.IntegrityError):
        fail_half_way()
    assert store.rows("SELECT * FROM settings") == []
    with store.transaction():
        store.change("INSERT INTO settings VALUES ('a', '1')")
    assert [tuple(row) for row in store.rows("SELECT * FROM settings")] == [("a", "1")]
    store.close()
