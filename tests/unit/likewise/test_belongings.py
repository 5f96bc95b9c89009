from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise import belongings
from rules.loading import SourceText, load

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_are_made_once_and_kept_closed(tmp_path: Path) -> None:
    first = belongings.keys(tmp_path)
    assert belongings.keys(tmp_path) == first
    assert len({first.page, first.sandbox, first.bot_token}) == 3
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_keys_do_not_show_themselves(tmp_path: Path) -> None:
    assert repr(belongings.keys(tmp_path)) == "Keys()"


def test_the_rules_to_play_with_are_the_example_until_they_are_edited(tmp_path: Path) -> None:
    path = belongings.own_rules(tmp_path)
    assert load([SourceText(name="rules.yaml", text=path.read_text(encoding="utf-8"))]).problems == ()
    path.write_text("mine", encoding="utf-8")
    assert belongings.own_rules(tmp_path).read_text(encoding="utf-8") == "mine"


def test_a_fresh_start_forgets_the_world_and_keeps_the_rules(tmp_path: Path) -> None:
    old = belongings.keys(tmp_path)
    for name in ("instagram", "likewise", "photos of mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    belongings.own_rules(tmp_path)
    belongings.forget(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"rules.yaml", "photos of mine"}
    assert belongings.keys(tmp_path) != old


def test_what_a_link_leads_to_is_not_the_demos(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "file").touch()
    (tmp_path / "instagram").symlink_to(tmp_path / "photos")
    belongings.forget(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["photos", "file"]


def test_a_folder_is_marked_on_first_use_and_stays_so(tmp_path: Path) -> None:
    state = tmp_path / "new" / "state"
    belongings.settle(state)
    mark = state / ".likewise-demo"
    assert [path.name for path in state.iterdir()] == [mark.name]
    assert mark.stat().st_mode & 0o777 == 0o600
    belongings.keys(state)
    belongings.forget(state)
    (state / "notes.txt").touch()
    belongings.settle(state)


@pytest.mark.parametrize("name", ["likewise", "demo.lock", "rules.yaml"])
def test_a_folder_of_somebody_elses_is_refused_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(ConfigError, match=r"no demo has made it; name an empty or a new folder with --state") as told:
        belongings.settle(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    (tmp_path / str(told.value).rpartition("/")[2]).touch()
    belongings.settle(tmp_path)


@pytest.mark.parametrize("name", ["one.txt", "one.txt/state"])
def test_a_state_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "one.txt").touch()
    with pytest.raises(ConfigError, match=r"cannot keep its world in .*one\.txt.*; name an empty or a new folder"):
        belongings.settle(tmp_path / name)


def test_a_folder_holds_one_demo_at_a_time(tmp_path: Path) -> None:
    with (
        belongings.alone(tmp_path),
        pytest.raises(ConfigError, match=r"runs in .* already"),
        belongings.alone(tmp_path),
    ):
        raise AssertionError("two at once")
    with belongings.alone(tmp_path):
        pass


def test_the_log_of_the_start_before_is_kept(tmp_path: Path) -> None:
    for line in ("one\n", "two\n"):
        with belongings.log(tmp_path) as file:
            file.write(line)
    assert (tmp_path / "demo.log").read_text(encoding="utf-8") == "one\ntwo\n"
    assert not (tmp_path / "demo.log.1").exists()


def test_a_long_log_is_put_aside_and_one_such_is_kept(tmp_path: Path) -> None:
    (tmp_path / "demo.log.1").write_text("oldest", encoding="utf-8")
    (tmp_path / "demo.log").write_text("x" * 1_000_001, encoding="utf-8")
    belongings.log(tmp_path).close()
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes == {"demo.log": 0, "demo.log.1": 1_000_001}
    belongings.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []
