"""An explanation, for people and for programs."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from rich.text import Text

from domain.events import FollowRequest, NewComment, NewMedia
from domain.verdicts import Verdict
from likewise.shown import clipped, moment
from storage import codec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from domain.events import Event
    from domain.verdicts import Finding, RuleVerdict
    from likewise.explaining import Deed, Explanation, Told

_LONG = 100
_SIGNS = {Verdict.YES: ("✓", "green"), Verdict.NO: ("✗", "red"), Verdict.UNKNOWN: ("?", "yellow")}
_WORDS = {Verdict.YES: "MATCH", Verdict.NO: "no match", Verdict.UNKNOWN: "unknown"}
_NOT_NEEDED = "not needed"
_WIDTH = 40
"""Characters for questions, at most, so that what was seen stands in a column."""
_NAMED = 8
"""Of many silent rules, so many are named."""


def for_programs(found: Explanation) -> dict[str, Any]:
    """Everything, as JSON has it."""
    event = found.event
    return {
        "event": event.key,
        "username": event.person.username,
        "link": _link(event),
        "first_seen_at": event.first_seen_at.isoformat(),
        "sources": sorted(map(str, event.sources)) if isinstance(event, NewMedia) else [],
        "judged_at": found.judged_at.isoformat() if found.judged_at else None,
        "ceiling": None if found.ceiling is None else str(found.ceiling),
        "ruleset": found.ruleset,
        "ruleset_now": found.current,
        "rules": [_rule(told) for told in found.told],
        "silent": {why: list(names) for why, names in found.silent.items()},
        "suppressed": codec.encode(found.suppressed),
        "notes": codec.encode(found.notes),
        "actions": [_action(deed) for deed in found.deeds],
    }


def for_people(found: Explanation) -> Iterator[Text]:
    """Lines to print."""
    yield _headline(found)
    if found.judged_at is None:
        yield Text("Not judged yet. With what is known, the rules of now say:", style="yellow")
    elif found.ruleset != found.current:
        yield Text(
            f"Judged {moment(found.judged_at)}; the rules, or who is on their lists, have changed since.", style="dim"
        )
    else:
        yield Text(f"Judged {moment(found.judged_at)}.", style="dim")
    if found.ceiling is not None:
        yield Text(f"It was brought back: no rule may go further than {found.ceiling}.", style="dim")
    for told in found.told:
        yield from _rule_lines(told, found)
    yield from _silent_lines(found.silent)
    for deed in found.deeds:
        yield from _deed_lines(deed)


def _headline(found: Explanation) -> Text:
    event = found.event
    kinds = {NewMedia: "photo", FollowRequest: "follow request", NewComment: "comment"}
    parts = [f"@{clipped(event.person.username)}", kinds[type(event)], f"seen {moment(event.first_seen_at)}"]
    if isinstance(event, NewMedia):
        parts.append(f"via {', '.join(sorted(map(str, event.sources)))}")
    parts.append(event.key)
    link = _link(event)
    return Text(" · ".join([*parts, *([clipped(link, _LONG)] if link else [])]), style="bold")


def _link(event: Event) -> str | None:
    link = None if isinstance(event, FollowRequest) else event.media.link
    return link if isinstance(link, str) else None


def _rule_lines(told: Told, found: Explanation) -> Iterator[Text]:
    shown = told.then or told.now
    if shown is None:
        return
    yield _rule_head(shown, new=told.then is None and found.judged_at is not None)
    yield from _conditions(shown.finding)
    yield from _plan_line(told.rule, found)
    if told.gone:
        yield Text("  now: the rule is gone, switched off, or looks elsewhere", style="dim")
    elif told.then is not None and told.now is not None:
        yield from _changed(told.then, told.now)


def _rule_head(said: RuleVerdict, *, new: bool) -> Text:
    verdict = said.finding.verdict
    line = Text(f"{said.rule.id}  v{said.rule.version[:5]}  ")
    line.append(f"{_WORDS[verdict]}{f' → {said.mode}' if verdict is Verdict.YES else ''}", style=_SIGNS[verdict][1])
    return line.append("  (by the rules of now)") if new else line


def _conditions(finding: Finding, depth: int = 1) -> Iterator[Text]:
    """The parts of a group, each with its own below it; a single question as it is."""
    parts = finding.parts or (finding,)
    width = min(_WIDTH, max(len(part.text.partition(": ")[0]) for part in parts))
    for part in parts:
        yield _condition(part, depth, width)
        if part.parts:
            yield from _conditions(part, depth + 1)


def _condition(finding: Finding, depth: int, width: int) -> Text:
    sign, colour = _SIGNS[finding.verdict]
    question, _, seen = finding.text.partition(": ")
    if seen == _NOT_NEEDED:
        sign, colour = "·", "dim"
    line = Text("  " * depth).append(sign, style=colour)
    asked = clipped(question, _LONG)
    return line.append(f" {asked:<{width}}  {clipped(seen, _LONG)}".rstrip() if seen else f" {asked}")


def _plan_line(rule: str, found: Explanation) -> Iterator[Text]:
    """What the rule wanted, what of that it did not get, and what it did not want after all."""
    dropped = {(one.kind, one.rules) for one in found.suppressed}
    wanted = [
        f"{deed.action.kind} ({deed.action.wish.mode})"
        for deed in found.deeds
        if any(one.id == rule for one in deed.action.wish.rules)
        and (deed.action.kind, deed.action.wish.rules) not in dropped
    ]
    held = [
        f"no {one.kind} ({one.reason}: {clipped(one.note, _LONG)})"
        for one in found.suppressed
        if any(ref.id == rule for ref in one.rules)
    ]
    notes = [clipped(note.text, _LONG) for note in found.notes if note.rule.id == rule]
    parts = [*wanted, *held, *notes]
    if parts:
        yield Text(f"  plan: {'; '.join(parts)}")


def _changed(then: RuleVerdict, now: RuleVerdict) -> Iterator[Text]:
    """What the changed rule says to the same."""
    line = Text(f"  now v{now.rule.version[:5]}: ", style="dim")
    verdict = now.finding.verdict
    same = "still " if verdict is then.finding.verdict else ""
    line.append(f"{same}{_WORDS[verdict]}", style=_SIGNS[verdict][1])
    yield line.append(f" → {now.mode}" if verdict is Verdict.YES else "")
    if verdict is not then.finding.verdict:
        yield from _conditions(now.finding, 2)


def _silent_lines(silent: Mapping[str, tuple[str, ...]]) -> Iterator[Text]:
    for why, names in silent.items():
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        yield Text(f"{', '.join(names[:_NAMED])}{more}  —  {why}", style="dim")


def _deed_lines(deed: Deed) -> Iterator[Text]:
    action = deed.action
    by = f"decided by {clipped(action.decided_by)}" if action.decided_by else "by rules alone"
    when = f" at {moment(action.decided_at)}" if action.decided_by and action.decided_at else ""
    line = Text(f"{action.kind}: ", style="bold")
    line.append(f"{action.state.replace('_', ' ')} since {moment(action.changed_at)}, {by}{when}", style="not bold")
    yield line
    if action.wish.text:
        yield Text(f"  “{clipped(action.wish.text, _LONG)}”")
    guards = [*((check.held, f"{check.name} {check.seen}".rstrip()) for check in deed.checks)]
    if guards or action.reason:
        yield _guard_line(guards, action.reason, action.note)
    for number, one in enumerate(deed.tries, 1):
        told = f": {clipped(one.detail, _LONG)}" if one.detail else ""
        yield Text(f"  attempt {number}: {moment(one.started_at)} {one.outcome or 'without an answer'}{told}")


def _guard_line(guards: Iterable[tuple[bool, str]], reason: str | None, note: str | None) -> Text:
    line = Text("  guards:")
    for held, words in guards:
        sign, colour = _SIGNS[Verdict.YES if held else Verdict.NO]
        line.append(f" {words} ").append(sign, style=colour)
    if reason is not None:
        line.append("  held: ").append(f"{reason}", style="red").append(f" ({clipped(note, _LONG)})" if note else "")
    return line


def _rule(told: Told) -> dict[str, Any]:
    return {
        "id": told.rule,
        "then": None if told.then is None else _verdict(told.then),
        "now": None if told.now is None else _verdict(told.now),
        "gone": told.gone,
    }


def _verdict(said: RuleVerdict) -> dict[str, Any]:
    return {"version": said.rule.version, "mode": str(said.mode), "finding": codec.encode(said.finding)}


def _action(deed: Deed) -> dict[str, Any]:
    action = deed.action
    told: dict[str, Any] = codec.encode(action)
    wish = told.pop("wish")
    del told["account"], told["attempt"], told["absent_looks"]
    kept = {name: wish[name] for name in ("kind", "target", "text", "rules", "because")}
    return {
        **kept,
        "mode": str(action.wish.mode),
        **told,
        "guards": codec.encode(deed.checks),
        "attempts": codec.encode(deed.tries),
    }


def lines(found: Iterable[Explanation]) -> Iterator[Text]:
    """All of them, an empty line between two."""
    parts = [[*for_people(one), Text("")] for one in found]
    return chain.from_iterable([*parts[:-1], *(part[:-1] for part in parts[-1:])])
