"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, RowId, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "account",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("base_url", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("token_cipher", sa.Text(), nullable=False),
        sa.Column("paused_because", sa.Text(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_account")),
    )
    op.create_table(
        "member",
        sa.Column("telegram_id", RowId, autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("from_settings", sa.Boolean(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_member")),
    )
    op.create_table(
        "pairing",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_by", RowId, nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_pairing")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "view",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("chat_id", RowId, nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_view")),
    )
    op.create_table(
        "action",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("event_key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("wish", Json, nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("uncertain_since", UtcDateTime(), nullable=True),
        sa.Column("absent_looks", sa.Integer(), nullable=False),
        sa.Column("first_intent_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'watched', 'suppressed', 'awaiting_approval', 'pending', 'in_flight', 'uncertain', 'done', 'failed', 'cancelled', 'expired', 'review')",
            name=op.f("ck_action_state"),
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_action_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("account", "kind", "target", "scope", name=op.f("uq_action_account_kind_target_scope")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_account_event_key"), ["account", "event_key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_action_account_state_next_at"), ["account", "state", "next_at"], unique=False
        )

    op.create_table(
        "event",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=True),
        sa.Column("judgement", Json, nullable=True),
        sa.CheckConstraint("state IN ('new', 'judged')", name=op.f("ck_event_state")),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_event_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("account", "key", name=op.f("uq_event_account_key")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_account_state"), ["account", "state"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_notice_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("account", "subject", name=op.f("uq_notice_account_subject")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_created_at"), ["created_at"], unique=False)

    op.create_table(
        "profile",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=100), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_profile_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "user_id", name=op.f("pk_profile")),
    )
    op.create_table(
        "seen",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_seen_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "item", name=op.f("pk_seen")),
    )
    op.create_table(
        "source",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("every_seconds", sa.Float(), nullable=False),
        sa.Column("baseline_at", UtcDateTime(), nullable=True),
        sa.Column("next_due_at", UtcDateTime(), nullable=False),
        sa.Column("last_looked_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_source_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("account", "kind", "value", name=op.f("uq_source_account_kind_value")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_account_active_next_due_at"), ["account", "active", "next_due_at"], unique=False
        )

    op.create_table(
        "waiting",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=100), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_waiting_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "user_id", name=op.f("pk_waiting")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("action_id", RowId, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("limit_class", sa.String(length=24), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_attempt_account_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_attempt_action_id_action"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("action_id", "n", name=op.f("uq_attempt_action_id_n")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attempt_account_limit_class_started_at"),
            ["account", "limit_class", "started_at"],
            unique=False,
        )

    op.create_table(
        "posting",
        sa.Column("notice_id", RowId, nullable=False),
        sa.Column("chat_id", RowId, autoincrement=False, nullable=False),
        sa.Column("message_id", RowId, nullable=True),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_posting_notice_id_notice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "chat_id", name=op.f("pk_posting")),
    )
