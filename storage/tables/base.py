"""What all tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, MetaData, String
from sqlmodel import Column, SQLModel

if TYPE_CHECKING:
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
