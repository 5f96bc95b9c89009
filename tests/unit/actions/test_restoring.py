from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind
from storage import restoring
from storage.states import ActionState

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

COMMENT, LIKE = ActionKind.COMMENT, ActionKind.LIKE


async def restored(stage: Stage, *, done_meanwhile: bool) -> None:
    """The database of before what was planned was done."""
    await stage.appears(COMMENT, LIKE)
    await stage.stop()
    shutil.copy(stage.folder / "likewise.db", stage.folder / "backup")
    await stage.start()
    if done_meanwhile:
        await stage.round()
    await stage.stop()
    shutil.copy(stage.folder / "backup", stage.folder / "likewise.db")
    stage.clock.step(600)
    await stage.start()
    async with stage.database.write() as session:
        assert await restoring.begin_anew(session, stage.clock()) == (2, 0)


@pytest.mark.parametrize("done_meanwhile", [True, False], ids=["done meanwhile", "not done"])
async def test_after_a_backup_everything_happens_once(stage: Stage, *, done_meanwhile: bool) -> None:
    await restored(stage, done_meanwhile=done_meanwhile)
    await stage.rounds(8, every=60)
    assert sorted(stage.world.effects) == ["comment m1", "like m1"]
    assert await stage.state(COMMENT) is ActionState.DONE
    assert await stage.state(LIKE) is ActionState.DONE
