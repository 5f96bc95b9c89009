"""Buttons below a comment that is being written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.effects.traces import plain
from bot import drafts
from bot.dialogues import comment
from bot.pressing import HAPPENED, OUT_OF_DATE, Reaction
from bot.screens import drafts as screens

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.drafts import Draft
    from bot.pressing import Pressed
    from domain.media import Comment

_CALM, _YES = "calm", "yes"


async def post(connections: Connections, pressed: Pressed) -> Reaction:
    """Post it, once, however often the button is pressed."""
    token = pressed.press.id
    draft = await drafts.kept(connections, pressed.chat, token)
    if draft is None:
        return _out_of_date()
    if pressed.press.arg == _CALM and draft.calmed is not None:
        draft = replace(draft, text=draft.calmed)
        await drafts.change(connections, token, draft)
    result = await connections.desk.comment(draft.media, draft.text, pressed.by, draft=token)
    if result.state in HAPPENED:
        return Reaction(toast=result.sentence, edit=screens.posted(draft, token))
    return Reaction(toast=result.sentence, alert=True, edit=screens.not_posted(draft, token, result))


async def rewrite(connections: Connections, pressed: Pressed) -> Reaction:
    """Ask for the words anew, with those of before to be copied."""
    draft = await drafts.kept(connections, pressed.chat, pressed.press.id)
    if draft is None:
        return _out_of_date()
    ask = await comment.begin(connections, pressed.asked(), draft.media, draft.author, draft.text)
    return Reaction(send=(ask,))


async def discard(connections: Connections, pressed: Pressed) -> Reaction:
    """Post nothing."""
    draft = await drafts.kept(connections, pressed.chat, pressed.press.id)
    if draft is None:
        return _out_of_date()
    await drafts.drop(connections, pressed.press.id)
    return Reaction(edit=screens.discarded(draft))


async def unpost(connections: Connections, pressed: Pressed) -> Reaction:
    """Whether to remove what was posted; after a yes, remove it."""
    token = pressed.press.id
    draft = await drafts.kept(connections, pressed.chat, token)
    if draft is None:
        return Reaction(toast=OUT_OF_DATE)
    if pressed.press.arg is None:
        return Reaction(edit=screens.unposting(draft, token))
    if pressed.press.arg != _YES:
        return Reaction(edit=screens.posted(draft, token))
    found = await _ours(connections, draft)
    if found is None:
        return Reaction(edit=screens.ended(screens.not_listed(), draft.media))
    result = await connections.desk.uncomment(draft.media, found, pressed.by)
    if result.state in HAPPENED:
        return Reaction(toast=result.sentence, edit=screens.ended(screens.deleted(), draft.media))
    return Reaction(toast=result.sentence, alert=True, edit=screens.posted(draft, token))


async def _ours(connections: Connections, draft: Draft) -> Comment | None:
    """The newest comment of ours with these words: the network told no number when it was posted."""
    listed = await connections.network.comments(draft.media, whole=True)
    own = [one for one in listed if one.author.id == connections.me and plain(one.text) == plain(draft.text)]
    return max(own, key=lambda one: one.created_at, default=None)


def _out_of_date() -> Reaction:
    return Reaction(toast=OUT_OF_DATE, edit=screens.too_old())
