"""No token may be seen in anything that any test makes the house log, print or raise."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from domain.errors import LikewiseError
from rules.collector import settle
from tests.leaks import ROOMS, found_in, logs_below
from tests.unit.storage import statements

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

MARKER = "shows_tokens(why): logs, prints or raises tokens on purpose, to see them hidden behind that"

SLOW = frozenset({"acceptance", "chaos"})
"""Folders of files in which a few tests take long."""

_raised: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", MARKER)
    statements.share()
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False  # it would keep the files of few and slow tests for the end


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Between workers, hand out what takes long first: at the end one would work on it and the others wait."""
    if hasattr(config, "workerinput"):
        sizes = Counter(item.path for item in items)
        items.sort(key=lambda item: (item.path.parent.name not in SLOW, -sizes[item.path]))


def pytest_collection_finish() -> None:
    settle()  # or every search for rubbish would walk through thousands of tests and all that they import


@pytest.fixture(scope="session", autouse=True)
def errors_are_heard() -> Iterator[None]:
    """Keep what every error of ours says. Most are caught where nobody would read them otherwise."""
    with pytest.MonkeyPatch.context() as patch:

        def heard(self: LikewiseError, *words: object) -> None:
            _raised.append(" ".join(map(str, words)))
            Exception.__init__(self, *words)

        patch.setattr(LikewiseError, "__init__", heard)
        yield


@pytest.fixture(scope="session", autouse=True)
def rooms_say_everything() -> Iterator[None]:
    loggers = [logging.getLogger(room) for room in ROOMS]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield
    for logger in loggers:
        logger.setLevel(logging.NOTSET)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "teardown":
        texts = [*report.sections, *(("an error", words) for words in _raised)]
        _raised.clear()
        folder: Path | None = getattr(item, "funcargs", {}).get("tmp_path")
        found = found_in([*texts, *(logs_below(folder) if folder else ())])
        if found and item.get_closest_marker("shows_tokens") is None:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} shows {', '.join(found)}"
            report.sections = [(name, "left out: it holds a token") for name, _ in report.sections]
    return report
