"""What keeps rules in bounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import RowId, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A last word for people, allowances of rules, breakers and bursts; the events of one look are found quickly."""
    op.add_column("action", sa.Column("vetoable_until", UtcDateTime(), nullable=True))
    op.add_column("action", sa.Column("revisited_at", UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_event_account_first_seen_at"), "event", ["account", "first_seen_at"])
    op.create_table(
        "allowance",
        sa.Column("action_id", RowId, nullable=False),
        sa.Column("rule_id", sa.String(length=100), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_allowance_action_id_action"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_allowance_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("action_id", "rule_id", name=op.f("pk_allowance")),
    )
    op.create_index(op.f("ix_allowance_account_rule_id_taken_at"), "allowance", ["account", "rule_id", "taken_at"])
    op.create_table(
        "breaker",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("limit_class", sa.String(length=24), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("frozen_until", UtcDateTime(), nullable=False),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_breaker_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "limit_class", name=op.f("pk_breaker")),
    )
    op.create_table(
        "burst",
        sa.Column("id", RowId, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_burst_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_burst")),
        sa.UniqueConstraint("account", "seen_at", name=op.f("uq_burst_account_seen_at")),
    )
