"""Every common wish once; the first row that fits a sentence counts."""

from __future__ import annotations

from bot.freetext import deciding, people, photos, rules

INTENTS = (*deciding.INTENTS, *people.INTENTS, *photos.INTENTS, *rules.INTENTS)
