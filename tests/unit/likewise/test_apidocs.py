from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.table import BY_NAME
from domain.facts import Need
from domain.plans import LIMIT_CLASS
from domain.sources import SourceKind
from likewise import apidocs
from networks.instagram.operations import OPERATIONS
from rules.fields.catalogue import CATALOGUE

ROOT = Path(__file__).parents[3]
CALLED = {operation.called for operation in OPERATIONS}


def called_in(*rooms: str) -> set[str]:
    """The client's methods that these rooms call."""
    code = "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    return set(re.findall(r"network\.(\w+)", code)) & CALLED


def rows() -> dict[str, list[str]]:
    """The cells of each operation's row, by client method."""
    lines = [line.strip("| ").split(" | ") for line in apidocs.page().splitlines() if line.startswith("| ")]
    cells = [line for line in lines if line[0] not in {"operation", "---"}]
    return {line[2].strip("`"): line for line in cells}


def test_the_page_in_docs_is_what_the_code_says() -> None:
    assert apidocs.PAGE.read_text(encoding="utf-8") == apidocs.page(), "renew it: python -m likewise.apidocs"


def test_every_operation_has_its_row() -> None:
    assert len(OPERATIONS) == 27
    assert set(rows()) == CALLED
    assert all(len(row) == 6 for row in rows().values())


@pytest.mark.parametrize(
    ("called", "cells"),
    [
        (
            "tag_media",
            ["`GET /tags/{tag-name}/media/recent`", "`/tag sunset`", "trigger `new_media: {tags}`", "public_content"],
        ),
        (
            "like",
            [
                "`POST /media/{media-id}/likes`",
                "`/like link`; the heart at a photo",
                "do `like`",
                "likes *and public_content*",
            ],
        ),
        ("feed", ["`GET /users/self/feed`", "`/feed`", "trigger `new_media: {feed}`", "basic"]),
        (
            "comments",
            [
                "`GET /media/{media-id}/comments`",
                "`/comments link`; 💬 at a photo",
                rows()["comments"][4],
                "basic *and public_content*",
            ],
        ),
        (
            "likes",
            [
                "`GET /media/{media-id}/likes`",
                "`/likes link`; Who liked, behind ⋯ at a photo",
                "—",
                "basic *and public_content*",
            ],
        ),
    ],
)
def test_a_row_says_how_the_operation_is_reached(called: str, cells: list[str]) -> None:
    row = rows()[called]
    assert [row[1], *row[3:]] == cells


def test_the_chat_makes_the_calls_that_the_page_says_and_no_others() -> None:
    assert called_in("bot") == set(apidocs.COMMANDS)
    assert {*apidocs.COMMANDS.values(), *(name for names in apidocs.WRITES.values() for name in names)} <= set(
        BY_NAME
    )


def test_rules_make_the_calls_that_the_page_says_and_no_others() -> None:
    told = {method for method, _ in apidocs.LISTS.values()} | {*apidocs.FACTS.values(), *apidocs.ACTIONS.values()}
    only_people = {"unlike"}
    assert called_in("polling", "actions") == (told | set(apidocs.LOOKS) | only_people)


def test_every_list_fact_write_and_costly_field_is_on_the_page() -> None:
    assert (set(apidocs.LISTS), set(apidocs.FACTS), set(apidocs.ACTIONS)) == (
        set(SourceKind),
        set(Need),
        set(LIMIT_CLASS),
    )
    costly = {
        name for name, field in CATALOGUE.items() if field.need and not name.startswith(("requester.", "comment."))
    }
    assert {name for name in costly if f"`{name}`" in apidocs.page()} == costly
    twins = {name.replace("requester.", "author.") for name in CATALOGUE if name.startswith("requester.")}
    assert {
        name for name in twins - CATALOGUE.keys() if CATALOGUE[name.replace("author.", "requester.")].need
    } == set()
