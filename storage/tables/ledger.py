"""What was wanted, what was tried, and what came of it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlmodel import Column, Field

from storage.columns import Json, RowId, UtcDateTime
from storage.states import ActionState
from storage.tables.base import Base, account_column, one_of


class ActionRow(Base, table=True):
    """The ledger: one row per account, kind, target and scope, whatever rule wants it and however it is worded.

    The text is no part of the key, so editing a template never comments again.
    """

    __tablename__: ClassVar[str] = "action"
    __table_args__ = (
        UniqueConstraint("account", "kind", "target", "scope"),
        Index(None, "account", "state", "next_at"),
        Index(None, "account", "event_key"),
        Index(None, "account", "person_id"),
        CheckConstraint(one_of("state", ActionState), name="state"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    event_key: str = Field(sa_type=String(200))
    kind: str = Field(sa_type=String(16))
    target: str = Field(sa_type=String(200))
    scope: str = Field(sa_type=String(200))
    person_id: str | None = Field(default=None, sa_type=String(100))
    """Whom it is about. Here too, as the ledger outlives the event; null where a person wanted it without one."""
    state: str = Field(sa_type=String(24))
    wish: dict[str, Any] = Field(sa_type=Json)
    reason: str | None = Field(default=None, sa_type=String(24))
    note: str | None = Field(default=None, sa_type=Text)
    attempt: int = 0
    next_at: datetime = Field(sa_type=UtcDateTime)
    uncertain_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    absent_looks: int = 0
    first_intent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    vetoable_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Until when a person may turn what a rule is about to do into a question."""
    revisited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When somebody looked whether a comment of ours still stands; null: nobody has."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class AttemptRow(Base, table=True):
    """One try at an action, written before the call: the audit, and what the hourly limits are counted from."""

    __tablename__: ClassVar[str] = "attempt"
    __table_args__ = (
        UniqueConstraint("action_id", "n"),
        Index(None, "account", "limit_class", "started_at"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    action_id: int = Field(
        sa_column=Column("action_id", RowId, ForeignKey("action.id", ondelete="CASCADE"), nullable=False)
    )
    n: int
    limit_class: str | None = Field(default=None, sa_type=String(24))
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the call came back; None for ever when its process died."""
    outcome: str | None = Field(default=None, sa_type=String(16))
    detail: str | None = Field(default=None, sa_type=Text)


class AllowanceRow(Base, table=True):
    """Of what a rule may do in any span of time, one piece: taken when it goes on, moved to when it is done."""

    __tablename__: ClassVar[str] = "allowance"
    __table_args__ = (Index(None, "account", "rule_id", "taken_at"),)

    action_id: int = Field(
        sa_column=Column("action_id", RowId, ForeignKey("action.id", ondelete="CASCADE"), primary_key=True)
    )
    rule_id: str = Field(sa_column=Column(String(100), primary_key=True))
    account: str = Field(sa_column=account_column())
    taken_at: datetime = Field(sa_type=UtcDateTime)


class BreakerRow(Base, table=True):
    """A class of actions that the network seems to mind. Once lifted it stays: what failed before counts no more."""

    __tablename__: ClassVar[str] = "breaker"

    account: str = Field(sa_column=account_column(primary_key=True))
    limit_class: str = Field(sa_column=Column(String(24), primary_key=True))
    because: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    frozen_until: datetime = Field(sa_type=UtcDateTime)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BurstRow(Base, table=True):
    """More writes than one look may plan. What it planned waits for a person."""

    __tablename__: ClassVar[str] = "burst"
    __table_args__ = (UniqueConstraint("account", "seen_at"),)

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    seen_at: datetime = Field(sa_type=UtcDateTime)
    """When the look was: `first_seen_at` of its events."""
    answer: str | None = Field(default=None, sa_type=String(16))
    """`allow` or `drop`; null: nobody has answered."""
    answered_by: str | None = Field(default=None, sa_type=Text)
