from __future__ import annotations

from typing import TYPE_CHECKING

from storage import answers, notices
from storage.answers import Answer
from tests.unit.storage.examples import ACCOUNT, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database


async def test_the_first_answer_to_each_question_stands(database: Database) -> None:
    first = Answer(word="run", count=2, by="Ana Maria")
    async with database.write() as session:
        for subject in ("waiting:1", "waiting:2"):
            await notices.tell(session, ACCOUNT, subject, NOW, text="Two people wait.")
        asked, other = [await notices.get(session, ACCOUNT, number) for number in (1, 2)]
        assert asked is not None
        assert other is not None
        assert await answers.get(session, asked) is None
        assert await answers.put(session, asked, first, NOW)
        assert not await answers.put(session, asked, Answer(word="leave", count=0, by="Ben"), NOW)
        assert (await answers.get(session, asked), await answers.get(session, other)) == (first, None)


async def test_another_accounts_question_is_nobodys(database: Database) -> None:
    async with database.write() as session:
        await notices.tell(session, ACCOUNT, "waiting:1", NOW, text="Two people wait.")
        assert await notices.get(session, OTHER_ACCOUNT, 1) is None
        assert await notices.get(session, ACCOUNT, 2) is None
