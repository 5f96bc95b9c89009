"""What outlives an event: lists that grew, marks that were put, and how far rules were let go."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, Text
from sqlmodel import Column, Field

from storage.columns import RowId, UtcDateTime
from storage.tables.base import Base, account_column


class ListEntryRow(Base, table=True):
    """Somebody on one of the owner's lists by a rule or from the chat, beside those that the files name."""

    __tablename__: ClassVar[str] = "list_entry"

    account: str = Field(sa_column=account_column(primary_key=True))
    list: str = Field(sa_column=Column(String(100), primary_key=True))
    person_id: str = Field(sa_column=Column(String(100), primary_key=True))
    username: str = Field(sa_type=Text)
    """As it was then: for people to read."""
    added_by: str = Field(sa_type=Text)
    """`rule:<id>`, or the name of a person."""
    added_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Null: for good."""


class MarkRow(Base, table=True):
    """A word that a rule put on an event. It goes when the event goes."""

    __tablename__: ClassVar[str] = "mark"
    __table_args__ = (Index(None, "label"),)

    event_id: int = Field(
        sa_column=Column("event_id", RowId, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    label: str = Field(sa_column=Column(String(100), primary_key=True))
    added_at: datetime = Field(sa_type=UtcDateTime)


class RuleStateRow(Base, table=True):
    """How far a rule may go in the version that was last loaded, and what it has shown so far."""

    __tablename__: ClassVar[str] = "rule_state"

    rule_id: str = Field(sa_column=Column(String(100), primary_key=True))
    version: str = Field(sa_type=String(64))
    """A hash of what it does and when, a slash, and the mode that it says."""
    mode_granted: str = Field(sa_type=String(16))
    first_matched_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    matches: int = 0
    promoted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    promoted_by: str | None = Field(default=None, sa_type=Text)
    held_mode: str | None = Field(default=None, sa_type=String(16))
    """How far a person lets it go at most; null: as far as it was granted."""
    held_version: str | None = Field(default=None, sa_type=String(64))
    """The `version` with which that ends; null: it holds for good."""
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When somebody said so last, or that it holds no longer."""
    held_by: str | None = Field(default=None, sa_type=Text)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Since when somebody lets it rest; null: it goes on."""
    paused_by: str | None = Field(default=None, sa_type=Text)
