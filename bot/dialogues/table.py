"""What follows from the words of each topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue import Topic
from bot.dialogues import comment, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue import Dialogue

DIALOGUES: Mapping[str, Dialogue] = {Topic.COMMENT: comment.DIALOGUE, Topic.WORDING: wording.DIALOGUE}
