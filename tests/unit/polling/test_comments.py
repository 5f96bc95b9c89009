from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import RefusedError, RetryableError
from domain.events import NewComment
from domain.ids import ChatId, CommentId, MediaId
from domain.plans import ActionKind, Mode, Plan, PlannedAction, Reason, RuleRef
from domain.sources import Source
from domain.unknown import UNKNOWN
from networks.budget import BudgetView
from polling.comments import MOST_READ, Comments, worth_reading
from polling.looking import Looking
from storage import actions, cases, moves, sources
from storage.moves import Move
from storage.ownphotos import UNCOUNTED, OwnPhoto
from storage.states import ActionState
from tests.unit.polling.stage import ACCOUNT, rules, told
from tests.unit.polling.world import ME, MIRA, START, person, photo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.ids import UserId
    from polling.looks import Look
    from storage.actions import StoredAction
    from storage.database import Database
    from storage.sources import StoredSource
    from tests.unit.polling.world import SteppedClock, World

SOURCE = Source.parse("comments:self")
MINUTE = timedelta(minutes=1)


class Reader:
    """Looking at the comments, and a view of what came of it."""

    def __init__(self, world: World, database: Database, clock: SteppedClock) -> None:
        self.world, self.database, self.clock = world, database, clock
        self.comments = Comments(account=ACCOUNT, network=world, database=database, clock=clock)

    def post(self, number: str) -> MediaId:
        """A photo of the owner's."""
        return self.world.post(number, author=person(ME, "me")).id

    def say(self, media: MediaId, text: str, author: UserId = MIRA.id) -> None:
        self.world.say(media, text, author)
        under = self.world.written[media]
        under[-1] = replace(under[-1], id=CommentId(f"{media}-{text}"))
        self.world.change(media, comments=len(self.world.written[media]))

    def remove(self, media: MediaId, text: str) -> None:
        self.world.written[media] = [one for one in self.world.written[media] if one.text != text]
        self.world.change(media, comments=len(self.world.written[media]))

    async def source(self) -> StoredSource:
        async with self.database.write() as session:
            await sources.sync(session, ACCOUNT, {SOURCE: MINUTE}, self.clock())
            (source,) = await sources.active(session, ACCOUNT)
        return source

    async def look(self, after: float = 60) -> Look:
        self.clock.step(after)
        self.world.calls.clear()
        return await self.comments.look(await self.source())

    async def news(self) -> list[NewComment]:
        async with self.database.read() as session:
            found = [case.event for case in await cases.due(session, ACCOUNT, self.clock(), 1000)]
        return [event for event in found if isinstance(event, NewComment)]

    async def texts(self) -> list[str]:
        return [event.comment.text for event in await self.news()]


@pytest.fixture
def reader(world: World, database: Database, clock: SteppedClock) -> Reader:
    return Reader(world, database, clock)


async def test_what_was_written_before_the_first_look_is_left_alone(reader: Reader) -> None:
    pier = reader.post("pier")
    for text in ("Lovely", "Where?"):
        reader.say(pier, text)
    first = await reader.look()
    assert (first.news, first.baseline, first.calls) == (0, 2, 1)
    assert reader.world.calls == ["user_media 1"]
    reader.say(pier, "New")
    second = await reader.look()
    assert (second.news, second.baseline, second.calls) == (1, None, 2)
    assert await reader.texts() == ["New"]


async def test_a_new_comment_is_one_event(reader: Reader) -> None:
    pier = reader.post("pier")
    await reader.look()
    reader.clock.step(1)
    reader.say(pier, "Where is this?")
    assert (await reader.look()).news == 1
    assert reader.world.calls == ["user_media 1", "comments pier"]
    (event,) = await reader.news()
    assert (event.comment.text, event.comment.author.id, event.media.id) == ("Where is this?", MIRA.id, pier)
    assert event.first_seen_at == reader.clock()
    assert (await reader.look()).news == 0
    assert reader.world.calls == ["user_media 1"]


async def test_what_the_owner_writes_is_no_news(reader: Reader) -> None:
    pier = reader.post("pier")
    await reader.look()
    reader.say(pier, "Thanks", author=ME)
    reader.say(pier, "You are welcome")
    assert (await reader.look()).news == 1
    assert await reader.texts() == ["You are welcome"]


async def test_a_comment_under_a_photo_that_is_new_itself_is_news(reader: Reader) -> None:
    reader.post("pier")
    await reader.look()
    reader.say(reader.post("harbour"), "First")
    assert (await reader.look()).news == 1


async def test_comments_come_in_the_order_in_which_they_were_written(reader: Reader) -> None:
    pier, harbour = reader.post("pier"), reader.post("harbour")
    await reader.look()
    for media, text in ((pier, "one"), (harbour, "two"), (pier, "three")):
        reader.clock.step(1)
        reader.say(media, text)
    await reader.look()
    assert await reader.texts() == ["one", "two", "three"]


async def test_one_look_reads_a_few_photos_and_the_next_one_the_others(reader: Reader) -> None:
    photos = [reader.post(f"m{number}") for number in range(MOST_READ + 2)]
    await reader.look()
    for media in photos:
        reader.say(media, "Lovely")
    assert [(await reader.look()).news for _ in range(3)] == [MOST_READ, 2, 0]


