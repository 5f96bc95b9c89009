"""/rules and /rule: what runs, and what it did today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import rules as meant
from bot.screen import Screen
from bot.screens import rule as page_screens
from bot.screens import rules as screens
from storage import actions, rests, runs, standings
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from rules.ruleset import Rule
    from storage.actions import StoredAction
    from storage.rests import Rest

_LATEST = 5
_STATES = {"off", "paused", "on"}


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The rules with their figures, after what is wrong with the file; with a word, those that have it in them."""
    return (await listed(connections, 0, _word(asked).casefold()),)


async def one(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """One rule; without its name, all of them."""
    word = _word(asked)
    if not word:
        return (await listed(connections, 0, ""),)
    found = meant.named(connections, word)
    return (found if isinstance(found, Screen) else await page(connections, found),)


async def listed(connections: Connections, number: int, word: str) -> Screen:
    """A page of the rules that have a word in them, or are on, off or paused."""
    present = connections.present()
    every = connections.rules().rules
    async with connections.database.read() as session:
        changed = await actions.since(session, connections.account, present.midnight)
        resting = await rests.all_of(session)
    numbered = [(n, rule) for n, rule in enumerate(every, 1) if _fits(rule, word, rests=rule.ref.id in resting)]
    pages = max(1, -(-len(numbered) // screens.PAGE))
    here = min(number, pages - 1)
    shown = numbered[here * screens.PAGE : (here + 1) * screens.PAGE]
    listing = screens.Listing(
        rules=[_figures(n, rule, changed, resting) for n, rule in shown],
        page=here,
        pages=pages,
        found=len(numbered),
        of=len(every),
        word=word,
    )
    return screens.overview(listing, [str(problem) for problem in connections.problems()], present)


async def page(connections: Connections, rule: Rule) -> Screen:
    """Everything about one rule."""
    present = connections.present()
    number = connections.rules().rules.index(rule) + 1
    async with connections.database.read() as session:
        changed = await actions.since(session, connections.account, present.midnight)
        resting = await rests.all_of(session, [rule.ref.id])
        standing = await standings.get(session, rule.ref.id)
        latest = await runs.latest(session, connections.account, rule.ref.id, _LATEST)
    whole = page_screens.RulePage(
        figures=_figures(number, rule, changed, resting), group=rule.group, standing=standing, latest=latest
    )
    return page_screens.page(whole, present)


def _word(asked: Asked) -> str:
    return next(iter(asked.argument.split()), "")


def _fits(rule: Rule, word: str, *, rests: bool) -> bool:
    if word in _STATES:
        now = "off" if not rule.enabled else "paused" if rests else "on"
        return word == now
    told = (rule.ref.id, rule.title, rule.group or "", str(rule.mode), rule.describe())
    return any(word in one.casefold() for one in told)


def _figures(
    number: int, rule: Rule, changed: Sequence[StoredAction], resting: Mapping[str, Rest]
) -> screens.RuleFigures:
    own = [action for action in changed if any(ref.id == rule.ref.id for ref in action.wish.rules)]
    return screens.RuleFigures(
        number=number,
        handle=meant.handle(rule.ref.id),
        id=rule.ref.id,
        title=rule.title,
        mode=rule.mode,
        enabled=rule.enabled,
        does=rule.describe(),
        done=sum(action.state is ActionState.DONE for action in own),
        proposed=sum(action.state is ActionState.AWAITING_APPROVAL for action in own),
        held_back=sum(action.state is ActionState.SUPPRESSED for action in own),
        last=max((action.created_at for action in own), default=None),
        rest=resting.get(rule.ref.id),
    )
