"""Somebody's comment under one of the owner's photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb, about
from bot.html import CAPTION_LIMIT, cut, fitting, t
from bot.language import say
from bot.screen import Screen, Style, Tap, keyboard, link, taps
from bot.screens.offers import drafting, offering, picturing
from bot.screens.outcomes import outcome
from bot.screens.people import handle
from bot.screens.photos import picture_of
from bot.screens.proposals import WAITING, explaining, proposing, settling, stopping
from domain.plans import ActionKind
from domain.unknown import UNKNOWN
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.events import NewComment
    from storage.actions import StoredAction

_TEXT_UNITS = 600
_CAPTION_UNITS = 80
_QUIET = frozenset({ActionState.WATCHED, ActionState.SUPPRESSED})
_DONE = frozenset({ActionState.DONE, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})


def card(event: NewComment, actions: Sequence[StoredAction], present: Present) -> Screen:
    """Who wrote what below which photo, what the rules say to it, and what a person can do."""
    comment, photo = event.comment, event.media
    loud = [action for action in actions if action.state not in _QUIET]
    said = [outcome(action, present) for action in loud or actions] + drafting(actions)
    head = t("💬 {} · {}", handle(comment.author.username), present.since(comment.created_at))
    caption = photo.caption if photo.caption is not UNKNOWN and photo.caption else None
    below = t("<i>below “{}”</i>", cut(caption, _CAPTION_UNITS)) if caption else t("<i>below your photo</i>")
    who = Tap(label="👤 Profile", press=Press(verb=Verb.USER, id=comment.author.id))
    page = link("🔗 Open", photo.link) if photo.link is not UNKNOWN and photo.link else ()
    return Screen(
        text=fitting((head, t("{}", cut(comment.text, _TEXT_UNITS)), below, *said), CAPTION_LIMIT),
        picture=picture_of(photo, picturing(actions)),
        keyboard=keyboard(
            *stopping(actions, present),
            *settling(actions),
            *proposing(actions),
            _doing(event, actions),
            *offering(actions),
            (*taps(explaining(event.key), who), *page),
        ),
    )


def removing(event: NewComment) -> Screen:
    """Whether to remove a comment."""
    comment = event.comment
    yes = Tap(label=say("Yes, delete"), press=about(Verb.REMOVING, event.key), style=Style.BAD)
    no = Tap(label=say("No"), press=about(Verb.KEEP, event.key))
    asks = t("Delete the comment of {}? It cannot be put back.", handle(comment.author.username))
    return Screen(
        text=fitting((asks, t("“{}”", cut(comment.text, _TEXT_UNITS))), CAPTION_LIMIT),
        picture=picture_of(event.media),
        keyboard=keyboard(taps(yes, no)),
    )


def _doing(event: NewComment, actions: Sequence[StoredAction]) -> Row:
    """Delete, reply, leave: what is not done yet."""
    done = {action.kind for action in actions if action.state in _DONE}
    if ActionKind.DELETE_COMMENT in done:
        return ()
    waits = any(action.state in WAITING for action in actions)
    return taps(
        Tap(label="🗑 Delete", press=about(Verb.REMOVE, event.key), style=Style.BAD),
        *([] if ActionKind.REPLY in done else [Tap(label="↩️ Reply", press=about(Verb.ANSWER, event.key))]),
        *([Tap(label="🤷 Leave", press=about(Verb.LEAVE, event.key))] if waits else []),
    )
