"""Every name that a rule may ask about. Loading, messages, templates and help read this one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.fields.captions import CAPTION_FIELDS
from rules.fields.media import MEDIA_FIELDS
from rules.fields.people import PEOPLE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.fields.field import AnyField

CATALOGUE: Mapping[str, AnyField] = {field.name: field for field in (*MEDIA_FIELDS, *CAPTION_FIELDS, *PEOPLE_FIELDS)}

LATER_FIELDS = frozenset(
    {
        "caption.edited",
        "caption.mixed_script",
        "caption.script",
        "clock.date",
        "clock.hour",
        "clock.weekday",
        "comment.age",
        "comment.author",
        "comment.text",
        "comments.authors",
        "comments.mine",
        "comments.texts",
        "history.author.asked",
        "history.author.declined",
        "history.author.last_action_age",
        "history.author.likes",
        "history.author.comments",
        "history.author.opted_out",
        "history.author.undone",
        "history.media.seen_by",
        "requester.declined_before",
    }
)
"""Fields of the whole language that this version does not have."""
