"""The tables.

Rows stay in this room: a `table=True` model does not check its values, and becomes a domain value on its way out.
Everything is keyed by account, so that several fit in one database.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlmodel import Column, Field, SQLModel

from storage.columns import Json, RowId, UtcDateTime
from storage.states import ActionState, EventState


def one_of(column: str, states: type[ActionState | EventState]) -> str:
    """The SQL condition that a text column holds one of an enum's values."""
    return f"{column} IN ({', '.join(repr(str(state)) for state in states)})"


class Base(SQLModel):
    """Names every constraint, so that a migration can find it again on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def account_column(*, primary_key: bool = False) -> Column[str]:
    """Whose row it is."""
    key = ForeignKey("account.key", ondelete="CASCADE")
    return Column("account", String(64), key, primary_key=primary_key, nullable=False)


class AccountRow(Base, table=True):
    """One of the owner's accounts on a network. The token is encrypted."""

    __tablename__: ClassVar[str] = "account"

    key: str = Field(sa_column=Column(String(64), primary_key=True))
    base_url: str = Field(sa_type=Text)
    user_id: str = Field(sa_type=Text)
    username: str = Field(sa_type=Text)
    token_cipher: str = Field(sa_type=Text)
    paused_because: str | None = Field(default=None, sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)


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
    every_seconds: float
    baseline_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_due_at: datetime = Field(sa_type=UtcDateTime)
    last_looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0
    last_error: str | None = Field(default=None, sa_type=Text)


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
        CheckConstraint(one_of("state", EventState), name="state"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    key: str = Field(sa_type=String(200))
    state: str = Field(sa_type=String(16))
    payload: dict[str, Any] = Field(sa_type=Json)
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    judged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    judgement: dict[str, Any] | None = Field(default=None, sa_type=Json)


class ProfileRow(Base, table=True):
    """A profile that was paid for with a call, kept for a day."""

    __tablename__: ClassVar[str] = "profile"

    account: str = Field(sa_column=account_column(primary_key=True))
    user_id: str = Field(sa_column=Column(String(100), primary_key=True))
    payload: dict[str, Any] = Field(sa_type=Json)
    fetched_at: datetime = Field(sa_type=UtcDateTime)


class ActionRow(Base, table=True):
    """The ledger: one row per account, kind, target and scope, whatever rule wants it and however it is worded.

    The text is no part of the key, so editing a template never comments again.
    """

    __tablename__: ClassVar[str] = "action"
    __table_args__ = (
        UniqueConstraint("account", "kind", "target", "scope"),
        Index(None, "account", "state", "next_at"),
        Index(None, "account", "event_key"),
        CheckConstraint(one_of("state", ActionState), name="state"),
    )

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    event_key: str = Field(sa_type=String(200))
    kind: str = Field(sa_type=String(16))
    target: str = Field(sa_type=String(200))
    scope: str = Field(sa_type=String(200))
    state: str = Field(sa_type=String(24))
    wish: dict[str, Any] = Field(sa_type=Json)
    reason: str | None = Field(default=None, sa_type=String(24))
    note: str | None = Field(default=None, sa_type=Text)
    attempt: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    uncertain_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    absent_looks: int = 0
    first_intent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
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


class MemberRow(Base, table=True):
    """Somebody on the owner's list: the only people that the bot answers."""

    __tablename__: ClassVar[str] = "member"

    telegram_id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    role: str = Field(sa_type=String(16))
    name: str = Field(sa_type=Text)
    reachable: bool = True
    added_at: datetime = Field(sa_type=UtcDateTime)


class PairingRow(Base, table=True):
    """A code that makes somebody a member, once. Only its hash is kept."""

    __tablename__: ClassVar[str] = "pairing"

    code_hash: str = Field(sa_column=Column(String(64), primary_key=True))
    role: str = Field(sa_type=String(16))
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_by: int | None = Field(default=None, sa_type=RowId)


class NoticeRow(Base, table=True):
    """Something to tell: an event (shown as it stands now) or a sentence of our own."""

    __tablename__: ClassVar[str] = "notice"
    __table_args__ = (UniqueConstraint("account", "subject"), Index(None, "created_at"))

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    subject: str = Field(sa_type=String(200))
    text: str | None = Field(default=None, sa_type=Text)
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class PostingRow(Base, table=True):
    """A notice in one chat. Written before it is sent: `message_id` is null while nobody knows whether it arrived."""

    __tablename__: ClassVar[str] = "posting"

    notice_id: int = Field(
        sa_column=Column("notice_id", RowId, ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True)
    )
    chat_id: int = Field(sa_column=Column("chat_id", RowId, primary_key=True, autoincrement=False))
    message_id: int | None = Field(default=None, sa_type=RowId)
    shown_version: int


class ViewRow(Base, table=True):
    """What stands behind a button: a list with its cursor, too long for the 64 bytes a button can carry."""

    __tablename__: ClassVar[str] = "view"

    token: str = Field(sa_column=Column(String(16), primary_key=True))
    chat_id: int = Field(sa_type=RowId)
    payload: dict[str, Any] = Field(sa_type=Json)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class SettingRow(Base, table=True):
    """A switch that the owner set in the chat and that outlives a restart."""

    __tablename__: ClassVar[str] = "setting"

    name: str = Field(sa_column=Column(String(64), primary_key=True))
    value: str = Field(sa_type=Text)
    changed_at: datetime = Field(sa_type=UtcDateTime)
