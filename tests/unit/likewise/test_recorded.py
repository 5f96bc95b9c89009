from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.facts import NOT_LOADED, Facts
from domain.ids import UserId
from domain.people import Profile
from domain.unknown import UNKNOWN
from likewise import recorded
from storage.grounds import Ground
from tests.unit.storage.examples import NOW, new_media, request

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = Profile(person=request().requester, bio="", website=UNKNOWN, posts=3, followers=UNKNOWN, follows=7)
FACTS = Facts(me=UserId("9"), profile=PROFILE)


def test_what_was_recorded_is_read_back_with_what_was_known(tmp_path: Path) -> None:
    ground = Ground(at=NOW + timedelta(hours=1), facts=FACTS)
    (tmp_path / "one.json").write_text(recorded.write(new_media(), ground, UserId("9")), encoding="utf-8")
    ((name, situation),) = recorded.read("*.json", tmp_path).items()
    assert name == "one.json"
    assert situation.event == new_media()
    assert (situation.now, situation.facts.me, situation.facts.profile) == (ground.at, "9", PROFILE)
    assert situation.facts.relationship is UNKNOWN


def test_an_event_alone_is_enough(tmp_path: Path) -> None:
    bare = json.loads(recorded.write(new_media(), None, UserId("9")))["event"]
    (tmp_path / "many.json").write_text(json.dumps([bare, bare]), encoding="utf-8")
    found = recorded.read("many.json", tmp_path)
    assert list(found) == ["many.json, number 1", "many.json, number 2"]
    assert {one.now for one in found.values()} == {new_media().first_seen_at}
    assert {one.facts.profile for one in found.values()} == {NOT_LOADED}


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"event": {"kind": "media"}}', '{"event": 3}', "\xff"])
def test_a_file_that_holds_something_else_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="latin-1")
    with pytest.raises(
        ValueError, match=r"a\.json holds no recorded event; likewise test --from EVENT --json writes"
    ):
        recorded.read("a.json", tmp_path)


@pytest.mark.parametrize("pattern", ["none/*.json", "/etc/*.json"])
def test_a_pattern_that_finds_nothing_is_told(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ValueError, match="begins at the folder of the rules file"):
        recorded.read(pattern, tmp_path)


def test_a_folder_that_is_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(ValueError, match="cannot be read: Is a directory"):
        recorded.read("*.json", tmp_path)
