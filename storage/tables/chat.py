"""Who may talk to the bot, what it shows them, and what they switched."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlmodel import Column, Field

from storage.columns import Json, RowId, UtcDateTime
from storage.tables.base import Base, account_column


class MemberRow(Base, table=True):
    """Somebody on the owner's list: the only people that the bot answers."""

    __tablename__: ClassVar[str] = "member"

    telegram_id: int = Field(sa_column=Column(RowId, primary_key=True, autoincrement=False))
    role: str = Field(sa_type=String(16))
    name: str = Field(sa_type=Text)
    reachable: bool = True
    from_settings: bool = False
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


class AwaitingRow(Base, table=True):
    """A question of ours to one person, who answers by typing. It stays a while after its end, to be known."""

    __tablename__: ClassVar[str] = "awaiting"
    __table_args__ = (Index(None, "account", "chat_id", "user_id"),)

    id: int = Field(sa_column=Column(RowId, primary_key=True))
    account: str = Field(sa_column=account_column())
    chat_id: int = Field(sa_type=RowId)
    user_id: int = Field(sa_type=RowId)
    kind: str = Field(sa_type=String(32))
    payload: dict[str, Any] = Field(sa_type=Json)
    message_id: int | None = Field(default=None, sa_type=RowId)
    """The message that asks; null while nobody knows whether it arrived."""
    expires_at: datetime = Field(sa_type=UtcDateTime)
    is_open: bool = True
