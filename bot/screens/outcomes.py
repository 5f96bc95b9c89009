"""How an action stands, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.admitting import can_expire
from bot.html import Html, cut, fitting, t
from domain.details import DecideDetail, MarkDetail, RememberDetail
from domain.plans import ActionKind, Reason
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.phrasing import Present
    from storage.actions import StoredAction

_BECAUSE_UNITS = 90
_NOTE_UNITS = 200
_TEXT_UNITS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The words for one kind of action."""

    sign: str
    done: str
    infinitive: str


WORDS: dict[ActionKind, Words] = {
    ActionKind.LIKE: Words(sign="❤️", done="Liked", infinitive="like this"),
    ActionKind.UNLIKE: Words(sign="🤍", done="Took the like back", infinitive="take the like back"),
    ActionKind.COMMENT: Words(sign="💬", done="Commented", infinitive="comment"),
    ActionKind.REPLY: Words(sign="↩️", done="Answered", infinitive="answer"),
    ActionKind.DELETE_COMMENT: Words(sign="🗑", done="Removed it", infinitive="remove this comment"),
    ActionKind.APPROVE: Words(sign="✅", done="Approved", infinitive="approve"),
    ActionKind.IGNORE: Words(sign="🙈", done="Ignored", infinitive="ignore"),
    ActionKind.BLOCK: Words(sign="⛔", done="Blocked", infinitive="block them"),
    ActionKind.FOLLOW: Words(sign="👣", done="Followed", infinitive="follow them"),
    ActionKind.UNFOLLOW: Words(sign="👋", done="Unfollowed", infinitive="unfollow them"),
    ActionKind.UNBLOCK: Words(sign="🕊", done="Unblocked", infinitive="unblock them"),
    ActionKind.DECIDE: Words(sign="❔", done="Asked", infinitive="ask you"),
    ActionKind.NOTIFY: Words(sign="🔔", done="Told", infinitive="tell"),
    ActionKind.REMEMBER: Words(sign="📌", done="Remembered", infinitive="remember them"),
    ActionKind.MARK: Words(sign="🏷", done="Marked", infinitive="mark this"),
}

REASONS: dict[Reason, str] = {
    Reason.SELF: "it is your own",
    Reason.NEVER: "this person is on your never-list",
    Reason.MUTED: "this person is muted",
    Reason.AGE: "it is too old",
    Reason.SCHEDULE: "not at this hour",
    Reason.LIMIT: "the limit is reached",
    Reason.PER_AUTHOR: "this person had enough of it",
    Reason.ONE_COMMENT: "one comment per photo is enough",
    Reason.BURST: "too many at once",
    Reason.BREAKER: "too much failed lately",
    Reason.PAUSED: "everything is paused",
    Reason.UNKNOWN: "not enough is known",
    Reason.CONFLICT: "the rules contradict each other",
    Reason.GONE: "it is no longer there",
    Reason.HUMAN_FIRST: "you were first",
    Reason.DECLINED: "you declined it",
    Reason.EXPIRED: "it waited too long",
}


def outcome(action: StoredAction, present: Present) -> Html:
    """What became of one action, with who or which rule, and why."""
    return _LINES[action.state](action, present)


def is_announced(action: StoredAction, present: Present) -> bool:
    """Whether a rule is about to do it, and somebody may still object."""
    until = action.vetoable_until
    return (
        action.state is ActionState.PENDING
        and action.decided_by is None
        and until is not None
        and until > present.now
    )


def credit(action: StoredAction) -> Html:
    """Which rules wanted it."""
    return t("<b>{}</b>", cut(", ".join(rule.id for rule in action.wish.rules) or "you", 80))


def because(action: StoredAction) -> Html:
    """What their conditions found; empty when a person wanted it. The button that asks why tells all of it."""
    if not action.wish.rules or not action.wish.because:
        return Html("")
    return t(": {}", ", ".join(cut(phrase, _BECAUSE_UNITS) for phrase in action.wish.because))


def _done(action: StoredAction, present: Present) -> Html:
    words = WORDS[action.kind]
    match action.kind, action.wish.detail:
        case ActionKind.NOTIFY, _:
            return t("{} {} <i>({})</i>", words.sign, _sentences(action.wish.text or ""), credit(action))
        case ActionKind.DECIDE, _:
            return t("{} {}", words.sign, cut(action.note or "Answered", _NOTE_UNITS))
        case ActionKind.REMEMBER, RememberDetail(list=name):
            return t("{} On your list “{}” <i>({})</i>", words.sign, cut(name, 60), credit(action))
        case ActionKind.MARK, MarkDetail(label=label):
            return t("{} Marked “{}” <i>({})</i>", words.sign, cut(label, 60), credit(action))
    what = t("{} {}{}", words.sign, words.done, _text(action))
    if action.decided_by is None:
        return t("{} by {}{}", what, credit(action), because(action))
    when = present.clock(action.changed_at)
    return t("{} by {}, {}", what, cut(action.decided_by, 60), when)


