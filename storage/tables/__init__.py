"""The tables.

Rows stay in this room: a `table=True` model does not check its values, and becomes a domain value on its way out.
Everything is keyed by account, so that several fit in one database.
"""

from storage.tables.base import Base
from storage.tables.chat import AwaitingRow, MemberRow, NoticeRow, PairingRow, PostingRow, SettingRow, ViewRow
from storage.tables.ledger import ActionRow, AllowanceRow, AttemptRow, BreakerRow, BurstRow
from storage.tables.standing import ListEntryRow, MarkRow, RuleStateRow
from storage.tables.watching import (
    AccountRow,
    EventRow,
    OwnMediaRow,
    ProfileRow,
    RelationshipRow,
    SeenRow,
    SourceRow,
    WaitingRow,
)

__all__ = [
    "AccountRow",
    "ActionRow",
    "AllowanceRow",
    "AttemptRow",
    "AwaitingRow",
    "Base",
    "BreakerRow",
    "BurstRow",
    "EventRow",
    "ListEntryRow",
    "MarkRow",
    "MemberRow",
    "NoticeRow",
    "OwnMediaRow",
    "PairingRow",
    "PostingRow",
    "ProfileRow",
    "RelationshipRow",
    "RuleStateRow",
    "SeenRow",
    "SettingRow",
    "SourceRow",
    "ViewRow",
    "WaitingRow",
]
