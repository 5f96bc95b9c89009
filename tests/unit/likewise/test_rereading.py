from __future__ import annotations

import pytest

from likewise.rereading import Rereading
from likewise.rulebook import News

OTHER = News(text="Your new rules are running.", swapped=True)
BROKEN = News(text="rules.yaml has a mistake.", swapped=False)


class Office:
    """What happens around the rules, and what goes wrong next."""

    def __init__(self, *news: News | None) -> None:
        self.news = list(news)
        self.happened: list[str] = []
        self.troubles: dict[str, int] = {}
        self.rereading = Rereading(self.reread, sync=self.sync, tell=self.tell)

    async def reread(self) -> News | None:
        return self.news.pop(0) if self.news else None

    async def sync(self) -> None:
        self._note("sync")

    async def tell(self, text: str) -> None:
        self._note(text)

    def _note(self, what: str) -> None:
        if self.troubles.get(what):
            self.troubles[what] -= 1
            raise OSError("the disk is full")
        self.happened.append(what)


async def test_other_rules_are_watched_and_told() -> None:
    office = Office(OTHER)
    assert await office.rereading.round()
    assert office.happened == ["sync", OTHER.text]
    assert not await office.rereading.round()
    assert office.happened == ["sync", OTHER.text]


async def test_a_mistake_is_told_and_changes_nothing() -> None:
    office = Office(BROKEN)
    assert await office.rereading.round()
    assert office.happened == [BROKEN.text]


async def test_rules_that_changed_by_the_owners_own_hand_are_watched_and_not_told() -> None:
    office = Office(News(text="", swapped=True))
    assert not await office.rereading.round()
    assert office.happened == ["sync"]


async def test_nothing_new_is_no_work() -> None:
    office = Office(None)
    assert not await office.rereading.round()
    assert office.happened == []


@pytest.mark.parametrize("trouble", ["sync", OTHER.text])
async def test_what_fails_after_a_change_is_tried_again(trouble: str) -> None:
    office = Office(OTHER)
    office.troubles = {trouble: 2}
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            await office.rereading.round()
    assert await office.rereading.round()
    assert office.happened == ["sync", OTHER.text]
