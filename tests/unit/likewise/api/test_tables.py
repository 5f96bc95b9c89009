from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from likewise.api import tables

if TYPE_CHECKING:
    from rich.table import Table

MEDIA = {
    "id": "1_7",
    "user": {"username": "mila"},
    "created_time": "1717264800",
    "likes": {"count": 3},
    "comments": {"count": 0},
    "location": None,
    "caption": {"text": "Evening [bold]at[/] the\n pier"},
    "images": {},
}
COMMENT = {"id": "5", "from": {"username": "jonas"}, "created_time": "soon", "text": "Lovely"}
PROFILE = {"id": "7", "username": "mila", "full_name": "Mila", "bio": "", "counts": {"media": 1, "follows": 2}}
PLACE = {"id": "9", "name": "Pier", "latitude": 1.5, "longitude": -2}


def shown(table: Table) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=120).print(table)
    return [" ".join(line.split()) for line in file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        pytest.param(
            MEDIA,
            [
                "id by when (UTC) likes comments where caption",
                "1_7 mila 2024-06-01 18:00 3 0 — Evening [bold]at[/] the pier",
            ],
            id="photo",
        ),
        pytest.param(COMMENT, ["id by when (UTC) text", "5 jonas soon Lovely"], id="comment"),
        pytest.param(
            PROFILE,
            ["id user name name photos followers follows bio", "7 mila Mila 1 — 2"],
            id="profile",
        ),
        pytest.param({"id": "7", "username": "mila"}, ["id user name name", "7 mila —"], id="person"),
        pytest.param(PLACE, ["id name latitude longitude", "9 Pier 1.5 -2"], id="place"),
        pytest.param({"name": "sea", "media_count": 8}, ["tag photos", "sea 8"], id="tag"),
        pytest.param({"outgoing_status": "none"}, ["outgoing_status", "none"], id="anything else"),
    ],
)
def test_each_kind_of_thing_has_its_columns(item: dict[str, Any], lines: list[str]) -> None:
    assert shown(tables.many([item])) == lines


def test_one_thing_is_told_line_by_line() -> None:
    assert shown(tables.one(PLACE)) == ["id 9", "name Pier", "latitude 1.5", "longitude -2"]


def test_strangers_words_are_one_short_line_that_steers_nothing() -> None:
    said: dict[str, object] = {"id": "1", "from": {}, "text": "a\x1b[31mb\u202ec\r\nd"}
    assert shown(tables.many([said]))[1:] == ["1 — a [31mb c d"]
    text = tables._plain("e" * 500)
    assert (len(text), text[-1]) == (200, "…")
