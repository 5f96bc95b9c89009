"""The picture of a backtest: matches by day, and what became of them by rule.

It has no background of its own, and every colour stands out from white as from black: it fits light pages and dark
ones.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from domain.errors import ConfigError
from likewise.shown import clipped, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from matplotlib.axes import Axes

    from likewise.backtest_report import Report
    from likewise.replaying import Tally

_MOST = 7
"""More rules than this could not be told apart by colour; the rest is drawn as one."""
_BARS = 20
"""So many rules get a bar of their own."""
_NAME = 28
_INK = "#7d7d7d"
"""4.1 to 1 against white, 5.0 to 1 against black."""
_COLOURS = ("#3987e5", "#d95926", "#199e70", "#c98500", "#d55181", "#008300", "#9085e9")
_REST = "#8a8a8a"
_TICKS = 8
"""So many days are named."""


def draw(report: Report, file: Path) -> None:
    """Write the picture, as PNG or SVG by the file's ending.

    Raises:
        ConfigError: it cannot be written.
    """
    with mpl.rc_context(
        {
            "svg.hashsalt": "likewise",  # the same figures, the same file
            "font.size": 10,
            "text.color": _INK,
            "axes.labelcolor": _INK,
            "axes.edgecolor": _INK,
            "xtick.color": _INK,
            "ytick.color": _INK,
            "text.parse_math": False,
        }
    ):
        figure = _figure(report)
        try:
            figure.savefig(file, dpi=144, transparent=True, metadata=_metadata(file))
        except OSError as error:
            raise ConfigError(f"{file} cannot be written: {error.strerror}; name another --plot") from None


def _metadata(file: Path) -> dict[str, str | None]:
    """No date in an SVG; a PNG has none."""
    return {"Date": None} if file.suffix.lower() == ".svg" else {}


def _figure(report: Report) -> Figure:
    tallies = _most_matching(report.replay.tallies)
    bars = 0.42 * len(tallies[:_BARS])
    figure = Figure(figsize=(9, 3.4 + bars), layout="constrained")
    by_day, by_rule = figure.subplots(2, 1, height_ratios=(2.6, 0.8 + bars))
    days = _days(tallies, report)
    figure.suptitle(f"{counted(report.events, 'event')}, {days[0]} to {days[-1]}", x=0.01, ha="left")
    _draw_days(by_day, tallies, days)
    _draw_rules(by_rule, tallies[:_BARS])
    return figure


def _most_matching(tallies: dict[str, Tally]) -> list[tuple[str, Tally]]:
    matching = [(name, tally) for name, tally in tallies.items() if tally.matches]
    return sorted(matching, key=lambda pair: pair[1].matches, reverse=True)


def _days(tallies: Sequence[tuple[str, Tally]], report: Report) -> list[date]:
    """Each day from the first to the last, which is later than today where a demo's clock runs faster than ours."""
    zone = report.replay.ruleset.zone
    first = report.since.astimezone(zone).date()
    last = max(report.until.astimezone(zone).date(), *(day for _, tally in tallies for day in tally.days), first)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _draw_days(axes: Axes, tallies: Sequence[tuple[str, Tally]], days: Sequence[date]) -> None:
    """One bar for each day, the rules on top of each other."""
    base = [0] * len(days)
    for colour, heights in _stacks(tallies, days):
        axes.bar(range(len(days)), heights, bottom=base, color=colour, width=0.8)
        base = [low + height for low, height in zip(base, heights, strict=True)]
    axes.set_ylabel("matches a day")
    named = range(0, len(days), ceil(len(days) / _TICKS))
    axes.set_xticks(named, [f"{days[place]:%-d %b}" for place in named])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    _plain(axes)


def _stacks(tallies: Sequence[tuple[str, Tally]], days: Sequence[date]) -> list[tuple[str, list[int]]]:
    stacks = [
        (colour, [tally.days[day] for day in days]) for colour, (_, tally) in zip(_COLOURS, tallies, strict=False)
    ]
    rest = [sum(tally.days[day] for _, tally in tallies[_MOST:]) for day in days]
    return [*stacks, (_REST, rest)] if any(rest) else stacks


def _draw_rules(axes: Axes, tallies: Sequence[tuple[str, Tally]]) -> None:
    """One bar for each rule in its colour, with its figures beside it in words."""
    names = [clipped(name, _NAME) for name, _ in tallies]
    places = range(len(tallies))
    colours = [*_COLOURS, *[_REST] * len(tallies)][: len(tallies)]
    bars = axes.barh(places, [tally.matches for _, tally in tallies], color=colours, height=0.62)
    axes.bar_label(bars, labels=[_figures(tally) for _, tally in tallies], padding=5, fontsize=9)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set_xlabel("matches in all")
    axes.margins(x=0.42)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    _plain(axes)


def _figures(tally: Tally) -> str:
    hits = sum(tally.held.values())
    held = f", {hits:,} held" if hits else ""
    return f"{tally.matches:,}: {counted(tally.writes, 'write')}{held}"


def _plain(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
