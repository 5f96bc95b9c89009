"""What was done, a page at a time, and the question whether to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, t
from bot.language import say, several
from bot.screen import Screen, Style, Tap, in_rows, keyboard, taps
from bot.screens.inbox import Item
from bot.screens.outcomes import WORDS, credit
from bot.screens.people import handle
from domain.details import UndoDetail
from domain.plans import BACK
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.undoing import Undo
    from bot.phrasing import Present

_TEXT_UNITS = 80
_PER_ROW = 4
_LISTED = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in the log a page stands."""

    key: str
    name: str
    """What the part is called; empty for all of it."""
    start: int
    page: int
    count: int


def page(items: Sequence[Item], place: Place, present: Present) -> Screen:
    """Some of what was done, with the way to the rest; what can be taken back has a button."""
    about = t(" · {}", place.name) if place.name else Html("")
    status = Tap(label=say("📊 Status"), press=Press(verb=Verb.RUN, id="status"))
    if not items:
        nothing = t("🌱 Nothing was done yet{}. What only waits is in the inbox.", about)
        inbox = Tap(label=say("📥 Inbox"), press=Press(verb=Verb.RUN, id="inbox"))
        return Screen(text=nothing, keyboard=keyboard(taps(inbox, status)))
    end = place.start + len(items)
    head = t(
        "📜 <b>{}</b>{} · {}", say("What was done"), about, say("{} to {} of {}", place.start + 1, end, place.count)
    )
    undo = [
        Tap(label=f"↩ #{item.action.id}", press=Press(verb=Verb.RUN, id="undo", arg=str(item.action.id)))
        for item in items
        if can_be_undone(item)
    ]
    newer = Tap(label="◀", press=Press(verb=Verb.LOG, id=place.key, arg=str(max(0, place.start - place.page))))
    older = Tap(label="▶", press=Press(verb=Verb.LOG, id=place.key, arg=str(end)))
    turns = taps(*([newer] if place.start else []), *([older] if end < place.count else []))
    return Screen(
        text=fitting((head, *(line(item, present) for item in items)), TEXT_LIMIT),
        keyboard=keyboard(*in_rows(undo, _PER_ROW), turns, taps(status)),
    )


def can_be_undone(item: Item) -> bool:
    """Whether something takes it back, and nobody has."""
    action = item.action
    undoes = isinstance(action.wish.detail, UndoDetail)
    return action.kind in BACK and action.state is ActionState.DONE and not undoes


def line(item: Item, present: Present) -> Html:
    """One action with who wanted it and when."""
    action = item.action
    words = WORDS[action.kind]
    text = t(" “{}”", cut(action.wish.text, _TEXT_UNITS)) if action.wish.text else Html("")
    who = cut(action.decided_by, 60) if action.decided_by else credit(action)
    about = handle(item.username) if item.username else cut(action.wish.target, 40)
    return t(
        "#{} · {} {}{} · {} · {} · {}",
        action.id, words.sign, words.done, text, about, who, present.clock(action.changed_at),
    )  # fmt: skip


def asking(undos: Sequence[tuple[Undo, str]], token: str, present: Present) -> Screen:
    """Whether to take it back: each with what follows, or why nothing does."""
    able = sum(undo.wish is not None for undo, _ in undos)
    head = several("↩ Take {} action back?", "↩ Take {} actions back?", able, able)
    lines = [_undo(undo, username, present) for undo, username in undos[:_LISTED]]
    rest = len(undos) - _LISTED
    more = [t("{}", several("and {} more", "and {} more", rest, rest))] if rest > 0 else []
    yes = Tap(label=say("Yes, take back {}", able), press=Press(verb=Verb.UNDO, id=token), style=Style.BAD)
    no = Tap(label=say("No"), press=Press(verb=Verb.NEVERMIND, id="undo"))
    return Screen(text=fitting((t("<b>{}</b>", head), *lines, *more), TEXT_LIMIT), keyboard=keyboard(taps(yes, no)))


def cannot(undos: Sequence[tuple[Undo, str]], present: Present) -> Screen:
    """Nothing can be taken back, and why."""
    lines = [_undo(undo, username, present) for undo, username in undos[:_LISTED]]
    head = t("Nothing was found that could be taken back.") if not undos else t("<b>Nothing is taken back.</b>")
    log = Tap(label=say("📜 Log"), press=Press(verb=Verb.RUN, id="log"))
    return Screen(text=fitting((head, *lines), TEXT_LIMIT), keyboard=keyboard(taps(log)))


def queued(number: int, by: str) -> Screen:
    """It is under way."""
    said = several(
        "↩ {} wanted {} action back. It is done within the limits.",
        "↩ {} wanted {} actions back. They are done within the limits, the newest first.",
        number,
        cut(by, 60),
        number,
    )
    log = Tap(label=say("📜 Log"), press=Press(verb=Verb.RUN, id="log"))
    return Screen(text=t("{}", said), keyboard=keyboard(taps(log)))


def _undo(undo: Undo, username: str, present: Present) -> Html:
    told = line(Item(action=undo.action, username=username), present)
    return told if undo.wish is not None else t("{}\n  {}", told, undo.note)
