from __future__ import annotations

import pytest

from rules.lint.doubt import Doubt
from rules.lint.places import placed
from rules.loading import SourceText

ONE = """version: 1
rules:
  - id: one
    when: always
  - title: nameless
"""
TWO = "version: 1\nrules:\n  - { title: Second, id: two }\n"
TEXTS = (SourceText(name="one.yaml", text=ONE), SourceText(name="two.yaml", text=TWO))


@pytest.mark.parametrize(
    ("rule", "key", "place"),
    [
        pytest.param("one", "when", ("one.yaml", 4, 5), id="at the key"),
        pytest.param("one", "active", ("one.yaml", 3, 5), id="a key that another place says: at the rule"),
        pytest.param("two", "title", ("two.yaml", 3, 7), id="in any file"),
    ],
)
def test_a_doubt_stands_where_it_is_about(rule: str, key: str, place: tuple[str, int, int]) -> None:
    (flaw,) = placed(TEXTS, [Doubt(code="W201", rule=rule, key=key, message="it grows")])
    assert (flaw.code, flaw.mark, flaw.message) == ("W201", place, f"{rule}: it grows")
