from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.effects import effect_of
from domain.ids import AccountKey, ActionId, EventKey, MediaId, UserId
from domain.plans import LIMIT_CLASS, ActionKind, Reason
from domain.unknown import UNKNOWN
from storage.actions import StoredAction
from storage.states import ActionState
from tests.unit.actions.stage import HELLO, wish
from tests.unit.polling.world import ME, MIRA, START, SteppedClock, World

if TYPE_CHECKING:
    from domain.unknown import Maybe
    from storage.actions import Move

M1 = MediaId("m1")
SOMEBODY = UserId("9")


def action(kind: ActionKind, *, intent: bool = False) -> StoredAction:
    target = "m1" if kind in {ActionKind.LIKE, ActionKind.COMMENT} else MIRA.id
    return StoredAction(
        id=ActionId(1),
        account=AccountKey("demo"),
        event=EventKey("media:m1"),
        wish=wish(kind, target),
        state=ActionState.PENDING,
        reason=None,
        note=None,
        attempt=0,
        next_at=START,
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=START if intent else None,
        decided_by=None,
        decided_at=None,
        created_at=START,
        changed_at=START,
    )


@pytest.fixture
def world() -> World:
    return World(SteppedClock())


async def before(world: World, kind: ActionKind, *, intent: bool = False) -> Move | None:
    return await effect_of(kind).before(world, action(kind, intent=intent), ME)


async def happened(world: World, kind: ActionKind) -> bool | None:
    return await effect_of(kind).happened(world, action(kind, intent=True), ME)


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        (ActionKind.LIKE, "like m1"),
        (ActionKind.COMMENT, "comment m1"),
        (ActionKind.APPROVE, "approve 7"),
        (ActionKind.IGNORE, "ignore 7"),
    ],
)
async def test_every_kind_does_one_thing(world: World, kind: ActionKind, effect: str) -> None:
    await effect_of(kind).do(world, action(kind))
    assert world.effects == [effect]
    assert len(world.calls) == 1


def test_every_kind_that_counts_has_an_effect_and_a_notice_has_none() -> None:
    assert all(effect_of(kind) for kind in LIMIT_CLASS)
    with pytest.raises(ValueError, match="writes nothing"):
        effect_of(ActionKind.NOTIFY)


@pytest.mark.parametrize("kind", LIMIT_CLASS)
def test_only_a_like_trusts_what_was_known_a_moment_ago(kind: ActionKind) -> None:
    assert effect_of(kind).thrifty is (kind is ActionKind.LIKE)


@pytest.mark.parametrize(
    ("liked", "by", "state", "reason"),
    [
        pytest.param(False, None, None, None, id="not liked"),
        pytest.param(True, None, ActionState.SUPPRESSED, Reason.HUMAN_FIRST, id="liked meanwhile"),
        pytest.param(True, "Ana", ActionState.DONE, None, id="liked meanwhile, as a person wishes"),
    ],
)
async def test_a_like_is_not_given_where_it_stands(
    world: World, by: str | None, state: ActionState | None, reason: Reason | None, *, liked: bool
) -> None:
    world.post("m1")
    world.hearts = {M1} if liked else set()
    like = replace(action(ActionKind.LIKE), decided_by=by)
    move = await effect_of(ActionKind.LIKE).before(world, like, ME)
    assert (move and move.state, move and move.reason) == (state, reason)


async def test_who_was_approved_there_is_approved_as_a_person_wishes(world: World) -> None:
    world.followers = {MIRA.id}
    move = await effect_of(ActionKind.APPROVE).before(
        world, replace(action(ActionKind.APPROVE), decided_by="Ana"), ME
    )
    assert move is not None
    assert move.state is ActionState.DONE


@pytest.mark.parametrize("liked", [True, False])
async def test_a_like_is_seen_on_the_photo(world: World, *, liked: bool) -> None:
    world.post("m1")
    world.hearts = {M1} if liked else set()
    assert await happened(world, ActionKind.LIKE) is liked


async def test_a_like_of_which_nothing_is_told_may_be_repeated(world: World) -> None:
    class Silent(World):
        async def media(self, media_id: MediaId):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as the port's
            return replace(await super().media(media_id), liked_by_me=UNKNOWN)

    silent = Silent(world.clock)
    silent.post("m1")
    assert await happened(silent, ActionKind.LIKE) is False


async def test_a_comment_is_posted_where_only_others_spoke(world: World) -> None:
    world.say(M1, HELLO, SOMEBODY)
    assert await before(world, ActionKind.COMMENT) is None


async def test_where_the_owner_spoke_there_is_nothing_to_add(world: World) -> None:
    world.say(M1, "Lovely!", ME)
    move = await before(world, ActionKind.COMMENT)
    assert move is not None
    assert (move.state, move.reason) == (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)


async def test_the_same_words_before_any_intent_are_the_owners_own(world: World) -> None:
    world.say(M1, HELLO, ME)
    move = await before(world, ActionKind.COMMENT)
    assert move is not None
    assert move.reason is Reason.HUMAN_FIRST


async def test_a_comment_that_arrived_late_is_found_before_the_next_try(world: World) -> None:
    world.say(M1, HELLO, ME)
    move = await before(world, ActionKind.COMMENT, intent=True)
    assert move is not None
    assert move.state is ActionState.DONE


