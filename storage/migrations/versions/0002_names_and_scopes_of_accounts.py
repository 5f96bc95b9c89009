"""Names and scopes of accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the owner calls an account, and what its token was granted."""
    op.add_column("account", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("account", sa.Column("scopes", sa.Text(), nullable=True))
