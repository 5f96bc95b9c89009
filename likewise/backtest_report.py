"""What a backtest found, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from domain.plans import Reason
from likewise.shown import clipped, counted, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from domain.plans import Mode
    from likewise.comparing import Change, Comparison, Turn
    from likewise.replaying import Replay, Sample, Tally

_AS_IF = (
    "Writes are counted as if every proposal were approved, without the distance between actions and an account's"
    " first days."
)
_MOST = 40
"""Of more rules than this, those that met nothing are only counted, and only the first are shown with samples."""
_LIMITS = frozenset({Reason.LIMIT, Reason.PER_AUTHOR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of a replay."""

    replay: Replay
    comparison: Comparison | None
    against: str | None
    since: datetime
    until: datetime
    events: int

    def for_programs(self) -> dict[str, Any]:
        """Everything, as JSON has it."""
        modes = self._modes
        found: dict[str, Any] = {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "ruleset": self.replay.ruleset.version,
            "events": self.events,
            "rules": [_rule(name, modes[name], tally) for name, tally in self.replay.tallies.items()],
            "unknown_fields": dict(self.replay.missing.most_common()),
        }
        if self.comparison is not None:
            changes = {rule: _change(change) for rule, change in sorted(self.comparison.changes.items())}
            found["against"] = {"rules": self.against, "events": self.comparison.events, "changes": changes}
        return found

    def for_people(self) -> Iterator[str | Table | Text]:
        """Lines and tables to print."""
        yield f"{counted(self.events, 'event')} since {moment(self.since)}"
        if self.events:
            told = self._told
            yield self._table(told)
            if len(told) < len(self.replay.tallies):
                yield Text(f"{counted(len(self.replay.tallies) - len(told), 'rule')} more met nothing.")
            yield from self._samples(told)
            yield from self._unknown()
            yield Text(_AS_IF, style="dim")
        if self.comparison is not None:
            yield from self._differences(self.comparison)

    @property
    def _modes(self) -> dict[str, Mode]:
        return {rule.ref.id: rule.mode for rule in self.replay.ruleset.rules}

    @property
    def _told(self) -> dict[str, Tally]:
        tallies = self.replay.tallies
        if len(tallies) <= _MOST:
            return tallies
        return {name: tally for name, tally in tallies.items() if tally.matches or tally.unknown}

    def _table(self, told: Mapping[str, Tally]) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("rule", overflow="fold")
        table.add_column("mode")
        for title in ("matches", "writes", "limit hits", "unknown"):
            table.add_column(title, justify="right")
        table.add_column("what", overflow="fold")
        modes = self._modes
        for name, tally in told.items():
            figures = (tally.matches, tally.writes, _limit_hits(tally), tally.unknown)
            table.add_row(name, str(modes[name]), *(f"{figure:,}" for figure in figures), _what(tally))
        return table

    def _samples(self, told: Mapping[str, Tally]) -> Iterator[Text]:
        matching = [(name, tally) for name, tally in told.items() if tally.samples]
        for name, tally in matching[:_MOST]:
            yield Text(f"latest matches of {name}", style="bold")
            yield from map(_line, reversed(tally.samples))

    def _unknown(self) -> Iterator[Text]:
        missing = self.replay.missing.most_common()
        if missing:
            told = ", ".join(f"{name} ({count:,})" for name, count in missing)
            yield Text(f"Not known, as nobody asked for it then: {told}. What depends on it counts as unknown.")

    def _differences(self, comparison: Comparison) -> Iterator[Text]:
        against = clipped(str(self.against))
        if not comparison.changes:
            yield Text(f"Against {against}: nothing would be otherwise.", style="bold")
            return
        yield Text(f"Against {against}: {counted(comparison.events, 'event')} otherwise", style="bold")
        for rule, change in sorted(comparison.changes.items()):
            for sign, turn, words in (
                ("+", change.gained, "more"),
                ("-", change.lost, "fewer"),
                ("~", change.altered, "with another wish"),
            ):
                if turn.count:
                    yield Text(f"{sign} {rule}: {counted(turn.count, 'match', 'matches')} {words}")
                    yield from map(_line, reversed(turn.samples))


def _rule(name: str, mode: Mode, tally: Tally) -> dict[str, Any]:
    return {
        "id": name,
        "mode": str(mode),
        "matches": tally.matches,
        "unknown": tally.unknown,
        "writes": tally.writes,
        "actions": dict(sorted(tally.done.items())),
        "limit_hits": _limit_hits(tally),
        "held": dict(sorted(tally.held.items())),
        "days": {day.isoformat(): count for day, count in sorted(tally.days.items())},
        "samples": _samples(tally.samples),
    }


def _limit_hits(tally: Tally) -> int:
    return sum(tally.held[reason] for reason in _LIMITS)


def _what(tally: Tally) -> str:
    """Such as `12 like, 3 comment; held: 2 age`."""
    done = ", ".join(f"{count:,} {kind}" for kind, count in tally.done.most_common())
    held = ", ".join(f"{count:,} {reason}" for reason, count in tally.held.most_common())
    return "; ".join(part for part in (done, f"held: {held}" if held else "") if part)


def _line(sample: Sample) -> Text:
    words = f"  {clipped(sample.words)}" if sample.words else ""
    return Text(f"  {moment(sample.at)}  @{clipped(sample.username)}  {sample.event}{words}")


def _samples(samples: Iterable[Sample]) -> list[dict[str, Any]]:
    return [
        {"event": one.event, "at": one.at.isoformat(), "username": one.username, "words": one.words}
        for one in samples
    ]


def _change(change: Change) -> dict[str, Any]:
    return {
        name: _turn(turn)
        for name, turn in (("gained", change.gained), ("lost", change.lost), ("altered", change.altered))
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {"count": turn.count, "samples": _samples(turn.samples)}
