"""What the tests of polling and actions share: rules from text, and a database to open twice."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from domain.ids import AccountKey
from rules.loading import SourceText, load
from storage import accounts, notices
from storage.accounts import Account
from storage.database import Database, open_database
from storage.vault import Vault
from tests.unit.polling.world import ME, START

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from pathlib import Path

    from domain.ids import ChatId
    from rules.ruleset import RuleSet

ACCOUNT = AccountKey("demo")
FILE = "likewise.db"


def rules(text: str) -> RuleSet:
    """Rules from the text behind `version: 1`."""
    loaded = load([SourceText(name="rules.yaml", text=f"version: 1\n{text}")])
    assert loaded.ruleset is not None, [str(problem) for problem in loaded.problems]
    return loaded.ruleset


def opened(folder: Path) -> AbstractAsyncContextManager[Database]:
    """The database in a folder; what was committed is still there the next time."""
    return open_database(f"sqlite+aiosqlite:///{folder / FILE}")


async def prepare(template: Path) -> None:
    """Make a database with the account in it for tests to copy: migrations for each would take most of their time."""
    async with opened(template) as database:
        await put_account(database)


def copy(template: Path, folder: Path) -> None:
    """Begin with what the template holds."""
    folder.mkdir(exist_ok=True)
    shutil.copy(template / FILE, folder / FILE)


async def put_account(database: Database) -> None:
    account = Account(key=ACCOUNT, base_url="https://network.example/v1", user_id=ME, username="me")
    async with database.write() as session:
        await accounts.put(session, account, "a canary token", Vault(bytes(32)), START)


async def told(database: Database, chat: ChatId, since: datetime = START) -> dict[str, str | None]:
    """Every notice by subject, with its text."""
    async with database.read() as session:
        postings = await notices.outdated(session, chat, since, 1000)
    return {posting.notice.subject: posting.notice.text for posting in postings}
