"""Where people decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.failures import NETWORK_ERRORS
from actions.results import Result, refused
from actions.rivalry import requester_of
from actions.rulings import Rulings
from actions.transitions import carry
from actions.wanting import UNKNOWN, Wanting
from actions.wording import addressed
from domain.details import DraftDetail, RemovalDetail
from domain.events import NewComment
from domain.ids import EventKey
from domain.plans import DECISIONS, ActionKind, Mode, PlannedAction
from rules.comment_rules import objection
from storage import actions, events
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from domain.ids import ActionId, MediaId, UserId
    from domain.media import Comment, Media
    from storage.actions import StoredAction


_ABOUT_PEOPLE = frozenset({ActionKind.FOLLOW, ActionKind.UNFOLLOW, ActionKind.BLOCK})
_OF_ONES_OWN_ACCORD = _ABOUT_PEOPLE | {ActionKind.UNBLOCK}


class Desk:
    """Every method gives what to answer. `by` is the name of the person, for the ledger and for others to read."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._wanting = Wanting(around=around)
        self.rulings = Rulings(wanting=self._wanting)
        """What people say about what rules are up to."""

    def halted(self) -> str | None:
        """Who halted everything and when, as a sentence; None: nobody."""
        return self._around.halted()

    async def like(self, media: Media, by: str) -> Result:
        """Like a photo. One that we liked and that was unliked elsewhere is liked again."""
        await self._notice_unliked(media, by)
        return await self._wanting.want(_photo(media.id), _wish(ActionKind.LIKE, media.id), by)

    async def unlike(self, media_id: MediaId, by: str) -> Result:
        """Take a like back, whoever gave it."""
        return await self._wanting.want(_photo(media_id), _wish(ActionKind.UNLIKE, media_id), by, anew=True)

    async def comment(self, media_id: MediaId, text: str, by: str, *, draft: str | None = None) -> Result:
        """Comment on a photo, once; or once for each `draft` that somebody has written by hand."""
        refusal = objection(text)
        if refusal is not None:
            return refused(f"Not done: such a comment {refusal}.")
        detail = None if draft is None else DraftDetail(draft=draft)
        wish = replace(_wish(ActionKind.COMMENT, media_id, text), detail=detail)
        return await self._wanting.want(_photo(media_id), wish, by)

    async def uncomment(self, media_id: MediaId, comment: Comment, by: str) -> Result:
        """Remove a comment: one's own, or anybody's under one of the owner's photos."""
        detail = RemovalDetail(media=media_id, since=comment.created_at)
        wish = replace(_wish(ActionKind.DELETE_COMMENT, comment.id), detail=detail)
        return await self._wanting.want(EventKey(f"comment:{comment.id}"), wish, by)

    async def reply(self, event: EventKey, text: str, by: str) -> Result:
        """Answer a comment under one of the owner's photos, once."""
        asked = await self._comment(event)
        if asked is None:
            return UNKNOWN
        words = addressed(text, asked.comment.author.username)
        refusal = objection(words)
        if refusal is not None:
            return refused(f"Not done: such an answer {refusal}.")
        return await self._wanting.want(event, _wish(ActionKind.REPLY, asked.comment.id, words), by)

    async def delete_comment(self, event: EventKey, by: str) -> Result:
        """Remove a comment under one of the owner's photos."""
        asked = await self._comment(event)
        if asked is None:
            return UNKNOWN
        return await self._wanting.want(event, _wish(ActionKind.DELETE_COMMENT, asked.comment.id), by)

    async def decide(self, event: EventKey, kind: ActionKind, by: str) -> Result:
        """Approve, ignore or block who asks, `request:<user id>:<when first seen>`, whether rules know of it or not.

        Raises ValueError for another kind: nothing else is decided about a request.
        """
        if kind not in DECISIONS:
            raise ValueError(f"a request is approved, ignored or its person blocked; {kind} is none of it")
        return await self._wanting.want(event, _wish(kind, requester_of(event)), by)

    async def meet(self, event: EventKey, kind: ActionKind, by: str) -> Result:
        """Follow, unfollow or block whom an event is about.

        Raises ValueError for another kind: nothing else is done about a person without a request.
        """
        if kind not in _ABOUT_PEOPLE:
            raise ValueError(f"somebody is followed, unfollowed or blocked; {kind} is none of it")
        async with self._around.database.read() as session:
            known = await events.get(session, self._around.account, event)
        return UNKNOWN if known is None else await self._wanting.want(event, _wish(kind, known.event.person.id), by)

    async def relate(self, person: UserId, kind: ActionKind, by: str) -> Result:
        """Follow, unfollow, block or unblock somebody, whether any event is about them or not.

        What was done before is done again unless a look shows that it stands. Raises ValueError for another kind.
        """
        if kind not in _OF_ONES_OWN_ACCORD:
            raise ValueError(f"somebody is followed, unfollowed, blocked or unblocked; {kind} is none of it")
        return await self._wanting.want(EventKey(f"person:{person}"), _wish(kind, person), by, anew=True)

    async def accept(self, action_id: ActionId, by: str) -> Result:
        """Let a proposal be done, or try again what only a person can settle."""
        return await self._wanting.accept(action_id, by)

    async def decline(self, action_id: ActionId, by: str, why: str = "") -> Result:
        """Let something not be done; `why` is kept beside it."""
        return await self.rulings.decline(action_id, by, why)

    async def _notice_unliked(self, media: Media, by: str) -> None:
        """Reopen a like of ours that stands no more. The card may be older than the like, so we look first."""
        done = await self._like_given(media)
        if done is None or media.liked_by_me is not False:
            return
        try:
            now_there = await self._around.network.media(media.id)
        except NETWORK_ERRORS:
            return  # what the ledger says will do
        if now_there.liked_by_me is not False:
            return
        gone = Move(state=ActionState.CANCELLED, note="It was taken back elsewhere.", by=by)
        async with self._around.database.write() as session:
            await carry(session, done, gone, self._around.clock())

    async def _like_given(self, media: Media) -> StoredAction | None:
        async with self._around.database.read() as session:
            likes = await actions.on_target(session, self._around.account, ActionKind.LIKE, media.id)
        return next((like for like in likes if like.state is ActionState.DONE), None)

    async def _comment(self, event: EventKey) -> NewComment | None:
        async with self._around.database.read() as session:
            known = await events.get(session, self._around.account, event)
        return known.event if known is not None and isinstance(known.event, NewComment) else None


def _photo(media_id: MediaId) -> EventKey:
    return EventKey(f"media:{media_id}")


def _wish(kind: ActionKind, target: str, text: str | None = None) -> PlannedAction:
    return PlannedAction(kind=kind, target=target, mode=Mode.AUTO, rules=(), because=(), text=text)
