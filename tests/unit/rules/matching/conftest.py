"""Random rules, written as anybody would write them, and random events. Few words, so that they often meet."""

from __future__ import annotations
