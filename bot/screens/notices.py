"""News: what happened with a photo, a sentence of our own, or many things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, Html, cut, fitting, t
from bot.phrasing import counted
from bot.screen import Screen, Style, Tap, keyboard, label, link, taps
from bot.screens.offers import drafting, offering, picturing
from bot.screens.outcomes import WORDS, outcome
from bot.screens.people import handle
from bot.screens.photos import byline, picture_of, words
from bot.screens.proposals import explaining, proposing, settling, stopping
from domain.unknown import UNKNOWN
from storage.bursts import Answer
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.phrasing import Present
    from domain.events import NewMedia
    from domain.plans import ActionKind
    from storage.actions import StoredAction
    from storage.bursts import Burst

_CAPTION_UNITS = 200
_SAMPLE = 5
_QUIET = frozenset({ActionState.WATCHED, ActionState.SUPPRESSED})


def media(event: NewMedia, actions: Sequence[StoredAction], present: Present) -> Screen:
    """A photo with what was done, held back or proposed, and why."""
    photo = event.media
    loud = [action for action in actions if action.state not in _QUIET]
    said = [outcome(action, present) for action in loud or actions]
    whose = t("\n{}" if said else "{}", byline(photo, present))
    said += drafting(actions)
    author = Tap(label=f"👤 {label(photo.author.username)}", press=Press(verb=Verb.USER, id=photo.author.id))
    page = link("🔗 Open", photo.link) if photo.link is not UNKNOWN and photo.link else ()
    return Screen(
        text=fitting((*said, whose, words(photo, _CAPTION_UNITS)), CAPTION_LIMIT),
        picture=picture_of(photo, picturing(actions)),
        keyboard=keyboard(
            *stopping(actions, present),
            *settling(actions),
            *proposing(actions),
            *offering(actions),
            (*taps(explaining(event.key), author), *page),
        ),
    )


def sentence(text: str) -> Screen:
    """A sentence of our own."""
    return Screen(text=t("ℹ️ {}", cut_lines(text)))  # noqa: RUF001 - the sign is meant


def trouble(text: str) -> Screen:
    """Something did not work; the sentence says what can be done."""
    return Screen(text=t("⚠ {}", cut(text, 1000)))


def gathered(text: str) -> Screen:
    """Notices that were gathered, one a line below their number."""
    head, *rest = text.splitlines()
    return Screen(
        text=fitting((t("📬 <b>{}</b>", cut(head, 100)), *(t("• {}", cut(line, 300)) for line in rest)), TEXT_LIMIT)
    )


def burst(waiting: Sequence[tuple[StoredAction, str]], decided: Burst) -> Screen:
    """More than one look may plan: a few of it as a sample, and one answer for all."""
    if decided.answer is not None:
        word = "allowed" if decided.answer is Answer.ALLOW else "dropped"
        return Screen(
            text=t("🌊 One look planned too much at once; {} {} all of it.", cut(decided.answered_by or "", 60), word)
        )
    head = t(
        "🌊 <b>One look planned {} at once.</b> That is more than it may, so nothing was done yet.", len(waiting)
    )
    sample = [
        t("• {} {} of {}", WORDS[action.kind].sign, WORDS[action.kind].infinitive, handle(username))
        for action, username in waiting[:_SAMPLE]
    ]
    rest = len(waiting) - _SAMPLE
    more = t("and {}", counted(rest, "more", "more")) if rest > 0 else None
    number = str(decided.id)
    buttons = taps(
        Tap(label=f"Allow {len(waiting)}", press=Press(verb=Verb.ALLOW, id=number)),
        Tap(label="Drop all", press=Press(verb=Verb.DROP, id=number), style=Style.BAD),
    )
    return Screen(text=fitting((head, *sample, more), TEXT_LIMIT), keyboard=keyboard(buttons if waiting else ()))


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
