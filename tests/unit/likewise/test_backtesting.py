from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from rich.console import Console
from typer.testing import CliRunner

from domain.errors import ConfigError
from likewise.backtesting import Backtest, check_picture, run
from likewise.cli import app
from tests.unit.likewise.kept import NOW, RULES, chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.backtest_report import Report
    from likewise.records import ReportSettings

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    """Three photos of the last days, one of them a sunset, and one of long ago."""
    held = chosen(tmp_path)
    old, *recent = (photo(f"m{number}", NOW - number * HOUR, caption="Lunch") for number in (999, 3, 2))
    keep(held, old, *recent, photo("m1", NOW - HOUR, caption="Sunset\x1b[31m at sea"))
    return held


def replayed(held: ReportSettings, **more: object) -> Report:
    wanted = Backtest(length=WEEK, **more)  # type: ignore[arg-type]  # handed through as it came
    return run(held, wanted, NOW, advance=lambda _done, _total: None)


def printed(report: Report) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        for part in report.for_people():
            console.print(part, markup=False)
    return capture.get()


def test_what_came_since_is_judged_by_the_rules_of_now(held: ReportSettings) -> None:
    told = replayed(held).for_programs()
    (rule,) = told["rules"]
    assert told["events"] == 3
    assert {name: rule[name] for name in ("id", "mode", "matches", "writes", "unknown", "limit_hits")} == {
        "id": "sunsets",
        "mode": "ask",
        "matches": 1,
        "writes": 1,
        "unknown": 0,
        "limit_hits": 0,
    }
    assert [sample["event"] for sample in rule["samples"]] == ["media:m1"]
    assert json.dumps(told)


def test_people_read_it_and_no_stranger_steers_their_terminal(held: ReportSettings) -> None:
    text = printed(replayed(held))
    assert "3 events since 2026-05-25 18:00 UTC" in text
    assert "sunsets" in text
    assert "@ana  media:m1  Sunset\\x1b[31m at sea" in text
    assert "\x1b" not in text


def test_progress_is_told(held: ReportSettings) -> None:
    steps: list[tuple[int, int]] = []
    run(held, Backtest(length=WEEK), NOW, advance=lambda done, total: steps.append((done, total)))
    assert steps == [(3, 3)]


def test_nothing_is_written(held: ReportSettings) -> None:
    file = held.data / "likewise.db"
    before = file.read_bytes()
    replayed(held)
    assert file.read_bytes() == before


def test_other_rules_are_compared_with(held: ReportSettings, tmp_path: Path) -> None:
    other = tmp_path / "old.yaml"
    other.write_text(RULES.replace("[sunset] } }\n    do", "[lunch] } }\n    do"), encoding="utf-8")
    report = replayed(held, against=str(other))
    change = report.for_programs()["against"]["changes"]["sunsets"]
    assert (change["gained"]["count"], change["lost"]["count"]) == (1, 2)
    text = printed(report)
    assert "+ sunsets: 1 match more" in text
    assert "- sunsets: 2 matches fewer" in text


def test_equal_rules_are_said_to_be(held: ReportSettings) -> None:
    assert "nothing would be otherwise" in printed(replayed(held, against=str(held.rules)))


def test_rules_with_mistakes_are_refused(held: ReportSettings) -> None:
    held.rules.write_text(RULES.replace("like", "lke"), encoding="utf-8")
    with pytest.raises(ConfigError, match="the rules have mistakes"):
        replayed(held)


def test_many_rules_that_meet_nothing_are_counted(held: ReportSettings) -> None:
    head, one = RULES.split("  - ")
    idle = one.replace("any_word: [sunset]", "any_word: [nothing]")
    many = "".join("  - " + idle.replace("sunsets", f"idle-{number}") for number in range(50))
    held.rules.write_text(f"{head}  - {one}{many}", encoding="utf-8")
    text = printed(replayed(held))
    assert "50 rules more met nothing." in text
    assert "idle-7" not in text


def test_a_demo_whose_clock_is_ahead_is_drawn_to_its_last_day(held: ReportSettings, tmp_path: Path) -> None:
    file = tmp_path / "b.svg"
    run(held, Backtest(length=WEEK, plot=file), NOW - timedelta(days=2), advance=lambda _done, _total: None)
    assert "3 events, 2026-05-23 to 2026-06-01" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["b.png", "b.svg"])
def test_a_picture_is_drawn_without_a_background(held: ReportSettings, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    replayed(held, plot=file)
    if name.endswith("svg"):
        drawn = file.read_text(encoding="utf-8")
        replayed(held, plot=file)
        assert drawn.startswith("<?xml")
        assert file.read_text(encoding="utf-8") == drawn, "the same figures, the same file"
    else:
        with Image.open(file) as picture:
            assert picture.mode == "RGBA"
            assert picture.getpixel((1, picture.height // 2)) == (255, 255, 255, 0)


def test_a_picture_of_nothing_can_be_drawn(held: ReportSettings, tmp_path: Path) -> None:
    run(held, Backtest(length=timedelta(minutes=1), plot=tmp_path / "b.png"), NOW, advance=lambda _done, _total: None)
    assert (tmp_path / "b.png").exists()


def test_many_rules_fit_into_a_picture(held: ReportSettings, tmp_path: Path) -> None:
    head, one = RULES.split("  - ")
    held.rules.write_text(
        head + "".join("  - " + one.replace("sunsets", f"number-{n}") for n in range(22)), encoding="utf-8"
    )
    replayed(held, plot=tmp_path / "b.png")
    with Image.open(tmp_path / "b.png") as picture:
        assert picture.height < 2_000


@pytest.mark.parametrize(("name", "said"), [("b.gif", "name it b.png"), ("none/b.png", "there is no folder")])
def test_a_picture_that_cannot_be_written_is_refused_at_once(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        check_picture(tmp_path / name)


def test_the_command_prints_for_programs(
    held: ReportSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKEWISE_DATA", str(held.data))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["backtest", "--since", "9000d", "--json"])
    assert (result.exit_code, json.loads(result.stdout)["events"]) == (0, 4)
    result = CliRunner().invoke(app, ["backtest", "--since", "9000d"])
    assert result.stdout.startswith("4 events since ")


@pytest.mark.parametrize("since", ["14", "soon", "-3d", ""])
def test_a_length_of_time_is_written_as_in_rules(since: str) -> None:
    result = CliRunner().invoke(app, ["backtest", "--since", since])
    assert isinstance(result.exception, ConfigError)
    assert "--since takes a duration such as" in str(result.exception)
