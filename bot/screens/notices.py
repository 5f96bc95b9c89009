"""News: what happened with a photo, a sentence of our own, or many things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, Html, cut, fitting, t
from bot.phrasing import counted
from bot.screen import Screen, Tap, keyboard, label, link, taps
from bot.screens.outcomes import WORDS, outcome
from bot.screens.photos import byline, picture_of, words
from bot.screens.proposals import explaining, proposing
from domain.unknown import UNKNOWN
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.phrasing import Present
    from domain.events import NewMedia
    from domain.plans import ActionKind
    from storage.actions import StoredAction

_CAPTION_UNITS = 200
_QUIET = frozenset({ActionState.WATCHED, ActionState.SUPPRESSED})


def media(event: NewMedia, actions: Sequence[StoredAction], present: Present) -> Screen:
    """A photo with what was done, held back or proposed, and why."""
    photo = event.media
    loud = [action for action in actions if action.state not in _QUIET]
    said = [outcome(action, present) for action in loud or actions]
    whose = t("\n{}" if said else "{}", byline(photo, present))
    author = Tap(label=f"👤 {label(photo.author.username)}", press=Press(verb=Verb.USER, id=photo.author.id))
    page = link("🔗 Open", photo.link) if photo.link is not UNKNOWN and photo.link else ()
    return Screen(
        text=fitting((*said, whose, words(photo, _CAPTION_UNITS)), CAPTION_LIMIT),
        picture=picture_of(photo),
        keyboard=keyboard(*proposing(actions), (*taps(explaining(event.key), author), *page)),
    )


def sentence(text: str) -> Screen:
    """A sentence of our own."""
    return Screen(text=t("ℹ️ {}", cut_lines(text)))  # noqa: RUF001 - the sign is meant


def trouble(text: str) -> Screen:
    """Something did not work; the sentence says what can be done."""
    return Screen(text=t("⚠ {}", cut(text, 1000)))


def cut_lines(text: str) -> str:
    """Text that may have several lines, cut to what one message takes."""
    return "\n".join(cut(line, 500) for line in text.splitlines()[:8])


def digest(events: int, done: Mapping[ActionKind, int], sentences: Sequence[str]) -> Screen:
    """Many things at once, counted."""
    head = t("📬 <b>{}</b> happened meanwhile", counted(events + len(sentences), "thing"))
    figures = [t("{} {}: {}", WORDS[kind].sign, WORDS[kind].done, counted(n, "time")) for kind, n in done.items()]
    told = [t("• {}", cut(text, 300)) for text in sentences]
    rows = taps(
        Tap(label="📊 Status", press=Press(verb=Verb.RUN, id="status")),
        Tap(label="⚙ Rules", press=Press(verb=Verb.RUN, id="rules")),
    )
    return Screen(text=fitting((head, *figures, *told), TEXT_LIMIT), keyboard=keyboard(rows))


def gone() -> Screen:
    """What a button was about is no longer kept."""
    return Screen(text=Html("That is no longer kept here."))
