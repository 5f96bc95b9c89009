from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from domain.errors import ConfigError
from domain.plans import Mode
from likewise import connecting, promotion
from likewise.cli import app
from storage import standings
from storage.standings import Standing
from tests.unit.likewise.kept import NOW, chosen, keep

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.records import ReportSettings


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    held = chosen(tmp_path)
    keep(held)
    return held


def stand(held: ReportSettings) -> Standing | None:
    """How the rule stands, after it was put there if it was not."""

    async def look() -> Standing | None:
        async with connecting.store(held) as (database, _), database.write() as session:
            if await standings.get(session, "suns") is None:
                waiting = Standing(rule="suns", content="abc", wanted=Mode.AUTO, granted=Mode.ASK)
                await standings.put(session, [waiting])
            return await standings.get(session, "suns")

    return asyncio.run(look())


def test_a_rule_is_promoted_in_the_database(held: ReportSettings) -> None:
    stand(held)
    assert not promotion.run(held, "suns", NOW, at_once=False).done
    assert promotion.run(held, "suns", NOW, at_once=True).done
    found = stand(held)
    assert found is not None
    assert (found.granted, found.promoted_at, found.promoted_by) == (Mode.AUTO, NOW, "the terminal")


def test_a_wrong_id_gets_a_guess(held: ReportSettings) -> None:
    with pytest.raises(ConfigError, match="there is no rule 'suns'; likewise run makes them known"):
        promotion.run(held, "suns", NOW, at_once=True)
    stand(held)
    with pytest.raises(ConfigError, match="did you mean 'suns'"):
        promotion.run(held, "sun", NOW, at_once=True)


def test_the_command_says_what_came_of_it(held: ReportSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    stand(held)
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    result = CliRunner().invoke(app, ["promote", "suns"])
    assert (result.exit_code, result.output[:25]) == (1, "suns has not matched yet ")
    result = CliRunner().invoke(app, ["promote", "suns", "--now", "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == {"done": True, "text": "suns may act by itself in a moment."}
