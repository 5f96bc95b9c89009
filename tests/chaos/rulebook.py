"""Rules of sagas: everything is done at once and by itself, so that only faults decide what becomes of it."""

from __future__ import annotations

from tests.unit.polling.stage import rules

RULES = rules("""
engine: { warm_up: none, allow: [follow], disclosure: "" }
limits:
  burst_hold: 1000
  like: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
  comment: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
  relationship: { per_hour: 500, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }
defaults: { mode: auto, per_author: 100000 per 7d, max_age: 7d }
rules:
  - id: likes
    trigger: { new_media: { tags: [like], every: 30s } }
    when: always
    do: [like]
  - id: comments
    trigger: { new_media: { tags: [comment], every: 30s } }
    when: always
    do: [comment: { text: "What a sight!", allow_strangers: true }]
  - id: follows
    trigger: { new_media: { tags: [follow], every: 30s } }
    when: always
    do: [follow]
  - id: notices
    trigger: { new_media: { tags: [notify], every: 30s } }
    when: always
    do: [notify: { text: "Look at this." }]
  - id: requests
    trigger: { follow_request: { every: 30s } }
    when: always
    do: [approve]
""")
"""What is wanted about a photo is its tag."""
