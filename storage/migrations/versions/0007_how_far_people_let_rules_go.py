"""How far people let rules go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A person may hold a rule back, for good or until it is changed."""
    with op.batch_alter_table("rule_state") as batch_op:
        batch_op.add_column(sa.Column("held_mode", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("held_version", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("held_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("held_by", sa.Text(), nullable=True))
