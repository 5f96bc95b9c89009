"""What the owner can do about somebody, as buttons: only what makes sense as the two stand to each other now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb, about
from bot.html import CAPTION_LIMIT, Html, fitting, t
from bot.language import say
from bot.phrasing import amount
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens.people import handle, name
from bot.screens.people import ties as said
from domain.people import Incoming, Outgoing
from domain.plans import ActionKind
from domain.unknown import UNKNOWN

if TYPE_CHECKING:
    from bot.screen import Row
    from domain.ids import EventKey
    from domain.people import Person, Profile, Relationship
    from domain.unknown import Maybe


def tying(person: Person, relationship: Relationship | None, request: EventKey | None, *, undo: bool = False) -> Row:
    """Follow or not, block or not. `undo`: it was followed just now, so that can be taken back without a question."""
    if relationship is None:
        return ()
    if relationship.incoming is Incoming.BLOCKED_BY_YOU:
        return taps(_tap(say("🕊 Unblock"), Verb.TIE, person, ActionKind.UNBLOCK))
    block = (
        _tap(say("🚫 Block"), Verb.ASKTIE, person, ActionKind.BLOCK)
        if request is None
        else Tap(label=say("🚫 Block"), press=about(Verb.BLOCK, request))
    )
    return taps(*_following(person, relationship.outgoing, undo=undo), block)


def _following(person: Person, outgoing: Maybe[Outgoing], *, undo: bool) -> tuple[Tap, ...]:
    match outgoing:
        case Outgoing.NONE:
            return (_tap(say("👣 Follow"), Verb.TIE, person, ActionKind.FOLLOW),)
        case Outgoing.FOLLOWS | Outgoing.REQUESTED if undo:
            return (_tap(say("↩ Undo"), Verb.TIE, person, ActionKind.UNFOLLOW),)
        case Outgoing.FOLLOWS:
            return (_tap(say("👋 Unfollow"), Verb.ASKTIE, person, ActionKind.UNFOLLOW),)
        case Outgoing.REQUESTED:
            return (_tap(say("⏳ Requested"), Verb.ASKTIE, person, ActionKind.UNFOLLOW),)
    return ()


def leading_on(page: Profile, relationship: Relationship | None) -> Row:
    """Their photos and their people, unless the network keeps those from the owner."""
    private = relationship is not None and relationship.private is True
    if private and relationship is not None and relationship.outgoing is not Outgoing.FOLLOWS:
        return ()
    person = page.person.id
    return taps(
        Tap(label=say("🖼 Posts"), press=Press(verb=Verb.POSTS, id=person)),
        Tap(
            label=_counted(say("👥 Followers"), page.followers),
            press=Press(verb=Verb.WHO, id="followers", arg=person),
        ),
        Tap(label=_counted(say("Following"), page.follows), press=Press(verb=Verb.WHO, id="following", arg=person)),
    )


def asking(person: Person, kind: ActionKind) -> Screen:
    """Whether to unfollow or block somebody, in place of their page."""
    yes = say("Yes, block") if kind is ActionKind.BLOCK else say("Yes, unfollow")
    no = Tap(label=say("No"), press=Press(verb=Verb.PAGE, id=person.id))
    done = Tap(label=yes, press=Press(verb=Verb.TIE, id=person.id, arg=kind), style=Style.BAD)
    return Screen(text=question(person, kind), picture=person.picture, keyboard=keyboard(taps(done, no)))


def question(person: Person, kind: ActionKind) -> Html:
    """The same in words alone."""
    if kind is ActionKind.BLOCK:
        return t("Block {}? They will not be told.", handle(person.username))
    return t("Unfollow {}? To follow a private account again, you would have to ask.", handle(person.username))


def standing(person: Person, relationship: Relationship, request: EventKey | None) -> Screen:
    """How the two stand to each other, and no more."""
    page = taps(Tap(label=say("👤 Profile"), press=Press(verb=Verb.USER, id=person.id)))
    told = said(relationship) or t("The network does not tell how you two stand to each other.")
    return Screen(
        text=fitting((name(person), told), CAPTION_LIMIT),
        keyboard=keyboard(tying(person, relationship, request), page),
    )


def done(sentence: str, page: Screen) -> Screen:
    """What came of a command, over their page."""
    return Screen(
        text=fitting((t("<b>{}</b>", sentence), page.text), CAPTION_LIMIT),
        picture=page.picture,
        keyboard=page.keyboard,
    )


def yourself() -> Screen:
    """Nobody follows or blocks themselves."""
    return Screen(text=t("That is you: this works with other people only."))


def not_asking(person: Person) -> Screen:
    """There is no request to be answered."""
    page = taps(Tap(label=say("👤 Profile"), press=Press(verb=Verb.USER, id=person.id)))
    others = taps(Tap(label=say("📥 Requests"), press=Press(verb=Verb.RUN, id="requests")))
    return Screen(
        text=t("{} does not ask to follow you.", handle(person.username)), keyboard=keyboard((*page, *others))
    )


def _tap(label: str, verb: Verb, person: Person, kind: ActionKind) -> Tap:
    return Tap(label=label, press=Press(verb=verb, id=person.id, arg=kind))


def _counted(label: str, number: Maybe[int]) -> str:
    return label if number is UNKNOWN else f"{label} {amount(number)}"
