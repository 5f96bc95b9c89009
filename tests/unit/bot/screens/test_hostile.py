"""Every screen with the worst that strangers can write, read as strictly as Telegram reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from bot import lists as lists_of
from bot.around import Around
from bot.buttons import Press, Verb
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, units
from bot.keyboards import inline
from bot.phrasing import Present
from bot.queries import ListKind, Query
from bot.screen import Screen, Venue
from bot.screens import (
    comments,
    empty,
    findings,
    grids,
    guesses,
    lists,
    nothing,
    notices,
    outcomes,
    people,
    photos,
    places,
    requests,
    rule,
    rules,
    start,
    status,
    surroundings,
    tags,
)
from bot.screens.photos import Spot
from bot.screens.start import Waiting
from bot.spans import EVER
from domain.details import Answer, DecideDetail, MarkDetail, NoticeDetail, Offer, Picturing, RememberDetail
from domain.events import FollowRequest, NewComment, NewMedia
from domain.ids import ActionId, CommentId, EventKey, LocationId, UserId
from domain.media import Comment, Place, Tag
from domain.people import Incoming, Outgoing, Person, Relationship
from domain.plans import ActionKind, LimitClass, Mode, Reason, RuleRef, Suppressed
from domain.sources import Source, SourceKind
from domain.unknown import UNKNOWN
from domain.verdicts import Finding, RuleVerdict, Verdict
from networks.budget import BudgetView
from sandbox.telegram.html_reader import parse_html
from sandbox.telegram.keyboards import read_inline
from storage.actions import StoredAction
from storage.breakers import Breaker
from storage.bursts import Answer as BurstAnswer
from storage.bursts import Burst
from storage.listing import Entry
from storage.rests import Rest
from storage.sources import StoredSource
from storage.standings import Hold, Standing
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, NOW, photo, profile, wish

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESENT = Present(now=NOW, zone=UTC)
HOSTILE = [
    pytest.param("I <3 you", id="heart"),
    pytest.param("</b></i><a href='tg://user?id=1'>x</a>", id="tags"),
    pytest.param("&lt;b&gt; &amp; &#x202e; {0} {name} %s", id="references and places to fill"),
    pytest.param("\u202etxt.exe\u2069\u2069 שלום", id="right to left, and out of the isolation"),
    pytest.param("👩‍👩‍👧‍👦" * 600, id="families"),
    pytest.param("x" * 5000, id="long"),
    pytest.param("<" * 5000, id="long, and four times as long when escaped"),
    pytest.param("é" * 3 + "e\u0301" * 2000, id="accents"),
    pytest.param("a\n\n\n\nb\r\n\tc", id="many lines"),
    pytest.param(" \u200b ", id="nothing to be seen"),
]


def action(kind: ActionKind, state: ActionState, text: str) -> StoredAction:
    reason = Reason.LIMIT if state is ActionState.SUPPRESSED else None
    return StoredAction(
        id=ActionId(1),
        account=ACCOUNT,
        event=EventKey("media:1_7"),
        wish=wish(kind, "1_7", text=text, because=(text, text), rules=(RuleRef(id=text[:64], version="v"),)),
        state=state,
        reason=reason,
        note=text,
        attempt=1,
        next_at=NOW + timedelta(minutes=5),
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=None,
        decided_by=text if state is ActionState.CANCELLED else None,
        decided_at=NOW,
        created_at=NOW,
        changed_at=NOW,
    )


def person(text: str) -> Person:
    return Person(id=UserId("7"), username=text, full_name=text, picture="https://p.test/7.jpg")


def place(text: str) -> Place:
    return Place(id=LocationId("212"), name=text, latitude=1.0, longitude=2.0)


def actions_of(text: str) -> list[StoredAction]:
    return [action(kind, state, text) for kind in ActionKind for state in ActionState]


def detailed(text: str) -> Iterator[StoredAction]:
    """Actions with everything that they can have beside."""
    choices = DecideDetail(choices=tuple(Answer), expires_seconds=60, then=Answer.IGNORE)
    offers = (Offer(verb="comment", text=text), Offer(verb="mute_author", seconds=86_400), Offer(verb="open"))
    for kind, state, detail in (
        (ActionKind.DECIDE, ActionState.AWAITING_APPROVAL, choices),
        (ActionKind.NOTIFY, ActionState.DONE, NoticeDetail(offers=offers, picture=Picturing.NONE)),
        (ActionKind.REMEMBER, ActionState.DONE, RememberDetail(list=text, seconds=60)),
        (ActionKind.MARK, ActionState.DONE, MarkDetail(label=text)),
    ):
        one = action(kind, state, text)
        yield replace(one, wish=replace(one.wish, detail=detail))
    yield replace(action(ActionKind.APPROVE, ActionState.PENDING, text), vetoable_until=NOW + timedelta(minutes=5))


def captions(text: str) -> Iterator[Screen]:
    """What stands below a picture."""
    shot = photo(1, author=person(text), caption=text, location=place(text))
    fresh = Press(verb=Verb.FRESH, id="tag", arg=text)
    spot = Spot(title=text, note=text, token="abcdefgh", n=1, count=3, more=True, fresh=fresh)
    yield photos.card(shot, spot, PRESENT)
    yield photos.more(replace(shot, tags=(text,) * 9), spot, PRESENT, [photos.similar_tags(text)])
    yield from (Screen(text=one.caption) for one in grids.album([shot] * 10, 10, PRESENT).shots)
    event = NewMedia(media=shot, sources=frozenset(), first_seen_at=NOW)
    yield notices.media(event, actions_of(text), PRESENT)
    yield notices.media(event, (), PRESENT)
    page = profile(person(text), bio=text)
    ties = Relationship(outgoing=Outgoing.REQUESTED, incoming=Incoming.BLOCKED_BY_YOU, private=True)
    yield people.profile(page, ties)
    asking = FollowRequest(requester=person(text), first_seen_at=NOW)
    yield requests.card(asking, page, (), PRESENT, turning=requests.turning("abcdefgh", 1, 3))
    yield requests.card(asking, None, (), PRESENT, waits=False)
    said = Comment(id=CommentId("c1"), text=text, author=person(text), created_at=NOW)
    remark = NewComment(comment=said, media=shot, first_seen_at=NOW)
    yield comments.card(remark, actions_of(text), PRESENT)
    yield comments.card(remark, (), PRESENT)
    for one in (*actions_of(text), *detailed(text)):
        yield comments.card(remark, (one,), PRESENT)
        yield notices.media(event, (one,), PRESENT)
        yield requests.card(asking, page, (one,), PRESENT)


def of_rules(text: str) -> Iterator[Screen]:
    rest = Rest(by=text, at=NOW)
    figures = rules.RuleFigures(
        number=7,
        handle="suns",
        id=text,
        title=text,
        mode=Mode.AUTO,
        enabled=True,
        does=text,
        done=1,
        proposed=2,
        held_back=3,
        last=NOW,
        rest=rest,
    )
    listing = rules.Listing(rules=[figures] * 30, page=0, pages=2, found=30, of=40, word=text)
    yield rules.overview(listing, [text] * 5, PRESENT)
    yield rules.overview(replace(listing, rules=(), found=0), (), PRESENT)
    yield rules.unknown(text, None)
    hold = Hold(mode=Mode.WATCH, version=None, by=text, at=NOW)
    standing = Standing(rule=text, content="abc", wanted=Mode.AUTO, granted=Mode.ASK, hold=hold)
    yield rule.page(rule.RulePage(figures=figures, group=text, standing=standing, latest=()), PRESENT)
    yield rule.yaml("suns", text, "\n".join([text] * 90))


def texts(text: str) -> Iterator[Screen]:
    """What stands alone."""
    finding = Finding(verdict=Verdict.NO, text=text)
    for _ in range(12):
        finding = Finding(verdict=Verdict.UNKNOWN, text=text, parts=(finding, finding) if _ == 0 else (finding,))
    verdict = RuleVerdict(rule=RuleRef(id=text, version="v"), mode=Mode.ASK, finding=finding)
    refs = (verdict.rule,)
    held = Suppressed(kind=ActionKind.LIKE, target="1", rules=refs, reason=Reason.AGE, note=text)
    yield findings.why(people.handle(text), [verdict] * 5, [held] * 5)
    yield findings.why(people.handle(text), (), ())
    yield notices.sentence(text)
    yield notices.trouble(text)
    yield notices.digest(40, {ActionKind.LIKE: 3}, [text] * 40)
    yield from of_rules(text)
    yield status.overview(standing(text), PRESENT)
    yield status.paused(text, already=None)
    yield status.paused("you", already=text)
    yield status.resumed(was_paused=True, lifted=text)
    yield status.resumed(was_paused=True, lifted=None, closed=list(LimitClass))
    yield notices.gathered("\n".join([text, *[text] * 25]) if text.strip() else "2 together:")
    many = [(action(ActionKind.LIKE, ActionState.AWAITING_APPROVAL, text), text)] * 16
    for answer in (None, *BurstAnswer):
        yield notices.burst(many, Burst(id=1, seen_at=NOW, answer=answer, answered_by=text))
    entry = Entry(list=text, person=UserId("7"), username=text, added_by=text, until=NOW)
    yield lists.told(text)
    yield lists.no_length(text)
    yield lists.muted([entry] * 40, PRESENT)
    yield lists.overview([text] * 40, {text: [text] * 40}, [entry] * 3)
    yield lists.one(text, [text] * 40, [entry] * 40, PRESENT)
    yield lists.no_list(text, [text] * 40)
    yield lists.added(entry, PRESENT)
    yield lists.removed(entry)
    yield lists.not_added(text, text)
    waiting = Waiting(requests=1, proposals=0)
    yield start.welcome(text, text, waiting=waiting, tags=[text])
    yield start.help_page([("/tag", text)], waiting=waiting, paused=True, rules=0, tags=[text])
    yield empty.no_photos(text, [text])
    yield empty.which_tag([text])
    yield empty.not_a_tag(text, [text])
    yield empty.nobody_named(text, [person(text)] * 3)
    yield from looked(text)


def looked(text: str) -> Iterator[Screen]:
    """What is said of photos, places and tags."""
    long = Press(verb=Verb.RUN, id="tag", arg=text)
    yield guesses.asking(text, long)
    yield guesses.did_you_mean(text, [(text, long)])
    yield guesses.did_you_mean(text, [(text, long), (text, long)])
    yield guesses.done_so(text)
    shot = photo(1, author=person(text), caption=text, location=place(text))
    query = Query(kind=ListKind.USER, value=text)
    where = Spot(title=text, note=text, token="abcdefgh", n=10, count=40, more=True, fresh=lists_of.fresh(query))
    yield grids.control([shot] * 10, where)
    for asked in (query, replace(query, span=EVER)):
        yield nothing.of_somebody(asked, text)
        yield nothing.of_place(asked, text)
    for kind in ListKind:
        yield nothing.listed(kind, [text])
    yield nothing.in_area(text, [text])
    yield nothing.which_area([text])
    yield nothing.unknown_area(text, [text])
    yield nothing.which_place([text])
    yield nothing.unknown_place(text)
    yield nothing.no_span(text)
    yield nothing.no_count(text)
    yield surroundings.share_place("/near", wrong=text)
    yield surroundings.nothing_near(Around(latitude=1, longitude=2))
    yield places.around([place(text)] * 40, Around(latitude=1, longitude=2))
    yield places.of_service([place(text)], text)
    yield places.of_service([], text)
    yield tags.found(text, [Tag(name=text, media_count=3), Tag(name=text, media_count=UNKNOWN)] * 20)
    yield tags.none_found(text, [text])
    yield tags.which_beginning([text])


def standing(text: str) -> status.Standing:
    source = StoredSource(
        id=1,
        account=ACCOUNT,
        source=Source(kind=SourceKind.TAG, value=text),
        every=timedelta(minutes=1),
        baseline_at=NOW,
        next_due_at=NOW,
        last_looked_at=NOW,
        failures=1,
        last_error=text,
        learned=None,
    )
    return status.Standing(
        username=text,
        paused_by=text,
        account_paused=text,
        sources=[source] * 20,
        budget=BudgetView(limit=500, remaining=0, delay=90.0),
        waiting=Waiting(requests=0, proposals=2),
        seen=3,
        done={ActionKind.LIKE: 1},
        held_back={Reason.LIMIT: 2},
        resting=[Breaker(limit=LimitClass.LIKE, because=text, frozen_until=NOW)],
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_telegram_takes_every_screen(text: str) -> None:
    for limit, screens in ((CAPTION_LIMIT, captions(text)), (TEXT_LIMIT, texts(text))):
        for screen in screens:
            seen, _ = parse_html(screen.text)
            assert 1 <= units(seen) <= limit
            assert "\u202e" not in seen
            assert seen.count("\u2068") == seen.count("\u2069")
            buttons = inline(screen.keyboard)
            read_inline(json.dumps(buttons.to_dict()) if buttons else None)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_map_takes_every_name(text: str) -> None:
    venue = places.page(place(text))
    assert isinstance(venue, Venue)
    assert 1 <= units(venue.name) <= 100


def test_nothing_foreign_becomes_markup() -> None:
    _, entities = parse_html(photos.byline(photo(1, author=person("<b>bold</b>")), PRESENT))
    assert [entity for entity in entities if entity.type == "bold"] == []


def test_there_are_words_for_everything() -> None:
    assert set(outcomes.WORDS) == set(ActionKind)
    assert set(outcomes.REASONS) == set(Reason)
    assert set(outcomes._LINES) == set(ActionState)
