"""Whatever is typed, reading it ends, and without an error."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import around, spans
from bot.coordinates import point
from bot.freetext.direct import named
from bot.freetext.intents import sentence
from bot.freetext.names import canonical, nearest
from bot.freetext.table import INTENTS
from bot.phrasing import Present
from bot.queries import from_key
from tests.unit.bot.world import NOW

PIECES = ["show me", "photos", "of", "near me", "#sun", "@mira", "52.5", "-190", ",", "..", "2026-11-05",
          "9999-99-99", "7d", "5km", "/p/", "instagram.com/", "~", ":", " ", "\n", "<b>", "\u202e", "٣"]  # fmt: skip
TYPED = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_anything_can_be_read(text: str) -> None:
    for intent in INTENTS:
        intent.read(sentence(text))
    named(text)
    point(text)
    canonical(text)
    nearest(text)
    around.read(text)
    around.from_key(text)
    from_key("user", text)
    spans.read(spans.split(text)[1], Present(now=NOW, zone=UTC))
