"""Memory for the rules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, RowId, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whom everything is about, judging again, old events under a ceiling, own photos, lists, marks, promotion."""
    _widen_what_is_there()
    _know_the_people()
    _add_what_polling_keeps()
    _add_what_rules_leave_behind()


def _widen_what_is_there() -> None:
    op.add_column("event", sa.Column("person_id", sa.String(length=100), nullable=True))
    op.add_column("event", sa.Column("ceiling", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("next_judge_at", UtcDateTime(), nullable=True))
    op.add_column("event", sa.Column("grounds", Json, nullable=True))
    op.create_index(op.f("ix_event_account_next_judge_at"), "event", ["account", "next_judge_at"])
    op.create_index(op.f("ix_event_account_person_id"), "event", ["account", "person_id"])
    op.add_column("action", sa.Column("person_id", sa.String(length=100), nullable=True))
    op.create_index(op.f("ix_action_account_person_id"), "action", ["account", "person_id"])


def _know_the_people() -> None:
    event = sa.table("event", *map(sa.column, ("account", "key", "person_id")), sa.column("payload", sa.JSON()))
    author = event.c.payload[("media", "author", "id")].as_string()
    requester = event.c.payload[("requester", "id")].as_string()
    op.execute(event.update().values(person_id=sa.func.coalesce(author, requester)))
    action = sa.table("action", *map(sa.column, ("account", "event_key", "person_id")))
    person = sa.select(event.c.person_id).where(
        event.c.account == action.c.account, event.c.key == action.c.event_key
    )
    op.execute(action.update().values(person_id=person.scalar_subquery()))


def _add_what_polling_keeps() -> None:
    op.create_table(
        "own_media",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("media_id", sa.String(length=100), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_own_media_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "media_id", name=op.f("pk_own_media")),
    )
    op.create_table(
        "relationship",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=100), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_relationship_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "user_id", name=op.f("pk_relationship")),
    )


def _add_what_rules_leave_behind() -> None:
    op.create_table(
        "list_entry",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("list", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=100), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["account.key"], name=op.f("fk_list_entry_account_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account", "list", "person_id", name=op.f("pk_list_entry")),
    )
    op.create_table(
        "mark",
        sa.Column("event_id", RowId, nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_mark_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "label", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_label"), "mark", ["label"])
    op.create_table(
        "rule_state",
        sa.Column("rule_id", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("mode_granted", sa.String(length=16), nullable=False),
        sa.Column("first_matched_at", UtcDateTime(), nullable=True),
        sa.Column("matches", sa.Integer(), nullable=False),
        sa.Column("promoted_at", UtcDateTime(), nullable=True),
        sa.Column("promoted_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rule_id", name=op.f("pk_rule_state")),
    )
