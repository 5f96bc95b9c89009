"""What the owner's rules offer below a notice, for a person to press or not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from actions.times import span
from bot.buttons import Press, Verb
from bot.html import cut, t
from bot.screen import Tap, taps
from bot.screens.outcomes import WORDS
from domain.details import NoticeDetail, Offer, Picturing
from domain.plans import ActionKind
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.html import Html
    from bot.screen import Row
    from storage.actions import StoredAction

_PER_ROW = 3
_LABELS = {
    "like": "❤️ Like",
    "comment": "💬 Comment",
    "reply": "↩️ Reply",
    "delete_comment": "🗑 Delete",
    "approve": "✅ Approve",
    "ignore": "🙈 Ignore",
    "block": "⛔ Block",
    "follow": "👣 Follow",
}
_MUTE = "mute_author"
_TEXT_UNITS = 300
_DONE = frozenset({ActionState.DONE, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})


def details(actions: Sequence[StoredAction]) -> list[NoticeDetail]:
    """How the notices among these are told."""
    notices = (action for action in actions if action.kind is ActionKind.NOTIFY and action.state is ActionState.DONE)
    return [action.wish.detail for action in notices if isinstance(action.wish.detail, NoticeDetail)]


def picturing(actions: Sequence[StoredAction]) -> Picturing:
    """Which picture to show: what a notice says, and the large one where none says anything."""
    return max((detail.picture for detail in details(actions)), key=list(Picturing).index, default=Picturing.FULL)


def offering(actions: Sequence[StoredAction]) -> tuple[Row, ...]:
    """The buttons, a few in a row. What was done meanwhile is not offered any more."""
    done = {action.kind.value for action in actions if action.state in _DONE}
    buttons = [
        Tap(label=_label(offer), press=Press(verb=Verb.OFFER, id=str(action.id), arg=str(number)))
        for action in actions
        if action.kind is ActionKind.NOTIFY and action.state is ActionState.DONE
        for number, offer in enumerate(_offers(action))
        if (offer.verb in _LABELS or offer.verb == _MUTE) and offer.verb not in done
    ]
    rows = (buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW))
    return tuple(taps(*row) for row in rows)


def drafting(actions: Sequence[StoredAction]) -> list[Html]:
    """The words that a press would post, to be read before."""
    done = {action.kind.value for action in actions if action.state in _DONE}
    drafts = (
        offer for detail in details(actions) for offer in detail.offers if offer.text and offer.verb not in done
    )
    return [
        t("{} to post: “{}”", WORDS[ActionKind(offer.verb)].sign, cut(offer.text or "", _TEXT_UNITS))
        for offer in drafts
    ]


def _offers(action: StoredAction) -> tuple[Offer, ...]:
    detail = action.wish.detail
    return detail.offers if isinstance(detail, NoticeDetail) else ()


def _label(offer: Offer) -> str:
    if offer.verb != _MUTE:
        return _LABELS[offer.verb]
    return "🔕 Mute" if offer.seconds is None else f"🔕 Mute {span(timedelta(seconds=offer.seconds))}"
