"""What each button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import rights, typed
from bot.buttons import Verb
from bot.commands.table import BY_NAME
from bot.presses import (
    backlog,
    comments,
    crowds,
    drafts,
    grids,
    guesses,
    inbox,
    log,
    members,
    modes,
    offers,
    people,
    photos,
    places,
    proposals,
    rules,
    threads,
    ties,
)
from bot.presses.rights import least
from bot.pressing import OUT_OF_DATE, Reaction

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Handler, Pressed


async def run(connections: Connections, pressed: Pressed) -> Reaction:
    """A command by button; the answer is a message of its own."""
    name = pressed.press.id
    if name not in BY_NAME:
        return Reaction(toast=OUT_OF_DATE)
    wanted = typed.Typed(name=name, argument=pressed.press.arg or "")
    return Reaction(send=await typed.run(connections, pressed.asked(), wanted))


HANDLERS: dict[Verb, Handler] = {
    Verb.RUN: run,
    Verb.TYPED: guesses.right,
    Verb.NEVERMIND: guesses.wrong,
    Verb.CARD: photos.turn,
    Verb.LIKE: photos.like,
    Verb.MORE: photos.more,
    Verb.GRID: grids.show,
    Verb.OPEN: grids.open_one,
    Verb.FRESH: photos.refresh,
    Verb.POSTS: photos.posts,
    Verb.USER: people.page,
    Verb.PLACE: places.page,
    Verb.HERE: places.photos,
    Verb.COMMENTS: threads.below,
    Verb.LIKERS: crowds.likers,
    Verb.CROWD: crowds.turn,
    Verb.WHO: crowds.show,
    Verb.REWHO: crowds.anew,
    Verb.TIE: ties.change,
    Verb.ASKTIE: ties.ask,
    Verb.PAGE: ties.page,
    Verb.TALK: threads.turn,
    Verb.RETALK: threads.anew,
    Verb.WRITE: threads.write,
    Verb.UNSAY: threads.ask,
    Verb.ERASE: threads.erase,
    Verb.POST: drafts.post,
    Verb.REWRITE: drafts.rewrite,
    Verb.DISCARD: drafts.discard,
    Verb.UNPOST: drafts.unpost,
    Verb.WAITING: people.turn,
    Verb.APPROVE: people.decide,
    Verb.IGNORE: people.decide,
    Verb.BLOCK: people.ask,
    Verb.BLOCKING: people.decide,
    Verb.KEEP: people.keep,
    Verb.LEAVE: proposals.leave,
    Verb.REMOVE: comments.ask,
    Verb.REMOVING: comments.remove,
    Verb.ANSWER: comments.answer,
    Verb.ACCEPT: proposals.settle,
    Verb.DECLINE: proposals.settle,
    Verb.HAPPENED: proposals.happened,
    Verb.VETO: proposals.veto,
    Verb.OFFER: offers.take,
    Verb.ALLOW: proposals.burst,
    Verb.DROP: proposals.burst,
    Verb.BACKLOG: backlog.answer,
    Verb.MODE: modes.choose,
    Verb.RULES: rules.turn,
    Verb.RULE: rules.page,
    Verb.REST: rules.rest,
    Verb.YAML: rules.yaml,
    Verb.INBOX: inbox.show,
    Verb.REVIEW: inbox.review,
    Verb.STEP: inbox.step,
    Verb.BATCH: inbox.ask,
    Verb.BATCHED: inbox.answer,
    Verb.REWORD: proposals.reword,
    Verb.LOG: log.turn,
    Verb.UNDO: log.take_back,
    Verb.AGAIN: inbox.again,
    Verb.ROSTER: members.roster,
    Verb.MEMBER: members.page,
    Verb.RANK: members.rank,
    Verb.DISMISS: members.ask,
    Verb.DISMISSING: members.dismiss,
    Verb.WHY: proposals.why,
}


async def react(connections: Connections, pressed: Pressed) -> Reaction:
    """What follows from the press.

    Raises RefusedError for those who may not press it, whatever they could when the button was shown.
    """
    await rights.demand(connections, pressed.user, least(pressed.press.verb))
    return await HANDLERS[pressed.press.verb](connections, pressed)
