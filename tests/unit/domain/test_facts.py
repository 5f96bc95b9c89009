from __future__ import annotations

import pytest

from domain.facts import Need, caption_hash


def test_a_need_that_costs_less_comes_first() -> None:
    assert sorted(Need, key=lambda need: need.cost) == [Need.PROFILE, Need.RELATIONSHIP, Need.MEDIA, Need.COMMENTS]
    assert Need.PROFILE.cost > 0


@pytest.mark.parametrize("other", ["sunset ", "Sunset", "", None])
def test_any_edit_changes_the_hash_of_a_caption(other: str | None) -> None:
    assert caption_hash("sunset") != caption_hash(other)
    assert caption_hash("sunset") == caption_hash("sunset")


def test_no_caption_and_half_a_character_have_a_hash_too() -> None:
    assert caption_hash(None) is caption_hash("") is None
    assert caption_hash("\ud800") != caption_hash("?")
