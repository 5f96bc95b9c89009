"""Questions in the chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, RowId, UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What somebody was asked, and answers by typing, outlives a restart."""
    op.create_table(
        "awaiting",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("chat_id", RowId, nullable=False),
        sa.Column("user_id", RowId, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("message_id", RowId, nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_awaiting_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awaiting")),
    )
    op.create_index(op.f("ix_awaiting_account_chat_id_user_id"), "awaiting", ["account", "chat_id", "user_id"])
