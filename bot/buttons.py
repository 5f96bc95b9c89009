"""What a button carries: `v1:verb:id[:arg]`, at most 64 bytes.

Custom clients can send any data, and replay old data, so what comes back is parsed strictly and means nothing by
itself: the gate has asked who presses, and every verb looks at how things stand now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.ids import EventKey

LIMIT_BYTES: Final = 64
_VERSION: Final = "v1"
_COMMENT: Final = "comment"
_SHAPE: Final = re.compile(r"v1:(?P<verb>[a-z]+):(?P<id>[^:\s]+)(?::(?P<arg>[^:\s]+))?")


class Verb(StrEnum):
    """Everything that a button can ask for."""

    RUN = "run"
    """A command, with its argument."""
    TYPED = "typed"
    """A command that is kept, as its argument is too long for a button: token."""
    NEVERMIND = "nevermind"
    """What was guessed was wrong: anything."""
    CARD = "card"
    """A photo of a kept list: token, position."""
    LIKE = "like"
    """Like, or take the like back: token, position."""
    MORE = "more"
    """What else there is to do with a photo: token, position."""
    GRID = "grid"
    """Photos side by side: token, position of the first."""
    OPEN = "open"
    """A photo of a grid, in a message of its own: token, position."""
    FRESH = "fresh"
    """A list anew in the same message: its kind, what it is of."""
    USER = "user"
    POSTS = "posts"
    """Both: somebody's id."""
    PLACE = "at"
    """A place on the map: its id."""
    HERE = "here"
    """The photos from a place: its id."""
    COMMENTS = "comments"
    """What stands below a photo of a kept list: token, position."""
    LIKERS = "likers"
    """Who likes a photo of a kept list: token, position."""
    CROWD = "crowd"
    """A page of kept people: token, page."""
    WHO = "who"
    REWHO = "rewho"
    """People in a message of their own, or anew in the same one: what they are, of whom or what."""
    TIE = "tie"
    ASKTIE = "asktie"
    """Follow, unfollow, block or unblock somebody, at once or after a question: their id, which of it."""
    PAGE = "page"
    """Somebody's page in the same message: their id."""
    TALK = "talk"
    """A page of kept comments: token, page."""
    RETALK = "retalk"
    """The comments anew in the same message: a photo's id."""
    WRITE = "write"
    """Write a comment: a photo's id."""
    UNSAY = "unsay"
    ERASE = "erase"
    """Whether to remove a comment of a kept list, and to remove it: token, the comment's id."""
    POST = "post"
    REWRITE = "rewrite"
    DISCARD = "discard"
    UNPOST = "unpost"
    """All four about a comment that was written: token."""
    WAITING = "waiting"
    """Somebody in the kept list of those who wait: token, position."""
    APPROVE = "approve"
    IGNORE = "ignore"
    BLOCK = "block"
    """All three: the requester's id, when first seen."""
    BLOCKING = "blocking"
    """The yes to the question that `block` asks: the same."""
    KEEP = "keep"
    """The no to such a question: an event."""
    LEAVE = "leave"
    """Let a request or a comment be: an event."""
    REMOVING = "removing"
    """The yes to the question that `remove` asks: the same."""
    REMOVE = "remove"
    ANSWER = "answer"
    """Both: an event, which is a comment."""
    ACCEPT = "accept"
    DECLINE = "decline"
    """Both: an action's number."""
    HAPPENED = "happened"
    """Take somebody's word that it was done: an action's number."""
    VETO = "veto"
    """Stop what is announced: an action's number."""
    OFFER = "offer"
    """What a notice offers: an action's number, position."""
    ALLOW = "allow"
    DROP = "drop"
    """Both: the number of a burst."""
    BACKLOG = "backlog"
    """Those who waited before the first look: a notice's number, `run` or `leave`."""
    MODE = "mode"
    """How far a rule may go: its id, `watch`, `ask`, `auto` or `default`."""
    RULES = "rules"
    """The rules: page, and a word that they have in them."""
    RULE = "rule"
    """One rule: its id."""
    REST = "rest"
    """Whether a rule rests: its id, `on` or `off`."""
    YAML = "yaml"
    """A rule as its file would have it: its id."""
    INBOX = "inbox"
    """What waits, in the same message: anything."""
    REVIEW = "review"
    """Everything that waits, one after the other: anything."""
    STEP = "step"
    """One of what waits: token, position."""
    BATCH = "batch"
    """Whether to answer all of a kind: `requests` or `proposals`, `yes` or `no`."""
    BATCHED = "batched"
    """Answer all that the question named: token."""
    REWORD = "reword"
    """Other words for a proposed comment: an action's number."""
    LOG = "log"
    """What was done, in the same message: whose or which rule's, position of the first."""
    UNDO = "undo"
    """Take back what the question named: token."""
    AGAIN = "again"
    """Try once more: an action's number."""
    ROSTER = "roster"
    """Everybody who may use the bot, in the same message: anything."""
    MEMBER = "member"
    """One of them: their Telegram id."""
    RANK = "rank"
    """Give them a role: their Telegram id, the role."""
    DISMISS = "dismiss"
    DISMISSING = "dismissing"
    """Whether to let them in no more, and the yes to it: their Telegram id."""
    WHY = "why"
    """What the rules found: an event."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """One button's meaning."""

    verb: Verb
    id: str
    arg: str | None = None

    def __str__(self) -> str:
        return ":".join(filter(None, (_VERSION, self.verb, self.id, self.arg)))

    @property
    def position(self) -> int | None:
        """The number that the button carries; None for what is none."""
        text = self.arg or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= len("9999") else None

    @property
    def fits(self) -> bool:
        """Whether a button can carry it; long names in other scripts may not."""
        return parse(str(self)) == self


def parse(data: str | None) -> Press | None:
    """Read back what a button carried; None for everything that no button of ours says."""
    if data is None or len(data.encode("utf-8", "replace")) > LIMIT_BYTES:
        return None
    found = _SHAPE.fullmatch(data)
    if found is None or found["verb"] not in frozenset(Verb):
        return None
    return Press(verb=Verb(found["verb"]), id=found["id"], arg=found["arg"])


def about(verb: Verb, event: EventKey) -> Press:
    """A button about an event: `request:42:1700000000` becomes `v1:verb:42:1700000000`."""
    kind, _, rest = event.partition(":")
    subject, _, moment = rest.partition(":")
    return Press(verb=verb, id=subject, arg=_COMMENT if kind == _COMMENT else moment or None)


def event_of(press: Press) -> EventKey:
    """The event that such a button is about: a comment, with a moment a request, without one a photo."""
    if press.arg == _COMMENT:
        return EventKey(f"{_COMMENT}:{press.id}")
    return EventKey(f"request:{press.id}:{press.arg}" if press.arg else f"media:{press.id}")
