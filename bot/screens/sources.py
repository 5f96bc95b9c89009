"""The lists that are watched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.phrasing import counted
from bot.screen import Screen, Tap, keyboard, taps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.phrasing import Present
    from networks.budget import BudgetView

_MINUTE, _HOUR = 60.0, 3600.0
_SHOWN = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFigures:
    """One list."""

    name: str
    rate: float | None
    """Photos an hour; None: nothing was learned yet."""
    last: datetime | None
    due: datetime
    delay: float | None
    """Seconds from a photo to the look that found it, in the mean."""
    calls: float
    """In about the last hour."""
    every: timedelta | None
    """What a rule was promised."""
    failures: int
    """In a row."""
    error: str | None


def overview(sources: Sequence[SourceFigures], budget: BudgetView, present: Present) -> Screen:
    """Each list with how often it is looked at, what comes, and what it takes of the hour."""
    if not sources:
        text = t("Nothing is watched yet. Rules say what is: a tag, somebody's photos, a place, follow requests.")
        return Screen(text=text, keyboard=keyboard(taps(_rules())))
    head = t("<b>{} watched</b>", counted(len(sources), "list"))
    left = t("{} of {} calls left this hour", f"{budget.remaining:,}", f"{budget.limit:,}")
    rows = [_row(one, budget, present) for one in sources[:_SHOWN]]
    more = t("and {}", counted(len(sources) - _SHOWN, "more list")) if len(sources) > _SHOWN else None
    again = Tap(label=say("↻ Anew"), press=Press(verb=Verb.RUN, id="sources"))
    return Screen(
        text=fitting((lines(head, left), *rows, more), TEXT_LIMIT), keyboard=keyboard(taps(again, _rules()))
    )


def _row(one: SourceFigures, budget: BudgetView, present: Present) -> Html:
    looked = t("not looked at yet") if one.last is None else t("looked {}", _ago(one.last, present))
    when = t("{}, next {}", looked, present.until(one.due))
    rate = t("nothing learned yet") if one.rate is None else t("{} an hour", f"{one.rate:.2g}")
    delay = t("found after {}", _span(one.delay)) if one.delay is not None else None
    share = t("{} of the hour's calls", f"{one.calls / max(1, budget.limit):.1%}")
    promised = t("promised every {}", _span(one.every.total_seconds())) if one.every is not None else None
    figures = Html(" · ".join(filter(None, (rate, delay, share, promised))))
    return lines(t("\n<b>{}</b>", cut(one.name, 80)), when, figures, _wrong(one))


def _wrong(one: SourceFigures) -> Html | None:
    if not one.failures:
        return None
    return t("⚠ {} in a row: {}", counted(one.failures, "error"), cut(one.error or "", 200))


def _ago(moment: datetime, present: Present) -> str:
    since = present.since(moment)
    return say("just now") if since == "now" else f"{since} ago"


def _span(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < _HOUR else f"{seconds / _HOUR:.1f} h"


def _rules() -> Tap:
    return Tap(label=say("⚙ Rules"), press=Press(verb=Verb.RULES, id="0"))
