from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.html import plain
from bot.phrasing import Present
from bot.screens.outcomes import outcome
from domain.details import Answer, DecideDetail, MarkDetail, RememberDetail
from domain.ids import ActionId
from domain.plans import ActionKind, Reason
from storage.actions import StoredAction
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT, NOW, media_event, wish

if TYPE_CHECKING:
    from domain.plans import PlannedAction

PRESENT = Present(now=NOW, zone=UTC)
LIKE = wish(ActionKind.LIKE, "1_7", because=("12 likes",))
COMMENT = wish(ActionKind.COMMENT, "1_7", text="What light!", because=())
NOTIFY = wish(ActionKind.NOTIFY, "1_7", text="Fog at the bridge.")
LATER = NOW + timedelta(minutes=5)
CHOICES = DecideDetail(choices=(Answer.APPROVE,), expires_seconds=300, then=Answer.LEAVE)
DECIDE = wish(ActionKind.DECIDE, "request:8:1", because=("12 likes",), detail=CHOICES)
REMEMBER = wish(ActionKind.REMEMBER, "media:1_7", detail=RememberDetail(list="regulars", seconds=None))
MARK = wish(ActionKind.MARK, "media:1_7", detail=MarkDetail(label="print"))
MANY = wish(ActionKind.LIKE, "1_7", because=("the caption says “sunset”", "you follow them", "14 likes"))


def stored(wanted: PlannedAction, state: ActionState, **more: Any) -> StoredAction:  # noqa: ANN401 - whatever the field takes
    rest: dict[str, Any] = {
        "reason": None,
        "note": None,
        "next_at": NOW,
        "decided_by": None,
        "decided_at": None,
        **more,
    }
    return StoredAction(
        id=ActionId(1),
        account=ACCOUNT,
        event=media_event().key,
        wish=wanted,
        state=state,
        attempt=1,
        uncertain_since=None,
        absent_looks=0,
        first_intent_at=None,
        created_at=NOW,
        changed_at=NOW,
        **rest,
    )


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (stored(LIKE, ActionState.DONE), "❤️ Liked by local-sunsets: 12 likes"),
        (stored(LIKE, ActionState.DONE, decided_by="You"), "❤️ Liked by You, 14:02"),
        (stored(COMMENT, ActionState.DONE), "💬 Commented “What light!” by local-sunsets"),
        (stored(NOTIFY, ActionState.DONE), "🔔 Fog at the bridge. (local-sunsets)"),
        pytest.param(
            stored(wish(ActionKind.NOTIFY, "1_7", text="Fog at the bridge.\nBy <b>ana</b>"), ActionState.DONE),
            "🔔 Fog at the bridge.\nBy <b>ana</b> (local-sunsets)",
            id="what two rules say stands below each other",
        ),
        pytest.param(
            stored(wish(ActionKind.NOTIFY, "1_7", text=f"{'a' * 400}\nb"), ActionState.DONE),
            f"🔔 {'a' * 296}…\n… (local-sunsets)",
            id="no more than fits",
        ),
        (
            stored(LIKE, ActionState.AWAITING_APPROVAL),
            "⚖ #1 · local-sunsets proposes to like this: 12 likes",
        ),
        (stored(COMMENT, ActionState.AWAITING_APPROVAL), "⚖ #1 · local-sunsets proposes to comment “What light!”"),
        (
            stored(LIKE, ActionState.WATCHED),
            "👀 local-sunsets only watches; it would like this: 12 likes",
        ),
        (stored(LIKE, ActionState.PLANNED), "⏳ About to like this, right now"),
        (stored(REMEMBER, ActionState.PLANNED, reason=Reason.CONFLICT), "⏳ After that: remember them"),
        (
            stored(LIKE, ActionState.PENDING, next_at=NOW + timedelta(minutes=5)),
            "⏳ About to like this, in 5 min",
        ),
        (stored(LIKE, ActionState.IN_FLIGHT), "⏳ About to like this, right now"),
        (
            stored(LIKE, ActionState.UNCERTAIN),
            "⏳ The answer to “like this” was lost; looking before it is tried again",
        ),
        (stored(LIKE, ActionState.FAILED, note="It is gone."), "⚠ Could not like this: It is gone."),
        (stored(LIKE, ActionState.FAILED), "⚠ Could not like this"),
        (
            stored(LIKE, ActionState.SUPPRESSED, reason=Reason.LIMIT, note="15 an hour"),
            "💤 Did not like this: the limit is reached (15 an hour)",
        ),
        (
            stored(LIKE, ActionState.CANCELLED, decided_by="You", decided_at=NOW),
            "✖ “like this” was skipped by You, 14:02",
        ),
        (stored(LIKE, ActionState.CANCELLED), "✖ Not done: like this"),
        (stored(LIKE, ActionState.EXPIRED), "⌛ Nobody answered in time; did not like this"),
        (
            stored(COMMENT, ActionState.REVIEW, note="twice not found"),
            "❓ Nobody knows whether “comment” happened. Please look there: twice not found",
        ),
        (
            stored(LIKE, ActionState.PENDING, next_at=LATER, vetoable_until=LATER),
            "⏳ local-sunsets is about to like this, in 5 min: 12 likes",
        ),
        (
            stored(LIKE, ActionState.PENDING, next_at=LATER, vetoable_until=LATER, decided_by="You"),
            "⏳ About to like this, in 5 min",
        ),
        (
            stored(LIKE, ActionState.AWAITING_APPROVAL, note="It rests."),
            "⚖ #1 · local-sunsets proposes to like this: 12 likes (It rests.)",
        ),
        (
            stored(DECIDE, ActionState.AWAITING_APPROVAL, next_at=LATER),
            "❔ #1 · local-sunsets asks you: 12 likes. Without an answer by 14:07: leave",
        ),
        (stored(DECIDE, ActionState.DONE, note="You said: approve."), "❔ You said: approve."),
        (
            stored(DECIDE, ActionState.EXPIRED, note="Nobody answered in time: leave."),
            "⌛ Nobody answered in time: leave.",
        ),
        (stored(REMEMBER, ActionState.DONE), "📌 On your list “regulars” (local-sunsets)"),
        (stored(MARK, ActionState.DONE), "🏷 Marked “print” (local-sunsets)"),
        (
            stored(MANY, ActionState.DONE),
            "❤️ Liked by local-sunsets: the caption says “sunset”, you follow them, 14 likes",
        ),
    ],
)
def test_every_state_has_its_line(action: StoredAction, expected: str) -> None:
    assert plain(outcome(action, PRESENT)) == expected
