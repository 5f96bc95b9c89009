"""The first thing somebody sees, and the help that fits how things stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import rights
from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, t
from bot.language import say
from bot.phrasing import counted
from bot.screen import Screen, Tap, keyboard, taps
from bot.screens.people import handle
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screen import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """What a person must decide."""

    requests: int
    proposals: int


def waiting_line(waiting: Waiting) -> Html | None:
    """What waits, in one line."""
    parts = [
        counted(number, word)
        for number, word in ((waiting.requests, "follow request"), (waiting.proposals, "proposal"))
        if number
    ]
    alone = waiting.requests + waiting.proposals == 1
    return t("📥 <b>{}</b> {} for you", " and ".join(parts), "waits" if alone else "wait") if parts else None


def welcome(name: str, username: str, *, waiting: Waiting, tags: Sequence[str], paired: Role | None = None) -> Screen:
    """What this is, in three lines, and where to go from here."""
    text = (
        _hello(cut(name, 60), paired),
        t(
            "I watch Instagram for {}, follow your rules, and tell you what happened and why.",
            handle(username),
        ),
        waiting_line(waiting),
    )
    return Screen(
        text=fitting(text, TEXT_LIMIT), keyboard=keyboard(_look_around(waiting, tags), *_lists(), _controls())
    )


def _hello(name: str, paired: Role | None) -> Html:
    if paired is None:
        return t("👋 Hello {}!", name)
    if paired is Role.OWNER:
        return t("👋 Hello {}! Your code is used up, and this chat is yours now.", name)
    return t("👋 Hello {}! Your code is used up, and your role here is {}.", name, rights.name(paired))


def help_page(
    commands: Sequence[tuple[str, str]], *, waiting: Waiting, paused: bool, rules: int, tags: Sequence[str]
) -> Screen:
    """What can be typed, after what matters now."""
    state = (
        waiting_line(waiting),
        t("⏸ Rules are paused. /resume lets them go on.") if paused else None,
        t("There are no rules yet: write your first one into the rules file, it is read as soon as you save it.")
        if not rules
        else None,
    )
    listed = (t("{} · {}", usage, summary) for usage, summary in commands)
    closing = t("\nOr just send <code>#sunset</code> or <code>@name</code>.")
    return Screen(
        text=fitting((*state, *listed, closing), TEXT_LIMIT),
        keyboard=keyboard(_look_around(waiting, tags), *_lists(), _controls()),
    )


def _look_around(waiting: Waiting, tags: Sequence[str]) -> Row:
    requests = [Tap(label="📥 Requests", press=Press(verb=Verb.RUN, id="requests"))] if waiting.requests else []
    looks = [Tap(label=f"🔎 #{cut(tag, 24)}", press=Press(verb=Verb.RUN, id="tag", arg=tag)) for tag in tags[:2]]
    return taps(*requests, *looks)


def _lists() -> tuple[Row, ...]:
    whole = ((say("📰 Feed"), "feed"), (say("❤️ Liked"), "liked"), (say("🔥 Popular"), "popular"))
    parts = ((say("🧭 Near me"), "near"), (say("🏠 Places"), "places"), (say("🌐 Areas"), "geo"))
    return tuple(
        taps(*(Tap(label=label, press=Press(verb=Verb.RUN, id=name)) for label, name in row))
        for row in (whole, parts)
    )


def _controls() -> Row:
    return taps(
        Tap(label="⚙ Rules", press=Press(verb=Verb.RUN, id="rules")),
        Tap(label="📊 Status", press=Press(verb=Verb.RUN, id="status")),
    )
