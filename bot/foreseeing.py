"""What the rules would do about a photo if it came now. Nothing is written, and nobody is asked beyond the photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.facts import NOT_LOADED, Facts, caption_hash
from domain.unknown import Unknown
from polling import lists
from polling.enriching import ANSWER_AGE
from storage import history, profiles, sources, ties
from storage.cases import Case

if TYPE_CHECKING:
    from bot.connections import Connections
    from domain.media import Media
    from domain.verdicts import Judgement


async def foreseen(connections: Connections, media: Media) -> tuple[NewMedia, Judgement]:
    """The photo as the lists that are watched would bring it, and what the rules say to it."""
    now, account, person = connections.clock(), connections.account, media.author.id
    first = None if isinstance(media.caption, Unknown) else media.caption
    async with connections.database.read() as session:
        watched = await sources.active(session, account)
        # As if every list had been looked at before the photo came: new is what is asked about.
        fresh = [replace(one, baseline_at=media.created_at) for one in watched]
        brought_by = lists.standing_in(media, fresh, connections.me)
        event = NewMedia(media=media, sources=brought_by, first_seen_at=now)
        case = Case(
            event=event,
            first_caption=caption_hash(first),
            grounds=(),
            met=(),
            ceiling=None,
            judged_at=None,
            next_judge_at=None,
        )
        profile = await profiles.answer(session, account, person, now - ANSWER_AGE)
        tie = await ties.fresh(session, account, person, now - ANSWER_AGE)
        known = await history.of(session, account, [case], now)
    facts = Facts(
        me=connections.me,
        history=known[event.key],
        profile=NOT_LOADED if profile is None else profile,
        relationship=NOT_LOADED if tie is None else tie,
    )
    return event, connections.rules().judge(event, facts, now)
