"""`likewise help`: what the codes of mistakes and doubts mean, each with what is wrong and what would be right."""

from __future__ import annotations

import json
from textwrap import fill, indent
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise.colours import Ink, inked
from rules.explanations import explanation
from rules.problems import CODES
from rules.syntax.spelling import nearest, shown

if TYPE_CHECKING:
    from rules.explanations import Explanation

_WIDTH = 79
_LEAD = "Mistakes (E) keep rules from being used, doubts (W) do not. likewise help CODE explains one, with examples."


def listing(*, as_json: bool) -> str:
    """All codes with their names."""
    if as_json:
        return json.dumps([{"code": code, "slug": slug} for code, slug in sorted(CODES.items())], indent=2)
    told = [f"{code} {slug}" for code, slug in sorted(CODES.items())]
    width = max(map(len, told))
    columns = (_WIDTH + 2) // (width + 2)
    height = -(-len(told) // columns)
    rows = ("  ".join(f"{one:<{width}}" for one in told[row::height]).rstrip() for row in range(height))
    return "\n".join([fill(_LEAD, _WIDTH), "", *rows])


def explain(word: str, *, as_json: bool, colour: bool) -> str:
    """What a code, or the name of one, means.

    Raises:
        ConfigError: there is no such code.
    """
    found = explanation(word)
    if found is None:
        guess = nearest(word, [*CODES, *CODES.values()])
        end = f"did you mean {guess}?" if guess else "likewise help lists all"
        raise ConfigError(f"there is no code {shown(word)}; {end}")
    return _for_programs(found) if as_json else _for_people(found, colour=colour)


def _for_programs(found: Explanation) -> str:
    told = {"code": found.code, "slug": found.slug, "means": found.means, "wrong": found.wrong, "right": found.right}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _for_people(found: Explanation, *, colour: bool) -> str:
    head, wrong, right = f"{found.code} {found.slug}", "wrong:", "right:"
    if colour:
        head, wrong, right = inked(head, Ink.BOLD), inked(wrong, Ink.RED), inked(right, Ink.GREEN)
    parts = [head, "", fill(found.means, _WIDTH), "", wrong, indent(found.wrong.rstrip(), "    "), "", right]
    return "\n".join([*parts, indent(found.right.rstrip(), "    ")])
