"""Every name that a rule may ask about. Loading, messages, templates and help read this one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.fields.captions import CAPTION_FIELDS
from rules.fields.clock import CLOCK_FIELDS
from rules.fields.comments import COMMENT_FIELDS
from rules.fields.history import HISTORY_FIELDS
from rules.fields.media import MEDIA_FIELDS
from rules.fields.people import PEOPLE_FIELDS
from rules.fields.places import PLACE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.fields.field import AnyField

CATALOGUE: Mapping[str, AnyField] = {
    field.name: field
    for field in (
        *MEDIA_FIELDS,
        *CAPTION_FIELDS,
        *PLACE_FIELDS,
        *PEOPLE_FIELDS,
        *COMMENT_FIELDS,
        *HISTORY_FIELDS,
        *CLOCK_FIELDS,
    )
}
