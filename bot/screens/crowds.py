"""Lists of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, t
from bot.language import say
from bot.screen import Screen, Tap, in_rows, keyboard, label, taps
from bot.screens.people import handle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.crowds import Crowd
    from bot.screen import Row
    from domain.people import Person

PER_PAGE = 8
OFFERED = 6
_PER_ROW = 4
_NAMES_PER_ROW = 2


def listed(crowd: Crowd, token: str, page: int) -> Screen:
    """A page of people; the number of each opens their page."""
    start = page * PER_PAGE
    shown = list(enumerate(crowd.people[start : start + PER_PAGE], start=start + 1))
    numbers = [Tap(label=f"{n}", press=Press(verb=Verb.USER, id=person.id)) for n, person in shown]
    return Screen(
        text=fitting((_head(crowd, start, len(shown)), *(_row(n, person) for n, person in shown)), TEXT_LIMIT),
        keyboard=keyboard(*in_rows(numbers, _PER_ROW), _paging(crowd, token, page), _onward(crowd)),
    )


def nobody(crowd: Crowd, alike: Sequence[Person]) -> Screen:
    """Nobody is on the list; who is nearest, or where it goes on."""
    names = [Tap(label=label(f"@{one.username}"), press=Press(verb=Verb.USER, id=one.id)) for one in alike]
    rows = keyboard(*in_rows(names, _NAMES_PER_ROW), _onward(crowd))
    return Screen(text=_none(crowd, found=bool(names)), keyboard=rows)


def pages(count: int) -> int:
    """How many pages so many people take, at least one."""
    return max(1, -(-count // PER_PAGE))


def _head(crowd: Crowd, start: int, shown: int) -> Html:
    count = f"{len(crowd.people)}+" if crowd.older is not None else f"{len(crowd.people)}"
    part = t("{}-{} of {}", start + 1, start + shown, count)
    match crowd.kind.value:
        case "followers":
            return t("👥 <b>Followers of {}</b> · {}", handle(crowd.whose), part)
        case "following":
            return t("👥 <b>{} follows</b> · {}", handle(crowd.whose), part)
        case "likers":
            return t("♥ <b>Who likes {}'s picture</b> · {}", handle(crowd.whose), part)
    return t("🔎 <b>People like “{}”</b> · {}", cut(crowd.whose, 40), part)


def _none(crowd: Crowd, *, found: bool) -> Html:
    match crowd.kind.value:
        case "followers":
            return t("Nobody follows {} yet.", handle(crowd.whose))
        case "following":
            return t("{} follows nobody yet.", handle(crowd.whose))
        case "likers":
            return t("Nobody likes {}'s picture yet. Be the first.", handle(crowd.whose))
    if found:
        return t("Nobody is called anything like “{}”. Did you mean one of these?", cut(crowd.whose, 40))
    return t("Nobody is called anything like “{}”. Try the beginning of a name.", cut(crowd.whose, 40))


def _row(n: int, person: Person) -> Html:
    full = cut(person.full_name, 40)
    return t("{}. {} · {}", n, handle(person.username), full) if full else t("{}. {}", n, handle(person.username))


def _paging(crowd: Crowd, token: str, page: int) -> Row:
    def turn(sign: str, to: int) -> Tap:
        return Tap(label=sign, press=Press(verb=Verb.CROWD, id=token, arg=str(to)))

    count = pages(len(crowd.people))
    return taps(
        *([turn("◀", page - 1)] if page > 0 else []),
        Tap(label=f"{page + 1}/{count}", press=crowd.fresh),
        *([turn("▶", page + 1)] if page + 1 < count or crowd.older is not None else []),
    )


def _onward(crowd: Crowd) -> Row:
    """Where it goes on from here: the page or the picture that the list belongs to."""
    match crowd.kind.value:
        case "followers" | "following":
            return taps(Tap(label=say("👤 Profile"), press=Press(verb=Verb.USER, id=crowd.value)))
        case "likers":
            return taps(Tap(label=say("↩ Picture"), press=Press(verb=Verb.RUN, id="media", arg=crowd.value)))
    return ()
