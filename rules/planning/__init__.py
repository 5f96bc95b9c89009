"""From what the rules wish to one plan: like merged with like, conflicts settled, reasons given for the rest."""

from rules.planning.steps import plan
from rules.planning.wishes import Wish

__all__ = ["Wish", "plan"]
