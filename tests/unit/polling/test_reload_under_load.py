"""A rules file that breaks and mends while events come: none is lost, none is judged twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.events import NewMedia
from domain.sources import Source
from likewise.rulebook import Rulebook
from polling.judging import Judging
from storage import actions, events
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, START, photo

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database
    from tests.unit.polling.world import SteppedClock, World

FIRST = """version: 1
rules:
  - { id: suns, mode: auto, trigger: { new_media: { tags: [sunset] } }, when: always, do: [like] }
"""
OTHER = FIRST.replace("id: suns", "id: evenings")
BROKEN = (FIRST.replace("do: [like]", "do: [lik]"), "version: 1\nrules: [", FIRST[:60], "", "version: 1\nrules: []\n")
STEPS = 36


def happening(number: int) -> NewMedia:
    source = frozenset({Source.parse("tag:sunset")})
    return NewMedia(media=photo(f"m{number}", START), sources=source, first_seen_at=START)


@pytest.mark.parametrize("rhythm", [1, 2])
async def test_every_event_is_judged_once_by_rules_that_were_whole(
    rhythm: int, world: World, database: Database, clock: SteppedClock, tmp_path: Path
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(FIRST, encoding="utf-8")
    book = Rulebook(file, tmp_path / "kept.json")
    judging = Judging(account=ACCOUNT, network=world, database=database, rules=lambda: book.rules, clock=clock, me=ME)
    texts = (FIRST, *BROKEN, OTHER, *BROKEN)
    come = [happening(number) for number in range(STEPS)]
    rounds = 0
    for number, event in enumerate(come):
        async with database.write() as session:
            await events.add(session, ACCOUNT, [event])
        if number % rhythm == 0:
            file.write_text(texts[number // rhythm % len(texts)], encoding="utf-8")
        book.reread()
        rounds += await judging.round()
        book.reread()
    assert rounds == STEPS
    assert not await judging.round()
    async with database.read() as session:
        wanted = [await actions.of_event(session, ACCOUNT, event.key) for event in come]
        judged = [await events.get(session, ACCOUNT, event.key) for event in come]
    assert [len(one) for one in wanted] == [1] * STEPS
    assert all(event is not None and len(event.verdicts) == 1 for event in judged)
    credited = {rule.id for one in wanted for rule in one[0].wish.rules}
    assert credited == {"suns", "evenings"}
