"""A comment on its way: the question for it, what it will look like, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.results import Standing
from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, joined, t
from bot.language import say
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens.people import handle
from rules.comment_rules import MAX_HASHTAGS, MAX_LENGTH, MAX_URLS, hashtag_count, objection
from rules.contents import url_count

if TYPE_CHECKING:
    from actions.results import Result
    from bot.drafts import Draft
    from bot.screen import Row
    from domain.ids import MediaId

_SHOWN_UNITS = 1500


def question(author: str, before: str | None = None) -> Html:
    """What to write; with the words of before, to be copied and changed."""
    asks = t("✍ Your comment for {}'s picture? (at most {} characters) /cancel", handle(author), MAX_LENGTH)
    if before is None:
        return asks
    return fitting((asks, t("It was: <code>{}</code>", cut(before, _SHOWN_UNITS))), TEXT_LIMIT)


def preview(draft: Draft, token: str) -> Screen:
    """The words with what the network counts, to be sent or not; what it would refuse cannot be sent."""
    if draft.calmed is not None:
        asks = t("Instagram refuses comments in capitals only. Send it as “{}”?", draft.calmed)
        send = Tap(label=say("Send that"), press=Press(verb=Verb.POST, id=token, arg="calm"), style=Style.GOOD)
        return Screen(text=asks, keyboard=keyboard(taps(send, *_others(token))))
    good = objection(draft.text) is None
    send = Tap(label=say("Send"), press=Press(verb=Verb.POST, id=token), style=Style.GOOD)
    head = t("Your comment for {}'s picture:", handle(draft.author))
    refused = None if good else t("Instagram would refuse it like this.")
    return Screen(
        text=fitting((head, t("“{}”", cut(draft.text, _SHOWN_UNITS)), _counts(draft.text), refused), TEXT_LIMIT),
        keyboard=keyboard(taps(*([send] if good else []), *_others(token))),
    )


def posted(draft: Draft, token: str) -> Screen:
    """It stands below the photo now."""
    delete = Tap(label=say("🗑 Delete"), press=Press(verb=Verb.UNPOST, id=token))
    return Screen(
        text=t("✅ Posted: “{}”", cut(draft.text, _SHOWN_UNITS)),
        keyboard=keyboard((*taps(delete), *_picture(draft.media))),
    )


def unposting(draft: Draft, token: str) -> Screen:
    """Whether to remove it again."""
    yes = Tap(label=say("Yes, delete"), press=Press(verb=Verb.UNPOST, id=token, arg="yes"), style=Style.BAD)
    no = Tap(label=say("No"), press=Press(verb=Verb.UNPOST, id=token, arg="no"))
    return Screen(
        text=t("Delete your comment “{}”? It cannot be put back.", cut(draft.text, _SHOWN_UNITS)),
        keyboard=keyboard(taps(yes, no)),
    )


def not_posted(draft: Draft, token: str, result: Result) -> Screen:
    """It is not below the photo, or nobody knows; only what was refused can be tried again from here."""
    said = t("⚠ {}", cut(result.sentence, 500))
    if result.state is not Standing.REFUSED:
        return Screen(
            text=fitting((said, t("“{}”", cut(draft.text, _SHOWN_UNITS))), TEXT_LIMIT),
            keyboard=keyboard(_picture(draft.media)),
        )
    again = preview(draft, token)
    return replace(again, text=fitting((said, again.text), TEXT_LIMIT))


def discarded(draft: Draft) -> Screen:
    """Nobody posts it any more. The words stay readable, as somebody may want them back."""
    return Screen(
        text=t("✖ Not posted: “{}”", cut(draft.text, _SHOWN_UNITS)), keyboard=keyboard(_picture(draft.media))
    )


def deleted() -> str:
    """It was removed again."""
    return say("🗑 Your comment is deleted.")


def not_listed() -> str:
    """The network does not list it."""
    return say("Your comment is not listed there any more; it may have been deleted already.")


def ended(sentence: str, media: MediaId) -> Screen:
    """What became of it, for good."""
    return Screen(text=t("{}", cut(sentence, 500)), keyboard=keyboard(_picture(media)))


def too_old() -> Screen:
    """A preview whose draft is not kept any more."""
    return Screen(text=t("This draft is out of date; nothing was posted from here since. Write anew with ✍."))


def _others(token: str) -> tuple[Tap, ...]:
    return (
        Tap(label=say("Edit"), press=Press(verb=Verb.REWRITE, id=token)),
        Tap(label=say("Cancel"), press=Press(verb=Verb.DISCARD, id=token)),
    )


def _picture(media: MediaId) -> Row:
    return taps(Tap(label=say("↩ Picture"), press=Press(verb=Verb.RUN, id="media", arg=media)))


def _counts(text: str) -> Html:
    """How much of what is allowed it takes; links and tags only where there are some."""
    tags, links = hashtag_count(text), url_count(text)
    return joined(
        [
            _count(t("{} of {} characters", len(text), MAX_LENGTH), over=len(text) > MAX_LENGTH),
            *([_count(t("{} of {} hashtags", tags, MAX_HASHTAGS), over=tags > MAX_HASHTAGS)] if tags else []),
            *([_count(t("{} of {} links", links, MAX_URLS), over=links > MAX_URLS)] if links else []),
        ]
    )


def _count(words: Html, *, over: bool) -> Html:
    return t("⚠ <b>{}</b>", words) if over else t("<i>{}</i>", words)
