"""Rules of sagas: everything is done at once and by itself, so that only faults decide what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.polling.stage import rules

if TYPE_CHECKING:
    from rules.ruleset import RuleSet

_ALL = """
engine: { warm_up: none, allow: [follow], disclosure: "" }
limits:
  burst_hold: 1000
  like: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
  comment: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
  relationship: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
defaults: { mode: auto, per_author: 100000 per 7d, max_age: 7d }
rules:
"""
_EACH = {
    "like": """
  - id: likes
    trigger: { new_media: { tags: [like], every: 30s } }
    when: always
    do: [like]
""",
    "comment": """
  - id: comments
    trigger: { new_media: { tags: [comment], every: 30s } }
    when: always
    do: [comment: { text: "What a sight!", allow_strangers: true }]
""",
    "follow": """
  - id: follows
    trigger: { new_media: { tags: [follow], every: 30s } }
    when: always
    do: [follow]
""",
    "notify": """
  - id: notices
    trigger: { new_media: { tags: [notify], every: 30s } }
    when: always
    do: [notify: { text: "Look at this." }]
""",
    "approve": """
  - id: requests
    trigger: { follow_request: { every: 30s } }
    when: always
    do: [approve]
""",
}


def rules_for(*kinds: str) -> RuleSet:
    """The rules that want effects of these kinds; what is wanted about a photo is its tag."""
    return rules(_ALL + "".join(_EACH[kind] for kind in kinds))


RULES = rules_for(*_EACH)
