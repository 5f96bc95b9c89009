"""What waits for a person, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.admitting import can_expire
from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say, several
from bot.phrasing import amount
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens.outcomes import WORDS, credit
from bot.screens.people import handle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.ids import EventKey
    from domain.plans import ActionKind
    from storage.actions import StoredAction
    from storage.bursts import Burst

SHOWN = 5
"""So many of each kind have a line; the rest is counted."""
REQUESTS, PROPOSALS = "requests", "proposals"
"""What can be answered all at once."""
YES, NO = "yes", "no"
_BACK = "back"
_TEXT_UNITS = 80
_NOTE_UNITS = 120
_BUTTONS = 2
"""So many failures and bursts have buttons."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Somebody who asks to follow the owner."""

    key: EventKey
    username: str
    """Empty: nobody has looked yet what they are called."""
    since: datetime
    proposal: StoredAction | None = None
    """What a rule says to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An action, and whom it is about."""

    action: StoredAction
    username: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """Everything that waits; what is beyond the first few has no names."""

    requests: Sequence[Asking] = ()
    proposals: Sequence[Item] = ()
    doubts: Sequence[Item] = ()
    bursts: Sequence[tuple[Burst, int]] = ()
    """With how much each has planned."""
    failed: Sequence[Item] = ()
    """What did not work since yesterday."""

    @property
    def steps(self) -> tuple[EventKey, ...]:
        """What can be gone through one by one."""
        items = (*self.proposals, *self.doubts)
        return tuple(dict.fromkeys([*(one.key for one in self.requests), *(item.action.event for item in items)]))

    @property
    def waiting(self) -> int:
        """How many answers are missing."""
        return len(self.requests) + len(self.proposals) + len(self.doubts) + len(self.bursts)


def overview(inbox: Contents, present: Present, came: Html | None = None) -> Screen:
    """All of it with the buttons that go on from there; `came` is what the last press did."""
    sections = (
        (_requests(len(inbox.requests)), "👥", [_request(one, present) for one in inbox.requests]),
        (_proposals(len(inbox.proposals)), "⚖", [_proposal(one, present) for one in inbox.proposals]),
        (say("Nobody knows whether it was done"), "❓", [_doubt(one) for one in inbox.doubts]),
        (say("Too much at once"), "🌊", [_burst(count) for _, count in inbox.bursts]),
        (say("Did not work"), "⚠", [_failure(one, present) for one in inbox.failed]),
    )
    parts = [line for words, sign, entries in sections for line in _section(t("{} <b>{}</b>", sign, words), entries)]
    number = inbox.waiting
    head = t("📥 <b>{}</b>", several("{} thing waits for you", "{} things wait for you", number, number))
    if not number:
        head = t("🌿 Nothing waits for you. What comes is shown here by itself.")
    return Screen(text=fitting((came, head, *parts), TEXT_LIMIT), keyboard=keyboard(*_rows(inbox)), live=True)


def confirmation(kind: str, answer: str, counts: Counter[ActionKind], token: str) -> Screen:
    """Whether all that waits of a kind is to be answered; what comes meanwhile is not among it."""
    number = counts.total()
    each = ", ".join(f"{WORDS[one].sign} {amount(count)}" for one, count in counts.items())
    if kind == REQUESTS:
        asks = t("Approve all {}?", _requests(number)) if answer == YES else t("Ignore all {}?", _requests(number))
        told = None if answer == YES else t("They are not told.")
    else:
        asks = t("Do all {}?", _proposals(number)) if answer == YES else t("Skip all {}?", _proposals(number))
        told = t("{}", each)
    sure = Tap(
        label=say("Yes, all {}", amount(number)),
        press=Press(verb=Verb.BATCHED, id=token),
        style=Style.GOOD if answer == YES else Style.BAD,
    )
    leave = Tap(label=say("No"), press=Press(verb=Verb.INBOX, id=_BACK))
    return Screen(text=lines(asks, told), keyboard=keyboard(taps(sure, leave)))


def stepping(token: str, n: int, count: int) -> Row:
    """Through what waits, and back to all of it."""

    def step(sign: str, to: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.STEP, id=token, arg=str(to)))

    return taps(
        *([step("◀", n - 1)] if n > 0 else []),
        step(f"{n + 1}/{count}", n),
        *([step("▶", n + 1)] if n + 1 < count else []),
        back(),
    )


