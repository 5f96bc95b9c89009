"""Where it pays to look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Intervals become promises that need not be given; what is learned about a list outlives a restart."""
    with op.batch_alter_table("source") as batch_op:
        batch_op.alter_column("every_seconds", existing_type=sa.Float(), nullable=True)
        batch_op.add_column(sa.Column("hastened_to", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("learned", Json, nullable=True))
