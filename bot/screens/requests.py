"""Somebody who asks to follow the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb, about
from bot.html import CAPTION_LIMIT, Html, fitting, t
from bot.language import say
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens.outcomes import outcome
from bot.screens.people import bio, figures, name
from bot.screens.proposals import deciding, explaining, settling, stopping
from bot.screens.ties import question
from domain.plans import DECISIONS, ActionKind, Reason
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.events import FollowRequest
    from domain.ids import EventKey
    from domain.people import Person, Profile
    from storage.actions import StoredAction

_BIO_UNITS = 300
_BEYOND_RECALL = frozenset({ActionState.DONE, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})


def is_settled(action: StoredAction) -> bool:
    """Whether it is done, on its way, or what a person wants; what a rule will do later can still be overruled."""
    return action.state in _BEYOND_RECALL or (action.state is ActionState.PENDING and action.decided_by is not None)


def is_open(actions: Sequence[StoredAction]) -> bool:
    """Whether nobody has decided yet, so that a person still can."""
    return not any(
        is_settled(action) or action.reason is Reason.GONE for action in actions if action.kind in DECISIONS
    )


def card(
    request: FollowRequest,
    profile: Profile | None,
    actions: Sequence[StoredAction],
    present: Present,
    *,
    waits: bool = True,
    turning: Row = (),
) -> Screen:
    """Who asks, what the rules say to it, and how it was decided.

    `waits`: whether they still ask. `turning` goes through the list that the card stands in.
    """
    person = profile.person if profile else request.requester
    undecided = is_open(actions)
    head = t("{} wants to follow you", name(person)) if undecided and waits else name(person)
    about_them = (figures(profile), bio(profile, _BIO_UNITS)) if profile else ()
    told = [action for action in actions if undecided or is_settled(action) or action.reason is Reason.GONE]
    taken_back = t("🍃 They do not ask any more") if undecided and not waits else None
    page = Tap(label="👤 Profile", press=Press(verb=Verb.USER, id=person.id))
    why = (explaining(request.key),) if any(action.wish.rules for action in actions) else ()
    said = [line for line in (*(outcome(action, present) for action in told), taken_back) if line]
    if said:
        said[0] = t("\n{}", said[0])
    return Screen(
        text=fitting((head, *about_them, *said), CAPTION_LIMIT),
        picture=person.picture,
        keyboard=keyboard(
            *settling(actions),
            *(stopping(actions, present) if waits else ()),
            deciding(request.key, actions) if undecided and waits else (),
            taps(page, *why),
            turning,
        ),
    )


def blocking(person: Person, event: EventKey, turn: Press | None) -> Screen:
    """Whether to block who asks; `turn` leads back to the list that the card stood in."""
    yes = Tap(label=say("Yes, block"), press=about(Verb.BLOCKING, event), style=Style.BAD)
    no = Tap(label=say("No"), press=about(Verb.KEEP, event))
    others = () if turn is None else taps(Tap(label=say("↩ Back"), press=turn))
    return Screen(
        text=question(person, ActionKind.BLOCK), picture=person.picture, keyboard=keyboard(taps(yes, no), others)
    )


def turning(token: str, n: int, count: int) -> Row:
    """Through those who wait."""

    def turn(sign: str, to: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.WAITING, id=token, arg=str(to)))

    if count == 1:
        return ()
    return taps(
        *([turn("◀", n - 1)] if n > 0 else []),
        turn(f"{n + 1}/{count}", n),
        *([turn("▶", n + 1)] if n + 1 < count else []),
    )


def nobody() -> Screen:
    """Nobody waits."""
    return Screen(text=Html("🌿 Nobody waits for you. New requests come here by themselves."))
