"""Rules files as an editor sees them: YAML 1.2, where `22:30` and `no` are text and `12` is a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

_TYPES = {
    "bool": ("^(?:true|false)$", "tf"),
    "int": ("^[-+]?[0-9]+$", "-+0123456789"),
    "float": (r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    "null": ("^(?:~|null|)$", ["~", "n", ""]),
}


class EditorLoader(yaml.SafeLoader):
    """The core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own


for _name, (_pattern, _first) in _TYPES.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_first))


@pytest.fixture
def typed() -> Callable[[str], object]:
    """Reads a file into typed values."""
    return lambda text: EditorLoader(text).get_single_data()
