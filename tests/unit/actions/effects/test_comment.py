from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.effects import EFFECTS
from domain.ids import UserId
from domain.plans import ActionKind, Reason
from storage.states import ActionState
from tests.unit.actions.effects.jobs import M1, before, happened, job, saying
from tests.unit.actions.stage import HELLO
from tests.unit.polling.world import ME, START

if TYPE_CHECKING:
    from tests.unit.polling.world import World

COMMENT = ActionKind.COMMENT
SOMEBODY = UserId("9")


async def test_a_comment_is_posted_where_only_others_spoke(world: World) -> None:
    world.say(M1, HELLO, SOMEBODY)
    assert await before(world, COMMENT) is None


async def test_where_the_owner_spoke_there_is_nothing_to_add(world: World) -> None:
    world.say(M1, "Lovely!", ME)
    assert await before(world, COMMENT) == (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)


async def test_the_same_words_before_any_intent_are_the_owners_own(world: World) -> None:
    world.say(M1, HELLO, ME)
    assert await before(world, COMMENT) == (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)


async def test_a_comment_that_arrived_late_is_found_before_the_next_try(world: World) -> None:
    world.say(M1, HELLO, ME)
    assert await before(world, COMMENT, intent=True) == (ActionState.DONE, None)


@pytest.mark.parametrize(
    ("text", "author", "after", "expected"),
    [
        pytest.param(HELLO, ME, 0.0, True, id="ours"),
        pytest.param(f"  {HELLO}\n", ME, 5.0, True, id="with blanks around"),
        pytest.param(HELLO.replace("a calm", "a  calm"), ME, 5.0, True, id="with a blank doubled"),
        pytest.param(HELLO, ME, -3600.0, True, id="by a clock an hour behind"),
        pytest.param(HELLO, ME, 3600.0, True, id="by a clock an hour ahead"),
        pytest.param(HELLO, SOMEBODY, 5.0, False, id="the same words from somebody else"),
        pytest.param("What an evening", ME, 5.0, False, id="other words of the owner"),
    ],
)
async def test_a_comment_is_known_by_author_and_text(
    world: World, text: str, author: UserId, after: float, *, expected: bool
) -> None:
    world.say(M1, text, author, at=START + timedelta(seconds=after))
    assert await happened(world, COMMENT) is expected


@pytest.mark.parametrize(
    ("posted", "listed"),
    [
        pytest.param("Tom & Jerry <3", "Tom &amp; Jerry &lt;3", id="entities"),
        pytest.param("caf\u00e9", "cafe\u0301", id="another spelling of the same letter"),
    ],
)
async def test_a_network_may_spell_a_comment_its_own_way(world: World, posted: str, listed: str) -> None:
    world.say(M1, listed, ME)
    assert await EFFECTS[COMMENT].happened(world, saying(job(COMMENT, intent=True), posted)) is True


@pytest.mark.parametrize(
    ("count", "oldest_after", "expected"),
    [
        pytest.param(149, 10.0, False, id="the list is complete"),
        pytest.param(150, -86_401.0, False, id="the list reaches back beyond the intent by any clock"),
        pytest.param(150, -86_400.0, None, id="by a wrong clock it may not"),
        pytest.param(150, 10.0, None, id="it may have left the list"),
        pytest.param(0, 0.0, False, id="an empty list"),
    ],
)
async def test_absence_counts_only_in_a_complete_list(
    world: World, count: int, oldest_after: float, *, expected: bool | None
) -> None:
    for number in range(count):
        world.say(M1, f"Nice {number}", SOMEBODY, at=START + timedelta(seconds=oldest_after + number))
    assert await happened(world, COMMENT) is expected
