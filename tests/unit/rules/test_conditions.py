from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.unknown import UNKNOWN
from domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import NewMedia
    from domain.facts import Facts
    from domain.verdicts import Judgement

YES, NO, OPEN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
LEAVES = st.sampled_from(["{likes.count: 12}", "{likes.count: 13}", "{media.width: 640}", "{author.followers: 5}"])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda join, parts: f"{{{join}: [{', '.join(parts)}]}}",
        st.sampled_from(["all", "any", "none"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_unknown_never_fires_and_none_never_turns_it_into_an_answer(
    tree: str, judged: Callable[..., Judgement], photo: Callable[..., NewMedia], facts: Callable[..., Facts]
) -> None:
    event = photo(picture=UNKNOWN)
    straight = judged(f"all: [{tree}]", event, facts())
    inverted = judged(f"none: [{tree}]", event, facts())
    verdict = straight.verdicts[0].finding.verdict
    assert inverted.verdicts[0].finding.verdict is {YES: NO, NO: YES, OPEN: OPEN}[verdict]
    assert bool(straight.plan.actions) is (verdict is YES)
    assert not (straight.needs and verdict is not OPEN)
