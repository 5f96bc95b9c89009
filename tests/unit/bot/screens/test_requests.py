from __future__ import annotations

from datetime import UTC

import pytest

from bot.phrasing import Present
from bot.screen import Style, Tap
from bot.screens.requests import card
from domain.plans import ActionKind
from storage.states import ActionState
from tests.unit.bot.screens.test_outcomes import stored
from tests.unit.bot.world import NOW, request_event, wish

PRESENT = Present(now=NOW, zone=UTC)


@pytest.mark.parametrize(
    ("proposed", "standing_out"),
    [
        pytest.param((), [], id="no rule has an opinion"),
        pytest.param((ActionKind.APPROVE,), ["✅ Approve"], id="approve"),
        pytest.param((ActionKind.IGNORE,), ["🙈 Ignore"], id="ignore"),
    ],
)
def test_only_what_a_rule_proposes_stands_out(proposed: tuple[ActionKind, ...], standing_out: list[str]) -> None:
    actions = [stored(wish(kind, "7"), ActionState.AWAITING_APPROVAL) for kind in proposed]
    screen = card(request_event(), None, actions, PRESENT)
    taps = [tap for row in screen.keyboard for tap in row if isinstance(tap, Tap)]
    assert [tap.label for tap in taps if tap.style is Style.GOOD] == standing_out
    assert {"✅ Approve", "🙈 Ignore"} <= {tap.label for tap in taps}


@pytest.mark.parametrize(
    ("state", "by", "can_be_decided"),
    [
        pytest.param(ActionState.PENDING, None, True, id="a rule will do it later"),
        pytest.param(ActionState.PENDING, "Ana", False, id="a person wants it"),
        pytest.param(ActionState.IN_FLIGHT, None, False, id="on its way"),
        pytest.param(ActionState.DONE, None, False, id="done"),
    ],
)
def test_what_is_not_on_its_way_yet_can_be_decided_otherwise(
    state: ActionState, by: str | None, *, can_be_decided: bool
) -> None:
    screen = card(request_event(), None, [stored(wish(ActionKind.IGNORE, "7"), state, decided_by=by)], PRESENT)
    labels = {tap.label for row in screen.keyboard for tap in row if isinstance(tap, Tap)}
    assert ("✅ Approve" in labels) is can_be_decided
