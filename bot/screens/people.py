"""Somebody's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.html import CAPTION_LIMIT, Html, cut, fitting, joined, t
from bot.phrasing import counted
from bot.screen import Screen, keyboard
from domain.people import Incoming, Outgoing
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from bot.screen import Row
    from domain.people import Person, Profile, Relationship

_BIO_UNITS = 500

_OUTGOING = {
    Outgoing.NONE: "You do not follow them",
    Outgoing.FOLLOWS: "You follow them",
    Outgoing.REQUESTED: "You asked to follow them",
}
_INCOMING = {
    Incoming.NONE: "they do not follow you",
    Incoming.FOLLOWED_BY: "they follow you",
    Incoming.REQUESTED_BY: "they ask to follow you",
    Incoming.BLOCKED_BY_YOU: "you block them",
}


def profile(page: Profile, relationship: Relationship | None, *rows: Row) -> Screen:
    """A profile with how its person and the owner stand; the rows are what can be done now."""
    person = page.person
    return Screen(
        text=fitting((name(person), figures(page), bio(page), ties(relationship)), CAPTION_LIMIT),
        picture=person.picture,
        keyboard=keyboard(*rows),
    )


def name(person: Person) -> Html:
    """Full name, if there is one, and user name."""
    full = cut(person.full_name, 60)
    return t("👤 <b>{}</b> ({})", full, handle(person.username)) if full else t("👤 {}", handle(person.username))


def handle(username: str) -> Html:
    """A user name as it is typed. As code, so that a tap copies it: Telegram would open its own user of that name."""
    return t("<code>@{}</code>", cut(username, 60))


def figures(page: Profile) -> Html:
    """What the profile counts: 312 followers · 40 posts · follows 100."""
    followers = None if page.followers is UNKNOWN else counted(page.followers, "follower")
    posts = None if page.posts is UNKNOWN else counted(page.posts, "post")
    follows = None if page.follows is UNKNOWN else f"follows {counted(page.follows, 'person', 'people')}"
    return joined(t("{}", figure) for figure in (followers, posts, follows) if figure)


def bio(page: Profile, limit: int = _BIO_UNITS) -> Html | None:
    """What they say about themselves."""
    return t("<i>{}</i>", cut(page.bio, limit)) if page.bio is not UNKNOWN and page.bio.strip() else None


def ties(relationship: Relationship | None) -> Html | None:
    """How the owner and somebody stand to each other, as far as the network tells."""
    if relationship is None:
        return None
    outgoing = None if relationship.outgoing is UNKNOWN else _OUTGOING[relationship.outgoing]
    incoming = None if relationship.incoming is UNKNOWN else _INCOMING[relationship.incoming]
    private = "🔒 private" if relationship.private is True else None
    return joined(t("{}", tie) for tie in (outgoing, incoming, private) if tie)