def _awaiting(action: StoredAction, present: Present) -> Html:
    detail = action.wish.detail
    if not isinstance(detail, DecideDetail):
        wish = WORDS[action.kind].infinitive
        what = t("⚖ #{} · {} proposes to {}{}", action.id, credit(action), wish, _text(action))
        until = t("\nDecide by {}.", present.clock(action.next_at)) if can_expire(action) else Html("")
        return t("{}{}{}{}", what, because(action), _aside(action), until)
    asks = t("❔ #{} · {} asks you{}", action.id, credit(action), because(action))
    if detail.expires_seconds is None:
        return asks
    return t("{}. Without an answer by {}: {}", asks, present.clock(action.next_at), detail.then)


def _watched(action: StoredAction, _present: Present) -> Html:
    wish = WORDS[action.kind].infinitive
    return t("👀 {} only watches; it would {}{}", credit(action), wish, because(action))


def _coming(action: StoredAction, present: Present) -> Html:
    wish = WORDS[action.kind].infinitive
    later = action.state is ActionState.PENDING and action.next_at > present.now
    if later and is_announced(action, present):
        when = present.until(action.next_at)
        return t("⏳ {} is about to {}{}, {}{}", credit(action), wish, _text(action), when, because(action))
    if action.state is ActionState.PLANNED and action.reason is Reason.CONFLICT:
        return t("⏳ After that: {}{}", wish, _text(action))  # it goes with what the same rule writes
    return t("⏳ About to {}{}, {}", wish, _text(action), present.until(action.next_at) if later else "right now")


def _uncertain(action: StoredAction, _present: Present) -> Html:
    return t("⏳ The answer to “{}” was lost; looking before it is tried again", WORDS[action.kind].infinitive)


def _review(action: StoredAction, _present: Present) -> Html:
    return t(
        "❓ Nobody knows whether “{}” happened. Please look there{}", WORDS[action.kind].infinitive, _note(action)
    )


def _failed(action: StoredAction, _present: Present) -> Html:
    return t("⚠ Could not {}{}", WORDS[action.kind].infinitive, _note(action))


def _suppressed(action: StoredAction, _present: Present) -> Html:
    why = REASONS[action.reason] if action.reason else "held back"
    return t("💤 Did not {}: {}{}", WORDS[action.kind].infinitive, why, _aside(action))


def _cancelled(action: StoredAction, present: Present) -> Html:
    if action.decided_by is None:
        return t("✖ Not done: {}", WORDS[action.kind].infinitive)
    who, when = cut(action.decided_by, 60), present.clock(action.decided_at or action.changed_at)
    _, _, why = (action.note or "").partition(" said no: ")
    said = t(" ({})", cut(why, _NOTE_UNITS)) if why else Html("")
    return t("✖ “{}” was skipped by {}, {}{}", WORDS[action.kind].infinitive, who, when, said)


def _expired(action: StoredAction, _present: Present) -> Html:
    if action.kind is ActionKind.DECIDE:
        return t("⌛ {}", cut(action.note or "Nobody answered in time", _NOTE_UNITS))
    return t("⌛ Nobody answered in time; did not {}", WORDS[action.kind].infinitive)


_LINES: dict[ActionState, Callable[[StoredAction, Present], Html]] = {
    ActionState.PLANNED: _coming,
    ActionState.WATCHED: _watched,
    ActionState.SUPPRESSED: _suppressed,
    ActionState.AWAITING_APPROVAL: _awaiting,
    ActionState.PENDING: _coming,
    ActionState.IN_FLIGHT: _coming,
    ActionState.UNCERTAIN: _uncertain,
    ActionState.DONE: _done,
    ActionState.FAILED: _failed,
    ActionState.CANCELLED: _cancelled,
    ActionState.EXPIRED: _expired,
    ActionState.REVIEW: _review,
}


def _sentences(text: str) -> Html:
    """What rules have to say: each of them on a line of its own."""
    each = (t("{}", cut(line, _TEXT_UNITS - len("\n…\n"))) for line in text.splitlines())
    return fitting(each, _TEXT_UNITS)


def _text(action: StoredAction) -> Html:
    return t(" “{}”", cut(action.wish.text, _TEXT_UNITS)) if action.wish.text else Html("")


def _note(action: StoredAction) -> Html:
    return t(": {}", cut(action.note, _NOTE_UNITS)) if action.note else Html("")


def _aside(action: StoredAction) -> Html:
    return t(" ({})", cut(action.note, _NOTE_UNITS)) if action.note else Html("")