def back() -> Tap:
    """To all that waits, in the same message."""
    return Tap(label=say("📥 Inbox"), press=Press(verb=Verb.INBOX, id=_BACK))


def opening() -> Tap:
    """The same in a message of its own."""
    return Tap(label=say("📥 Inbox"), press=Press(verb=Verb.RUN, id="inbox"))


def _section(head: Html, entries: Sequence[Html]) -> Iterable[Html]:
    if not entries:
        return ()
    rest = len(entries) - SHOWN
    more = [t("  {}", several("and {} more", "and {} more", rest, rest))] if rest > 0 else []
    return (t("\n{}", head), *entries[:SHOWN], *more)


def _request(asking: Asking, present: Present) -> Html:
    who = handle(asking.username) if asking.username else t("somebody with the id {}", asking.key.split(":")[1])
    line = t("• {} · {}", who, present.since(asking.since))
    if asking.proposal is None:
        return line
    action = asking.proposal
    return t("{} · #{} {}: {}", line, action.id, credit(action), WORDS[action.kind].infinitive)


def _proposal(item: Item, present: Present) -> Html:
    action = item.action
    words = t(" “{}”", cut(action.wish.text, _TEXT_UNITS)) if action.wish.text else Html("")
    line = t("• #{} {}{} · {} · {}", action.id, WORDS[action.kind].sign, words, handle(item.username), credit(action))
    return t("{} · by {}", line, present.clock(action.next_at)) if can_expire(action) else line


def _doubt(item: Item) -> Html:
    action = item.action
    return t(
        "• #{} {} {} · {}", action.id, WORDS[action.kind].sign, WORDS[action.kind].infinitive, handle(item.username)
    )


def _burst(count: int) -> Html:
    return t("• {}", several("one look planned {} action", "one look planned {} actions", count, count))


def _failure(item: Item, present: Present) -> Html:
    action = item.action
    note = t(": {}", cut(action.note, _NOTE_UNITS)) if action.note else Html("")
    when = present.clock(action.changed_at)
    return t("• #{} {} {} · {}{}", action.id, WORDS[action.kind].sign, handle(item.username), when, note)


def _rows(inbox: Contents) -> Iterable[Row]:
    count = len(inbox.steps)
    if count:
        yield taps(Tap(label=say("📖 Review {}", count), press=Press(verb=Verb.REVIEW, id="all"), style=Style.MAIN))
    yield from _all_of(
        REQUESTS, len(inbox.requests), say("✅ Approve all {}", len(inbox.requests)), say("🙈 Ignore all")
    )
    yield from _all_of(PROPOSALS, len(inbox.proposals), say("✅ Do all {}", len(inbox.proposals)), say("✖ Skip all"))
    for burst, number in inbox.bursts[:_BUTTONS]:
        yield taps(
            Tap(label=say("Allow {}", number), press=Press(verb=Verb.ALLOW, id=str(burst.id))),
            Tap(label=say("Drop {}", number), press=Press(verb=Verb.DROP, id=str(burst.id)), style=Style.BAD),
        )
    yield taps(*(_again(item.action) for item in inbox.failed[:_BUTTONS]))
    yield taps(
        Tap(label=say("⚙ Rules"), press=Press(verb=Verb.RUN, id="rules")),
        Tap(label=say("📊 Status"), press=Press(verb=Verb.RUN, id="status")),
        Tap(label="🔄", press=Press(verb=Verb.INBOX, id=_BACK)),
    )


def _all_of(kind: str, number: int, yes: str, no: str) -> Iterable[Row]:
    if number > 1:
        yield taps(
            Tap(label=yes, press=Press(verb=Verb.BATCH, id=kind, arg=YES)),
            Tap(label=no, press=Press(verb=Verb.BATCH, id=kind, arg=NO)),
        )


def _again(action: StoredAction) -> Tap:
    return Tap(label=say("🔁 Try #{} again", action.id), press=Press(verb=Verb.AGAIN, id=str(action.id)))


def _requests(number: int) -> str:
    return several("{} follow request", "{} follow requests", number, number)


def _proposals(number: int) -> str:
    return several("{} proposal", "{} proposals", number, number)