@pytest.mark.parametrize(
    ("text", "author", "after", "expected"),
    [
        pytest.param(HELLO, ME, 0.0, True, id="ours"),
        pytest.param(f"  {HELLO}\n", ME, 5.0, True, id="with blanks around"),
        pytest.param(HELLO.replace("a calm", "a  calm"), ME, 5.0, True, id="with a blank doubled"),
        pytest.param(HELLO, ME, -120.0, True, id="clocks differ"),
        pytest.param(HELLO, ME, -121.0, False, id="clocks do not differ that much"),
        pytest.param(HELLO, SOMEBODY, 5.0, False, id="the same words from somebody else"),
        pytest.param("What an evening", ME, 5.0, False, id="other words of the owner"),
    ],
)
async def test_a_comment_is_known_by_author_text_and_time(
    world: World, text: str, author: UserId, after: float, *, expected: bool
) -> None:
    world.say(M1, text, author, at=START + timedelta(seconds=after))
    assert await happened(world, ActionKind.COMMENT) is expected


@pytest.mark.parametrize(
    ("posted", "listed"),
    [
        pytest.param("Tom & Jerry <3", "Tom &amp; Jerry &lt;3", id="entities"),
        pytest.param("caf\u00e9", "cafe\u0301", id="another spelling of the same letter"),
    ],
)
async def test_a_network_may_spell_a_comment_its_own_way(world: World, posted: str, listed: str) -> None:
    world.say(M1, listed, ME)
    ours = replace(action(ActionKind.COMMENT, intent=True), wish=replace(wish(ActionKind.COMMENT, "m1"), text=posted))
    assert await effect_of(ActionKind.COMMENT).happened(world, ours, ME) is True


@pytest.mark.parametrize(
    ("count", "oldest_after", "expected"),
    [
        pytest.param(149, 10.0, False, id="the list is complete"),
        pytest.param(150, -121.0, False, id="the list reaches back beyond the intent"),
        pytest.param(150, 10.0, None, id="it may have left the list"),
        pytest.param(0, 0.0, False, id="an empty list"),
    ],
)
async def test_absence_counts_only_in_a_complete_list(
    world: World, count: int, oldest_after: float, *, expected: bool | None
) -> None:
    for number in range(count):
        world.say(M1, f"Nice {number}", SOMEBODY, at=START + timedelta(seconds=oldest_after + number))
    assert await happened(world, ActionKind.COMMENT) is expected


@pytest.mark.parametrize("kind", [ActionKind.APPROVE, ActionKind.IGNORE])
async def test_who_asks_can_be_answered(world: World, kind: ActionKind) -> None:
    world.waiting = [MIRA]
    assert await before(world, kind) is None
    assert await happened(world, kind) is False


@pytest.mark.parametrize(
    ("kind", "follows", "intent", "state", "reason"),
    [
        pytest.param(ActionKind.APPROVE, True, True, ActionState.DONE, None, id="follows already"),
        pytest.param(
            ActionKind.APPROVE, True, False, ActionState.SUPPRESSED, Reason.HUMAN_FIRST, id="approved there"
        ),
        pytest.param(
            ActionKind.IGNORE, True, False, ActionState.SUPPRESSED, Reason.HUMAN_FIRST, id="not to be ignored"
        ),
        pytest.param(ActionKind.APPROVE, False, True, ActionState.SUPPRESSED, Reason.GONE, id="withdrawn"),
        pytest.param(ActionKind.IGNORE, False, False, ActionState.SUPPRESSED, Reason.GONE, id="nothing to ignore"),
        pytest.param(ActionKind.IGNORE, False, True, ActionState.DONE, None, id="ignored by the lost try"),
        pytest.param(ActionKind.IGNORE, True, True, ActionState.SUPPRESSED, Reason.GONE, id="approved elsewhere"),
    ],
)
async def test_who_does_not_ask_is_left_alone(
    world: World, kind: ActionKind, state: ActionState, reason: Reason | None, *, follows: bool, intent: bool
) -> None:
    world.followers = {MIRA.id} if follows else set()
    move = await before(world, kind, intent=intent)
    assert move is not None
    assert (move.state, move.reason) == (state, reason)


@pytest.mark.parametrize("kind", [ActionKind.APPROVE, ActionKind.IGNORE])
async def test_what_the_network_does_not_tell_is_not_acted_on(world: World, kind: ActionKind) -> None:
    world.waiting, world.incoming_hidden = [MIRA], True
    move = await before(world, kind)
    assert move is not None
    assert (move.state, move.reason) == (ActionState.SUPPRESSED, Reason.UNKNOWN)
    assert await happened(world, kind) is None


@pytest.mark.parametrize(
    ("kind", "follows", "expected"),
    [
        (ActionKind.APPROVE, True, True),
        (ActionKind.APPROVE, False, False),
        (ActionKind.IGNORE, False, True),
        (ActionKind.IGNORE, True, False),
    ],
)
async def test_the_relationship_shows_what_was_decided(
    world: World, kind: ActionKind, *, follows: bool, expected: Maybe[bool]
) -> None:
    world.followers = {MIRA.id} if follows else set()
    assert await happened(world, kind) is expected
