"""The owner's accounts, where to look for them, and what was seen."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, String, Text, UniqueConstraint
from sqlmodel import Column, Field

from storage.columns import Json, RowId, UtcDateTime
from storage.states import EventState
from storage.tables.base import Base, account_column, one_of


class AccountRow(Base, table=True):
    """One of the owner's accounts on a network. The token is encrypted, and empty once the account was removed."""

    __tablename__: ClassVar[str] = "account"

    key: str = Field(sa_column=Column(String(64), primary_key=True))
    base_url: str = Field(sa_type=Text)
    user_id: str = Field(sa_type=Text)
    username: str = Field(sa_type=Text)
    token_cipher: str = Field(sa_type=Text)
    paused_because: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)
    name: str | None = Field(default=None, sa_type=Text)
    scopes: str | None = Field(default=None, sa_type=Text)


class SourceRow(Base, table=True):
    """A list that is looked at, and when next."""

    __tablename__: ClassVar[str] = "source"
    __table_args__ = (
        UniqueConstraint("account", "kind", "value"),
        Index(None, "account", "active", "next_due_at"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    kind: str = Field(sa_type=String(16))
    value: str = Field(sa_type=Text)
    active: bool = True
    every_seconds: float | None = None
    """What was promised; null: nothing."""
    baseline_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_due_at: datetime = Field(sa_type=UtcDateTime)
    last_looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0
    last_error: str | None = Field(default=None, sa_type=Text)
    hastened_to: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Looked at by then, as the network said that there is news; null: whenever it pays."""
    learned: dict[str, list[float]] | None = Field(default=None, sa_type=Json)
    """How often something comes, and what became of it."""


class SeenRow(Base, table=True):
    """An item that is known, whatever source brought it. Its id alone: nothing about anybody."""

    __tablename__: ClassVar[str] = "seen"

    account: str = Field(sa_column=account_column(primary_key=True))
    item: str = Field(sa_column=Column(String(200), primary_key=True))
    first_seen_at: datetime = Field(sa_type=UtcDateTime)


class WaitingRow(Base, table=True):
    """Somebody who waits for the owner's approval right now; the row goes when they do."""

    __tablename__: ClassVar[str] = "waiting"

    account: str = Field(sa_column=account_column(primary_key=True))
    user_id: str = Field(sa_column=Column(String(100), primary_key=True))
    first_seen_at: datetime = Field(sa_type=UtcDateTime)


class EventRow(Base, table=True):
    """Something that happened after the baseline, and what the rules said to it."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        UniqueConstraint("account", "key"),
        Index(None, "account", "state"),
        Index(None, "account", "next_judge_at"),
        Index(None, "account", "person_id"),
        Index(None, "account", "first_seen_at"),
        CheckConstraint(one_of("state", EventState), name="state"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    key: str = Field(sa_type=String(200))
    state: str = Field(sa_type=String(16))
    payload: dict[str, Any] = Field(sa_type=Json)
    """As it was first seen, for good: a later edit shows by it."""
    person_id: str | None = Field(default=None, sa_type=String(100))
    """The author, who asks to follow, or who commented."""
    ceiling: int | None = Field(default=None, sa_type=Integer)
    """How far rules may go about it, whatever they say themselves; null: as far as they say."""
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    judged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    judgement: dict[str, Any] | None = Field(default=None, sa_type=Json)
    next_judge_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When it is judged again; null: never."""
    grounds: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)
    """What each judgement knew beyond the payload, the first one first: when, the photo as it was then, the facts."""


class ProfileRow(Base, table=True):
    """A profile that was paid for with a call, kept for a day."""

    __tablename__: ClassVar[str] = "profile"

    account: str = Field(sa_column=account_column(primary_key=True))
    user_id: str = Field(sa_column=Column(String(100), primary_key=True))
    payload: dict[str, Any] = Field(sa_type=Json)
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class RelationshipRow(Base, table=True):
    """How the owner and somebody stood to each other, paid for with a call."""

    __tablename__: ClassVar[str] = "relationship"

    account: str = Field(sa_column=account_column(primary_key=True))
    user_id: str = Field(sa_column=Column(String(100), primary_key=True))
    payload: dict[str, Any] = Field(sa_type=Json)
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class OwnMediaRow(Base, table=True):
    """A photo of the owner's, and how many comments it had when they were last read."""

    __tablename__: ClassVar[str] = "own_media"

    account: str = Field(sa_column=account_column(primary_key=True))
    media_id: str = Field(sa_column=Column(String(100), primary_key=True))
    comments: int
    read_at: datetime = Field(sa_type=UtcDateTime)
