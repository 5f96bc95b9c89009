"""Ids that must not be swapped. All are opaque text: networks use 64-bit numbers, underscores and words."""

from __future__ import annotations

from typing import NewType

AccountKey = NewType("AccountKey", str)
"""Which of the owner's accounts, in our own words: a short name such as `demo`."""

UserId = NewType("UserId", str)
MediaId = NewType("MediaId", str)
CommentId = NewType("CommentId", str)
LocationId = NewType("LocationId", str)
GeographyId = NewType("GeographyId", str)
"""A circle on the map that an application watches."""

EventKey = NewType("EventKey", str)
"""What happened, once per account: `media:<id>`, `request:<user id>:<when first seen>` or `comment:<id>`.

What people do about somebody of their own accord is filed under `person:<user id>`, where nothing has happened.
"""

ActionId = NewType("ActionId", int)
"""A row of the ledger."""

ChatId = NewType("ChatId", int)
TelegramUserId = NewType("TelegramUserId", int)
