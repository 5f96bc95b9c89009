"""How things stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions import breaking
from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.phrasing import amount, counted
from bot.screen import Screen, Tap, keyboard, taps
from bot.screens.outcomes import REASONS, WORDS
from bot.screens.people import handle
from bot.screens.start import waiting_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from bot.screens.start import Waiting
    from domain.plans import ActionKind, LimitClass, Reason
    from networks.budget import BudgetView
    from storage.breakers import Breaker
    from storage.sources import StoredSource

_SOURCES = 12
_SIGNS = {"tag": "#", "user": "👤 ", "location": "📍 "}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the status page is made from."""

    username: str
    paused_by: str | None
    account_paused: str | None
    sources: Sequence[StoredSource]
    budget: BudgetView
    waiting: Waiting
    seen: int
    """New photos and requests today."""
    done: Mapping[ActionKind, int]
    held_back: Mapping[Reason, int]
    resting: Sequence[Breaker] = ()
    """What the network seems to mind."""
    halted: str | None = None
    """Who halted everything and when, as a sentence."""


def overview(standing: Standing, present: Present) -> Screen:
    """What is watched, what is left of the hour's calls, what waits and what was done today."""
    head = t("{} {}", handle(standing.username), _state(standing))
    parts = (head, waiting_line(standing.waiting), *_pauses(standing), *_today(standing), _budget(standing, present))
    return Screen(
        text=fitting((*parts, *_watched(standing.sources, present)), TEXT_LIMIT),
        keyboard=keyboard(_buttons(standing)),
    )


def paused(username: str, *, already: str | None, ends: str = "", span: str = "") -> Screen:
    """Everything that writes by itself stands still, until `ends`; `span` was typed and is no length of time."""
    head = (
        t("⏸ It is paused already, by {}.", cut(already, 100))
        if already
        else t("⏸ Paused. No rule writes anything for {} now; your own buttons still do.", handle(username))
    )
    end = t("It ends by itself at {}.", ends) if ends else None
    endless = t("It lasts until you resume: “{}” is no end that I understand.", cut(span, 40)) if span else None
    return Screen(text=lines(head, end, endless), keyboard=keyboard(taps(_run("▶ Resume", "resume"))))


def pausing() -> Row:
    """The row of a button that pauses everything."""
    return taps(_run("⏸ Pause everything", "pause"))


def resumed(*, was_paused: bool, lifted: str | None, closed: Sequence[LimitClass] = (), halted: str = "") -> Screen:
    """The rules may write again, unless everything is halted."""
    if halted:
        everything = Tap(label=say("▶ End the halt"), press=Press(verb=Verb.RUN, id="resume", arg="all"))
        said = t("⛔ {} Nothing is written before /resume all.", cut(halted, 200))
        return Screen(text=said, keyboard=keyboard(taps(everything)))
    if lifted:
        return Screen(text=t("▶ Going on. The account had been stopped, too: {}", cut(lifted, 500)))
    if closed:
        kinds = " and ".join(breaking.NAMES[limit] for limit in closed)
        return Screen(text=t("▶ Going on; rules may act with {} again, too.", kinds))
    return Screen(text=t("▶ Going on.") if was_paused else t("▶ Nothing was paused; all goes on."))


def halted(because: str, *, first: bool) -> Screen:
    """Nothing is written any more, by anybody."""
    head = t("⛔ {}", cut(because, 200))
    told = t("Nothing is written on the network any more, by rules or by you. What is on its way is finished.")
    everything = Tap(label=say("▶ End the halt"), press=Press(verb=Verb.RUN, id="resume", arg="all"))
    return Screen(text=lines(head, told if first else None), keyboard=keyboard(taps(everything)))


def ending(because: str) -> Screen:
    """Whether the halt is to end."""
    yes = Tap(label=say("Yes, go on"), press=Press(verb=Verb.RUN, id="resume", arg="sure"))
    no = Tap(label=say("No"), press=Press(verb=Verb.NEVERMIND, id="halt"))
    said = t("⛔ {} End the halt? Rules and people write again at once.", cut(because, 200))
    return Screen(text=said, keyboard=keyboard(taps(yes, no)))


def _state(standing: Standing) -> Html:
    if standing.halted:
        return Html("⛔ is halted")
    return Html("⏸ is paused" if standing.paused_by or standing.account_paused else "is watching")


def _pauses(standing: Standing) -> list[Html]:
    said = [t("⛔ {} Nothing is written until likewise resume", cut(standing.halted, 200))] if standing.halted else []
    if standing.paused_by:
        said.append(t("⏸ Paused by {}; no rule writes anything", cut(standing.paused_by, 100)))
    if standing.account_paused:
        said.append(t("⛔ {}", cut(standing.account_paused, 500)))
    said += [t("🧯 {} Rules only ask until /resume", cut(breaker.because, 300)) for breaker in standing.resting]
    return said


def _today(standing: Standing) -> list[Html]:
    done = [f"{WORDS[kind].sign} {amount(number)}" for kind, number in standing.done.items()]
    held = [f"{amount(number)} because {REASONS[reason]}" for reason, number in standing.held_back.items()]
    new = f"{amount(standing.seen)} new" if standing.seen else "nothing new yet"
    return [t("Today: {}", " · ".join([new, *done])), *([t("Held back: {}", ", ".join(held))] if held else [])]


def _budget(standing: Standing, present: Present) -> Html:
    budget = standing.budget
    left = t("{} of {} calls left this hour", f"{budget.remaining:,}", f"{budget.limit:,}")
    return left if not budget.delay else t("{}; the next one {}", left, present.after(budget.delay))


def _watched(sources: Sequence[StoredSource], present: Present) -> list[Html]:
    rows = [t("• {}: {}", _name(source), _look(source, present)) for source in sources[:_SOURCES]]
    rest = len(sources) - _SOURCES
    more = [t("and {}", counted(rest, "more list"))] if rest > 0 else []
    return [t("\n<b>Watched</b>") if rows else t("\nNothing is watched yet."), *rows, *more]


def _name(source: StoredSource) -> str:
    sign = _SIGNS.get(source.source.kind)
    return "follow requests" if sign is None else f"{sign}{cut(source.source.value, 60)}"


def _look(source: StoredSource, present: Present) -> Html:
    if source.last_error:
        return t("⚠ {}; again {}", cut(source.last_error, 200), present.until(source.next_due_at))
    if source.last_looked_at is None:
        return t("first look {}", present.until(source.next_due_at))
    looked = present.since(source.last_looked_at)
    return t("{}, next {}", "just now" if looked == "now" else f"{looked} ago", present.until(source.next_due_at))


def _buttons(standing: Standing) -> tuple[Tap, ...]:
    stopped = standing.paused_by or standing.account_paused or standing.resting
    switch = _run("▶ Resume", "resume") if stopped else _run("⏸ Pause", "pause")
    return (
        switch,
        _run("⚙ Rules", "rules"),
        *([_run("📥 Requests", "requests")] if standing.waiting.requests else []),
    )


def _run(text: str, command: str) -> Tap:
    return Tap(label=text, press=Press(verb=Verb.RUN, id=command))
