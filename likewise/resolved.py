"""`likewise effective`: a rule as it holds, with everything that other places say for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from rules.effective import effective
from rules.loading import load
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.effective import Effective
    from rules.loading import SourceText


def show(
    texts: Sequence[SourceText], name: str, *, overlay: Mapping[str, tuple[str, ...]], as_json: bool = False
) -> str:
    """What to print about the rule of this id.

    Raises:
        ConfigError: there is none, or the files cannot be loaded.
    """
    loaded = load(texts, overlay)
    if loaded.ruleset is None:
        raise ConfigError("the rules have mistakes; likewise check shows them")
    try:
        found = effective(texts, loaded.ruleset, name)
    except KeyError:
        ids = [rule.ref.id for rule in loaded.ruleset.rules]
        raise ConfigError(f"there is no rule {shown(name)}{advice(name, ids, lead='there are')}") from None
    return _for_programs(found) if as_json else _for_people(found)


def _for_people(found: Effective) -> str:
    rule, mark = found.rule, found.mark
    state = "" if rule.enabled else ", switched off"
    return f"# {rule.ref.id}, version {rule.ref.version}{state}, from {mark.file}:{mark.line}\n{found.text}"


def _for_programs(found: Effective) -> str:
    origins = {".".join(map(str, path[2:])): note for path, note in found.notes.items()}
    told = {
        "id": found.rule.ref.id,
        "version": found.rule.ref.version,
        "file": found.mark.file,
        "line": found.mark.line,
        "rules": found.file,
        "origins": origins,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
