"""The lists of the rules with who came to them from the chat, and who is muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.phrasing import counted
from bot.screen import Screen
from bot.screens.people import handle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.phrasing import Present
    from storage.listing import Entry

_SHOWN = 30


def told(sentence: str) -> Screen:
    """What came of it."""
    return Screen(text=t("{}", cut(sentence, 300)))


def no_length(text: str) -> Screen:
    """What was typed as an end is none."""
    return Screen(text=t("“{}” is no length of time; write for example 30d, 12h or 2h30m.", cut(text, 40)))


def muted(entries: Sequence[Entry], present: Present) -> Screen:
    """Who is left alone."""
    if not entries:
        return Screen(text=t("Nobody is muted. <code>/mute @name 30d</code> lets rules leave somebody alone."))
    rows = [t("• {} {}", handle(entry.username), _end(entry, present)) for entry in entries[:_SHOWN]]
    head = t("🔕 Rules leave {} alone:", counted(len(entries), "person", "people"))
    return Screen(text=fitting((head, *rows, t("/unmute @name lets them meet again.")), TEXT_LIMIT))


def overview(names: Sequence[str], written: Mapping[str, Sequence[str]], added: Sequence[Entry]) -> Screen:
    """Every list with how many are on it."""
    rows = []
    for name in names:
        more = sum(entry.list == name for entry in added)
        extra = t(", {} of it from here", more) if more else Html("")
        rows.append(
            t(
                "• <code>{}</code>: {}{}",
                cut(name, 60),
                counted(_count(name, written, added), "entry", "entries"),
                extra,
            )
        )
    return Screen(text=fitting((t("📋 <b>Lists</b>"), *rows, _HOW), TEXT_LIMIT))


def one(name: str, written: Sequence[str], added: Sequence[Entry], present: Present) -> Screen:
    """What is on one list: what the files say, and who came from here."""
    own = [entry for entry in added if entry.list == name]
    theirs = {f"id:{entry.person}" for entry in own}
    said = ", ".join([name for name in written if name not in theirs][:_SHOWN])
    rows = [t("• {} {}", handle(entry.username), _end(entry, present)) for entry in own[:_SHOWN]]
    return Screen(
        text=fitting(
            (
                t("📋 <b>{}</b>", cut(name, 60)),
                t("{}", cut(said, 800)) if said else None,
                t("Added:") if rows else None,
                *rows,
                _HOW,
            ),
            TEXT_LIMIT,
        )
    )


def no_list(name: str, names: Sequence[str]) -> Screen:
    """Nothing is called so."""
    return Screen(
        text=lines(
            t("No list is called “{}”; a list begins in your rules file.", cut(name, 40)),
            t("There are: {}", cut(", ".join(names), 800)),
        )
    )


def added(entry: Entry, present: Present) -> Screen:
    """Somebody is on a list now."""
    return Screen(
        text=t("{} is on the list “{}” {}.", handle(entry.username), cut(entry.list, 60), _until(entry, present))
    )


def removed(entry: Entry) -> Screen:
    """Somebody is off a list."""
    return Screen(text=t("{} is off the list “{}”.", handle(entry.username), cut(entry.list, 60)))


def not_added(name: str, username: str) -> Screen:
    """Only what came from the chat can be taken back here."""
    return Screen(
        text=t(
            "{} did not come to “{}” from here; what your rules file says is changed there.",
            handle(username),
            cut(name, 60),
        )
    )


_HOW = t("<i>/list name add @somebody 30d, or remove @somebody</i>")


def _count(name: str, written: Mapping[str, Sequence[str]], added: Sequence[Entry]) -> int:
    own = {f"id:{entry.person}" for entry in added if entry.list == name}
    return len({*written.get(name, ()), *own})


def _end(entry: Entry, present: Present) -> Html:
    return t("<i>{}, by {}</i>", _until(entry, present), cut(entry.added_by, 60))


def _until(entry: Entry, present: Present) -> str:
    return "for good" if entry.until is None else f"until {present.clock(entry.until)}"
