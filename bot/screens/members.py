"""Who may use the bot, and how others come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import codes, rights
from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.screen import Screen, Style, Tap, in_rows, keyboard, label, link, taps
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.ids import TelegramUserId
    from storage.members import Member

_NAME_UNITS = 60
_PER_ROW = 2


def roster(everybody: Sequence[Member], present: Present) -> Screen:
    """Everybody, each with a button."""
    listed = (_line(member, present) for member in everybody)
    buttons = [
        Tap(label=label(member.name) or str(member.id), press=_press(Verb.MEMBER, member.id)) for member in everybody
    ]
    return Screen(
        text=fitting((t("<b>Who may use this bot</b>"), *listed), TEXT_LIMIT),
        keyboard=keyboard(*in_rows(buttons[:20], _PER_ROW), _inviting()),
    )


def page(member: Member, present: Present) -> Screen:
    """One of them, with what an owner can change."""
    ranks = [
        Tap(label=say("Make {}", rights.name(role)), press=_press(Verb.RANK, member.id, role))
        for role in Role
        if role is not member.role
    ]
    away = Tap(label=say("🚪 Remove"), press=_press(Verb.DISMISS, member.id), style=Style.BAD)
    return Screen(
        text=lines(_line(member, present), t("They {}.", rights.may(member.role))),
        keyboard=keyboard(*in_rows(ranks, _PER_ROW), taps(away, _back())),
    )


def removing(member: Member) -> Screen:
    """Whether to do it."""
    yes = Tap(label=say("Yes, remove"), press=_press(Verb.DISMISSING, member.id), style=Style.BAD)
    no = Tap(label=say("No"), press=_press(Verb.MEMBER, member.id))
    text = t("Remove {}? The bot will not answer them any more.", _name(member.name))
    return Screen(text=text, keyboard=(taps(yes, no),))


def paired(user: TelegramUserId, name: str, role: Role) -> Screen:
    """To the owners: somebody came in."""
    revoke = Tap(label=say("Revoke"), press=_press(Verb.DISMISS, user), style=Style.BAD)
    text = t("🔑 {} (<code>{}</code>) was paired as {}.", _name(name), user, rights.name(role))
    return Screen(text=text, keyboard=(taps(revoke, _back()),))


def you_are(role: Role) -> Screen:
    """To somebody whose role has changed."""
    return Screen(text=t("Your role here is {} now: you {}.", rights.name(role), rights.may(role)))


def whoami(user: TelegramUserId, name: str, role: Role, username: str) -> Screen:
    """What the asker is."""
    who = t("You are {} (<code>{}</code>), and your role is <b>{}</b>. I watch Instagram for @{}.", _name(name), user,
            rights.name(role), username)  # fmt: skip
    return Screen(text=lines(who, t("You {}.", rights.may(role))), keyboard=(taps(_help()),))


def which_role(said: str) -> Screen:
    """An invitation to what?"""
    first = t("There is no role {}.", cut(said, _NAME_UNITS)) if said else None
    each = (t("<b>{}</b> {}", rights.name(role), rights.may(role)) for role in Role)
    return Screen(text=lines(first, t("Whom do you invite?"), *each), keyboard=(_inviting(),))


def invitation(bot: str, code: str, role: Role) -> Screen:
    """The way in, in three forms."""
    url = f"https://t.me/{bot}?start={code}"
    parts = (
        t("🔑 This makes one person {}, once, in the next 15 minutes.", rights.name(role)),
        t("They open this link:"),
        Html(t("<code>{}</code>", url)),
        t("or send the bot this:"),
        Html(t("<code>{}</code>", f"/start {code}")),
        t("or point a telephone at the picture. Pass it on to nobody else."),
    )
    return Screen(
        text=fitting(parts, CAPTION_LIMIT),
        picture=f"{codes.DRAWN}{url}",
        keyboard=keyboard(link(say("🔗 The link"), url), taps(_back())),
    )


def _line(member: Member, present: Present) -> Html:
    away = t(" · cannot be reached") if not member.reachable else ""
    since = present.day(member.added_at)
    return t("{} · {} · since {}{}", _name(member.name), rights.name(member.role), since, away)


def _name(name: str) -> Html:
    return t("<b>{}</b>", cut(name, _NAME_UNITS) or say("somebody"))


def _inviting() -> Row:
    return taps(
        *(
            Tap(label=say("🔑 {}", rights.name(role)), press=Press(verb=Verb.RUN, id="invite", arg=role.value))
            for role in Role
        )
    )


def _back() -> Tap:
    return Tap(label=say("👥 Everybody"), press=Press(verb=Verb.ROSTER, id="all"))


def _help() -> Tap:
    return Tap(label=say("❔ Help"), press=Press(verb=Verb.RUN, id="help"))


def _press(verb: Verb, user: TelegramUserId, role: Role | None = None) -> Press:
    return Press(verb=verb, id=str(user), arg=role.value if role else None)
