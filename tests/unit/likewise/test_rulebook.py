from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from likewise.rulebook import Rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from likewise.rulebook import News

RULE = """
  - id: {id}
    mode: {mode}
    trigger: {{ new_media: {{ tags: [{tag}] }} }}
    when: {{ caption.text: {{ any_word: [sunset] }} }}
    do: [like]
"""


def text(*rules: str) -> str:
    return "version: 1\nrules:" + "".join(rules)


def rule(name: str, mode: str = "ask", tag: str = "sunset") -> str:
    return RULE.format(id=name, mode=mode, tag=tag)


BROKEN = text(rule("one", mode="full"), rule("two", mode="half"), rule("two"), rule("Three"), rule("four", mode="no"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(text(rule("one")), encoding="utf-8")
    return file


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "rules.kept.json"


def change(book: Rulebook, path: Path, content: str) -> News | None:
    path.write_text(content, encoding="utf-8")
    assert book.reread() is None, "it may still be written"
    return book.reread()


def ids(book: Rulebook) -> list[str]:
    return [one.ref.id for one in book.rules.rules]


def test_the_rules_of_the_file_run(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    assert ids(book) == ["one"]
    assert book.opening is None
    assert book.problems == ()


def test_a_change_is_taken_up_and_told_as_a_difference(path: Path, kept: Path) -> None:
    path.write_text(text(rule("one"), rule("two"), rule("three"), rule("four")), encoding="utf-8")
    book = Rulebook(path, kept)
    news = change(book, path, text(rule("one", mode="auto"), rule("two", tag="sea"), rule("three"), rule("new")))
    assert news is not None
    assert news.swapped
    lines = news.text.splitlines()
    assert lines[0] == "Your new rules are running."
    assert lines[1].startswith("+ new: ")
    assert lines[2:] == ["- four", "~ one: ask → auto", "~ two"]
    assert ids(book) == ["one", "two", "three", "new"]
    assert book.reread() is None


def test_a_rule_that_is_switched_off_is_told_so(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    news = change(book, path, text(rule("one") + "    enabled: false\n"))
    assert news is not None
    assert "~ one: ask → off" in news.text


def test_a_change_of_the_wording_alone_is_not_told(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    assert change(book, path, "# a note\n" + text(rule("one"))) is None


def test_a_broken_file_is_told_and_the_rules_go_on(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    news = change(book, path, BROKEN)
    assert news is not None
    assert not news.swapped
    lines = news.text.splitlines()
    assert lines[0].startswith("rules.yaml has ")
    assert all(line.startswith("rules.yaml:") and "error:" in line for line in lines[1:4])
    assert lines[4].startswith("… and ")
    assert lines[5] == "The rules go on as they were."
    assert ids(book) == ["one"]
    assert len(book.problems) >= 5
    assert book.reread() is None, "once is enough"


def test_every_mistake_is_logged(path: Path, kept: Path, caplog: pytest.LogCaptureFixture) -> None:
    book = Rulebook(path, kept)
    change(book, path, BROKEN)
    assert [record.getMessage() for record in caplog.records] == [str(problem) for problem in book.problems]


def test_a_mended_file_that_says_the_same_is_told(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    change(book, path, BROKEN)
    news = change(book, path, text(rule("one")))
    assert news is not None
    assert news.text == "rules.yaml is fine again, and says what was running already."
    assert not news.swapped
    assert book.problems == ()


def test_a_file_that_vanishes_is_told_and_the_rules_go_on(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    path.unlink()
    assert book.reread() is None
    news = book.reread()
    assert news is not None
    assert news.text.startswith("There is no rules file ")
    assert news.text.endswith("The rules go on as they were.")
    assert ids(book) == ["one"]


def test_a_file_that_is_being_written_is_left_until_it_rests(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    path.write_text("version: 1\nrules:", encoding="utf-8")
    assert book.reread() is None
    news = change(book, path, text(rule("one"), rule("two")))
    assert news is not None
    assert "+ two" in news.text


def test_a_restart_with_a_broken_file_runs_the_last_good_rules_and_says_so(path: Path, kept: Path) -> None:
    change(Rulebook(path, kept), path, text(rule("one"), rule("two")))
    path.write_text(BROKEN, encoding="utf-8")
    book = Rulebook(path, kept)
    assert ids(book) == ["one", "two"]
    assert book.opening is not None
    assert book.opening.text.endswith("The last good rules are running.")
    assert len(book.problems) >= 5
    news = change(book, path, text(rule("one")))
    assert news is not None
    assert "- two" in news.text


def test_the_kept_rules_are_closed_to_others(path: Path, kept: Path) -> None:
    Rulebook(path, kept)
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("leftover", [None, "{", '[["rules.yaml", "version: 9"]]'])
def test_a_first_start_with_a_broken_file_names_every_mistake(path: Path, kept: Path, leftover: str | None) -> None:
    if leftover is not None:
        kept.write_text(leftover, encoding="utf-8")
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Rulebook(path, kept)
    assert str(caught.value).count("error:") >= 5
    assert "'full'" in str(caught.value)


def test_a_first_start_without_a_file_says_what_to_do(tmp_path: Path, kept: Path) -> None:
    with pytest.raises(ConfigError, match=r"copy rules\.example\.yaml there"):
        Rulebook(tmp_path / "rules.yaml", kept)


def test_a_folder_of_rules_runs_as_one(tmp_path: Path, kept: Path) -> None:
    folder = tmp_path / "rules.d"
    folder.mkdir()
    (folder / "a.yaml").write_text(text(rule("one")), encoding="utf-8")
    (folder / "b.yaml").write_text(text(rule("two")), encoding="utf-8")
    assert ids(Rulebook(folder, kept)) == ["one", "two"]


def test_rules_that_could_not_be_kept_once_are_taken_up_all_the_same(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    obstacle = kept.with_name(kept.name + ".new")
    obstacle.mkdir()
    path.write_text(text(rule("new")), encoding="utf-8")
    assert book.reread() is None
    with pytest.raises(OSError, match="directory"):
        book.reread()
    assert ids(book) == ["one"]
    obstacle.rmdir()
    assert book.reread() is not None
    assert ids(book) == ["new"]


TESTS = """
tests:
  - name: a sunset
    given: { new_media: { via.tag: sunset, caption.text: sunset } }
    expect: { one: { like: ask } }
"""


def test_rules_whose_tests_fail_are_refused_like_broken_ones(path: Path, kept: Path) -> None:
    book = Rulebook(path, kept)
    news = change(book, path, text(rule("one", mode="auto"), rule("two", tag="sea")) + TESTS)
    assert news is not None
    assert news.text.splitlines()[0] == "rules.yaml has a mistake:"
    assert "the test 'a sunset' fails: one should like (ask); it would like (auto)" in news.text
    assert ids(book) == ["one"]
    assert [one.code for one in book.errors] == ["E301"]
    news = change(book, path, text(rule("one"), rule("two", tag="sea")) + TESTS)
    assert news is not None
    assert news.swapped
    assert ids(book) == ["one", "two"]


def test_what_is_doubtful_is_logged_and_runs(path: Path, kept: Path, caplog: pytest.LogCaptureFixture) -> None:
    book = Rulebook(path, kept)
    doubtful = text(rule("one")).replace("caption.text: { any_word: [sunset] }", "likes.count: { gte: 100 }")
    news = change(book, path, doubtful)
    assert news is not None
    assert news.swapped
    assert book.errors == []
    assert "W201" in caplog.text


def test_lists_that_grow_elsewhere_grow_the_last_good_rules(path: Path, kept: Path) -> None:
    content = text(rule("one")).replace("when: {", "when: { author: $friends,") + "lists: { friends: [] }\n"
    path.write_text(content, encoding="utf-8")
    book = Rulebook(path, kept)
    change(book, path, BROKEN)
    grown = book.with_added({"friends": ("id:7",)})
    assert grown.lists["friends"] == ("id:7",)
    assert book.rules.lists["friends"] == ()
    path.write_text(BROKEN, encoding="utf-8")
    assert Rulebook(path, kept).with_added({"friends": ("id:7",)}).lists["friends"] == ("id:7",)
