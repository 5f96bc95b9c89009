"""How far rules may go that were just loaded: as far as they say, unless that is new for them.

Rules that are there when a database is new are let go as far as they say: their owner wrote them and started them.
Later, what shall act by itself asks first: a rule that is new, one whose trigger, conditions or actions were changed,
and one that is raised to auto before it has shown what it would do. Who writes nothing on the network need not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.promoting import is_proven
from domain.plans import LIMIT_CLASS, Mode
from rules.versions import version
from storage.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rules.ruleset import Rule, RuleSet


def grant(written: RuleSet, known: Mapping[str, Standing], now: datetime) -> dict[str, Standing]:
    """How the rules stand, given how they stood before. Nothing is `known`: the database is new."""
    if not known:
        return {rule.ref.id: _as_written(rule) for rule in written.rules}
    demote = written.engine.demote_changed
    found = [_granted(rule, known.get(rule.ref.id), now, demote=demote) for rule in written.rules]
    return {one.rule: _held(one, known.get(one.rule)) for one in found}


def limited(written: RuleSet, standings: Mapping[str, Standing]) -> RuleSet:
    """The rules, none of which goes further than it was let."""
    modes = {rule.ref.id: standings[rule.ref.id].mode for rule in written.rules}
    if all(modes[rule.ref.id] is rule.mode for rule in written.rules):
        return written
    return replace(written, rules=tuple(replace(rule, mode=modes[rule.ref.id]) for rule in written.rules))


def waiting(standings: Mapping[str, Standing]) -> set[str]:
    """The ids of the rules that do not go as far as they say."""
    return {one.rule for one in standings.values() if one.granted < one.wanted}


def _granted(rule: Rule, known: Standing | None, now: datetime, *, demote: bool) -> Standing:
    fresh = _as_written(rule)
    if not any(action.kind in LIMIT_CLASS for action in rule.actions):
        return fresh
    if known is None:
        return replace(fresh, granted=min(rule.mode, Mode.ASK))
    if known.content != fresh.content and demote:
        return replace(fresh, granted=min(rule.mode, Mode.ASK))
    standing = replace(known, content=fresh.content, wanted=rule.mode)
    if rule.mode <= known.granted or rule.mode is not Mode.AUTO:
        return replace(standing, granted=rule.mode)
    raised = known.wanted is not Mode.AUTO
    return replace(standing, granted=Mode.AUTO if raised and is_proven(known, now) else Mode.ASK)


def _held(standing: Standing, known: Standing | None) -> Standing:
    """What a person said about a rule stays, whatever its file says by now."""
    return standing if known is None else replace(standing, hold=known.hold)


def _as_written(rule: Rule) -> Standing:
    content = version((rule.trigger, rule.when, rule.actions))
    return Standing(rule=rule.ref.id, content=content, wanted=rule.mode, granted=rule.mode)