async def test_the_chats_calls_are_not_spent_on_reading(reader: Reader) -> None:
    photos = [reader.post("pier"), reader.post("harbour")]
    await reader.look()
    for media in photos:
        reader.say(media, "Lovely")
    reader.world.budget = BudgetView(limit=100, remaining=20)
    assert [(await reader.look()).news for _ in range(3)] == [1, 1, 0]


async def test_what_was_read_before_the_network_failed_is_kept(reader: Reader) -> None:
    photos = [reader.post("pier"), reader.post("harbour")]
    await reader.look()
    for media in photos:
        reader.say(media, "Lovely")
    reader.world.troubles["comments"] = [None, RetryableError("Busy.")]
    assert (await reader.look()).news == 1
    assert (await reader.look()).news == 1
    reader.say(photos[0], "Again")
    reader.world.troubles["comments"] = [RetryableError("Busy.")]
    with pytest.raises(RetryableError):
        await reader.look()


async def test_a_photo_whose_comments_are_closed_holds_up_no_other(reader: Reader) -> None:
    photos = [reader.post("pier"), reader.post("harbour")]
    await reader.look()
    for media in photos:
        reader.say(media, "Lovely")
    reader.world.troubles["comments"] = [RefusedError("This photo is gone.", gone=True)]
    assert (await reader.look()).news == 1


async def answer(reader: Reader, event: NewComment, *, by: str | None = None) -> StoredAction:
    """An answer to a comment that waits for approval."""
    reply = PlannedAction(
        kind=ActionKind.REPLY,
        target=event.comment.id,
        mode=Mode.ASK,
        rules=(RuleRef(id="thanks", version="1"),),
        because=(),
        text="Thank you",
    )
    async with reader.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=(reply,)), START)
        (action,) = await actions.of_event(session, ACCOUNT, event.key)
        await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL, by=by), START)
    return action


async def stands(reader: Reader, action: StoredAction) -> StoredAction:
    async with reader.database.read() as session:
        found = await actions.get(session, action.id)
    assert found is not None
    return found


async def test_an_answer_to_a_comment_that_is_gone_is_withdrawn(reader: Reader) -> None:
    pier = reader.post("pier")
    await reader.look()
    reader.say(pier, "Where?")
    reader.say(pier, "Lovely")
    await reader.look()
    waiting = {event.comment.text: await answer(reader, event) for event in await reader.news()}
    reader.remove(pier, "Where?")
    await reader.look()
    gone, kept = await stands(reader, waiting["Where?"]), await stands(reader, waiting["Lovely"])
    assert (gone.state, gone.reason) == (ActionState.SUPPRESSED, Reason.GONE)
    assert kept.state is ActionState.AWAITING_APPROVAL


async def test_a_comment_that_a_long_list_does_not_reach_is_not_gone(reader: Reader) -> None:
    pier = reader.post("pier")
    await reader.look()
    reader.say(pier, "Where?")
    await reader.look()
    (event,) = await reader.news()
    waiting = await answer(reader, event)
    reader.clock.step(1)
    for number in range(150):
        reader.say(pier, f"Lovely {number}")
    await reader.look()
    assert (await stands(reader, waiting)).state is ActionState.AWAITING_APPROVAL


BEFORE = {MediaId("m1"): OwnPhoto(comments=3, read_at=START), MediaId("m2"): OwnPhoto(comments=0, read_at=START)}


@pytest.mark.parametrize(
    ("counts", "hours", "worth"),
    [
        pytest.param({"m1": 3, "m2": 0}, 1, [], id="as before"),
        pytest.param({"m1": 4, "m2": 0}, 1, ["m1"], id="one more"),
        pytest.param({"m1": 2, "m2": 1}, 1, ["m1", "m2"], id="one less, and the first one"),
        pytest.param({"m1": 3, "m2": 0}, 24, ["m1"], id="a day later, where there is something to read"),
        pytest.param({"m1": 3, "m2": 1}, 24, ["m2", "m1"], id="what changed comes first"),
        pytest.param({"m3": 1, "m4": 0}, 1, ["m3"], id="new photos, one with a comment"),
        pytest.param({"m1": UNKNOWN}, 1, ["m1"], id="not told any more"),
    ],
)
def test_which_photos_are_worth_reading(counts: dict[str, int], hours: int, worth: Sequence[str]) -> None:
    photos = [replace(photo(number, START), comments=count) for number, count in counts.items()]
    found = worth_reading(photos, BEFORE, START + timedelta(hours=hours))
    assert [one.id for one in found] == worth


def test_a_number_that_is_never_told_is_read_daily() -> None:
    before = {MediaId("m1"): OwnPhoto(comments=UNCOUNTED, read_at=START)}
    silent = [replace(photo("m1", START), comments=UNKNOWN)]
    assert worth_reading(silent, before, START + timedelta(hours=23)) == []
    assert worth_reading(silent, before, START + timedelta(hours=24)) == silent


async def test_the_first_look_is_told(reader: Reader) -> None:
    reader.say(reader.post("pier"), "Lovely")
    looking = Looking(
        account=ACCOUNT,
        network=reader.world,
        database=reader.database,
        rules=lambda: rules("rules: [{id: one, trigger: new_comment, when: always, do: [notify]}]"),
        clock=reader.clock,
    )
    await looking.sync()
    await looking.round()
    texts = list((await told(reader.database, ChatId(1))).values())
    assert texts == ["Watching the comments under your photos; 1 comment was there already and is left alone."]
