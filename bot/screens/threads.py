"""What stands below a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, Html, cut, fitting, t
from bot.language import say, several
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens.people import handle

if TYPE_CHECKING:
    from bot.phrasing import Present
    from bot.screen import Row
    from bot.threads import Thread
    from domain.ids import UserId
    from domain.media import Comment

PER_PAGE = 5
_PER_ROW = 4
_TEXT_UNITS = 140


def comments(thread: Thread, token: str, page: int, me: UserId, present: Present) -> Screen:
    """A page of comments; those that may be removed have a button with their number."""
    if not thread.comments:
        text = t("💬 Nobody has commented on {}'s picture yet. Be the first.", handle(thread.author))
        return Screen(text=text, picture=thread.picture, keyboard=keyboard(_below(thread)))
    start = page * PER_PAGE
    listed = list(enumerate(thread.comments[start : start + PER_PAGE], start=start))
    rows = [_row(n, comment, present) for n, comment in listed]
    last = pages(thread) - 1
    return Screen(
        text=fitting((_head(thread), *rows, _rest(thread) if page == last else None), CAPTION_LIMIT),
        picture=thread.picture,
        keyboard=keyboard(
            *_removing([(n, one) for n, one in listed if thread.removable(n, me)], token),
            _paging(thread, token, page),
            _below(thread),
        ),
    )


def deleting(thread: Thread, token: str, n: int) -> Screen:
    """Whether to remove one of them."""
    comment = thread.comments[n]
    yes = Tap(label=say("Yes, delete"), press=Press(verb=Verb.ERASE, id=token, arg=comment.id), style=Style.BAD)
    no = Tap(label=say("No"), press=Press(verb=Verb.TALK, id=token, arg=str(n // PER_PAGE)))
    asks = t("Delete the comment of {}? It cannot be put back.", handle(comment.author.username))
    return Screen(
        text=fitting((asks, t("“{}”", cut(comment.text, 600))), CAPTION_LIMIT),
        picture=thread.picture,
        keyboard=keyboard(taps(yes, no)),
    )


def too_old() -> Screen:
    """A question about comments that are not kept any more."""
    return Screen(text=t("This list is out of date; nothing was deleted from here. Press 💬 below the photo again."))


def no_such(word: str) -> Screen:
    """No comment has this number or id."""
    return Screen(text=t("No comment here is “{}”: it goes by its number in this list, or by its id.", cut(word, 60)))


def not_yours(thread: Thread, n: int) -> Screen:
    """Somebody else's comment under somebody else's photo."""
    who = handle(thread.comments[n].author.username)
    return Screen(
        text=t("That comment is by {}. You can delete your own ones, and those under your own photos.", who)
    )


def pages(thread: Thread) -> int:
    """How many pages it has, at least one."""
    return max(1, -(-len(thread.comments) // PER_PAGE))


def _head(thread: Thread) -> Html:
    count = len(thread.comments) + thread.more
    told = several("{} comment", "{} comments", count, count)
    return t("💬 <b>{}</b> on {}'s picture, newest first", told, handle(thread.author))


def _row(n: int, comment: Comment, present: Present) -> Html:
    when = present.since(comment.created_at)
    return t("{}. {} · {}\n{}", n + 1, handle(comment.author.username), when, cut(comment.text, _TEXT_UNITS))


def _rest(thread: Thread) -> Html | None:
    if not thread.more:
        return None
    return t(
        "<i>{}</i>", several("{} older one is not listed", "{} older ones are not listed", thread.more, thread.more)
    )


def _removing(listed: list[tuple[int, Comment]], token: str) -> list[Row]:
    # By id, not by number: after one is removed, the numbers mean others.
    buttons = [Tap(label=f"🗑 {n + 1}", press=Press(verb=Verb.UNSAY, id=token, arg=one.id)) for n, one in listed]
    return [taps(*buttons[start : start + _PER_ROW]) for start in range(0, len(buttons), _PER_ROW)]


def _paging(thread: Thread, token: str, page: int) -> Row:
    def turn(sign: str, to: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.TALK, id=token, arg=str(to)))

    count = pages(thread)
    return taps(
        *([turn("◀", page - 1)] if page > 0 else []),
        Tap(label=f"{page + 1}/{count}", press=Press(verb=Verb.RETALK, id=thread.media)),
        *([turn("▶", page + 1)] if page + 1 < count else []),
    )


def _below(thread: Thread) -> Row:
    back = thread.back or Press(verb=Verb.RUN, id="media", arg=thread.media)
    return taps(
        Tap(label=say("✍ Write"), press=Press(verb=Verb.WRITE, id=thread.media)),
        Tap(label=say("↩ Back") if thread.back else say("↩ Picture"), press=back),
    )
