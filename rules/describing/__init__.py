"""A rule in words, for somebody who does not want to read YAML."""

from rules.describing.sentence import describe

__all__ = ["describe"]
