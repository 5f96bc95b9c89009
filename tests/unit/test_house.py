"""What holds for the whole house: who may import whom, and what is nowhere in it."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FLOORS = (("likewise",), ("bot", "web"), ("polling", "actions"), ("rules", "networks", "storage"), ("domain",))
"""A room may use every room on a lower floor. Neighbours do not know each other."""
MAY_USE = {
    "sandbox": {"sandbox"},
    **{
        room: {room, *(one for lower in FLOORS[number + 1 :] for one in lower)}
        for number, floor in enumerate(FLOORS)
        for room in floor
    },
}
MAY_USE["likewise"].add("sandbox")  # to start it
OURS = {*MAY_USE, "tests", "bench"}

AT_HOME = {
    "httpx": ("networks/", "likewise/app.py", "bot/", "tests/", "bench/"),
    "telegram": ("bot/", "tests/", "bench/"),
    "apscheduler": ("polling/", "tests/", "bench/"),
    "sqlmodel": ("storage/", "tests/unit/storage/", "bench/"),
    "sqlalchemy": ("storage/", "tests/unit/storage/", "tests/chaos/", "bench/"),
    "alembic": ("storage/", "tests/unit/storage/", "bench/"),
    "pickle": (),
    "shelve": (),
    "marshal": (),
}
"""Where a library may be imported. What is not listed may be imported everywhere but in `domain`."""
ANNOTATES = {"sqlalchemy"}
"""Libraries that everybody may import for annotations, under `if TYPE_CHECKING`."""

FORBIDDEN_CALLS = {"eval", "exec", "yaml.load", "yaml.load_all", "yaml.unsafe_load", "os.system", "os.popen"}
PRINTERS = ("likewise/cli", "tests/", "bench/")
LONGEST = 250

REQUIREMENT = re.compile(r"[\w.-]+==[\w.!+-]+( ; [^;]+?)?( --hash=sha256:[0-9a-f]{64})+")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:root|work|home|Users)/\w|[.]pyenv/|[A-Z]:\\Users\\")


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """What there is to know of a module: to keep its tree would take a hundred times the memory."""

    lines: int
    imports: tuple[tuple[int, str, bool], ...]
    calls: tuple[tuple[int, str, set[str]], ...]


@cache
def modules(room: str) -> dict[str, Module]:
    """Every module of a room by its path."""
    return {str(path.relative_to(ROOT)): read(path) for path in sorted((ROOT / room).rglob("*.py"))}


def read(path: Path) -> Module:
    """A module from its file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Module(lines=len(text.splitlines()), imports=tuple(imports(tree)), calls=tuple(calls(tree)))


def imports(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Line and top-level name of everything imported, and whether for annotations only."""
    return _imports(tree, for_types=False)


def _imports(node: ast.AST, *, for_types: bool) -> Iterator[tuple[int, str, bool]]:
    """Only statements hold imports: most of a tree is expressions, which take long to walk through."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module]
    for name in names:
        yield getattr(node, "lineno", 0), name.partition(".")[0], for_types
    guards = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    for field in ("body", "handlers", "cases", "orelse", "finalbody"):
        for inner in getattr(node, field, ()):
            yield from _imports(inner, for_types=for_types or (guards and field == "body"))


def calls(tree: ast.Module) -> Iterator[tuple[int, str, set[str]]]:
    """Line and spelling of every call, and its arguments that are spelled out as true."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            true = {
                str(word.arg) for word in node.keywords if isinstance(word.value, ast.Constant) and word.value.value
            }
            yield node.lineno, spelled(node.func), true


def spelled(node: ast.expr) -> str:
    """A name with dots; nothing for what is more than that."""
    if isinstance(node, ast.Attribute):
        return f"{spelled(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("room", sorted(MAY_USE))
def test_a_room_imports_only_from_below(room: str) -> None:
    strays = [
        f"{path}:{line} imports {name}"
        for path, module in modules(room).items()
        for line, name, _ in module.imports
        if name in OURS and name not in MAY_USE[room]
    ]
    assert strays == []


@pytest.mark.parametrize("room", sorted(OURS))
def test_a_library_is_imported_only_where_it_is_at_home(room: str) -> None:
    strays = [
        f"{path}:{line} imports {name}"
        for path, module in modules(room).items()
        for line, name, for_types in module.imports
        if not path.startswith(AT_HOME.get(name, ("",))) and not (for_types and name in ANNOTATES)
    ]
    assert strays == []


def test_the_domain_needs_the_standard_library_only() -> None:
    strays = [
        f"{path}:{line} imports {name}"
        for path, module in modules("domain").items()
        for line, name, _ in module.imports
        if name not in {"domain", *sys.stdlib_module_names}
    ]
    assert strays == []


@pytest.mark.parametrize("room", sorted(OURS))
def test_nothing_runs_text_as_code_or_prints_past_the_command_line(room: str) -> None:
    strays = [
        f"{path}:{line} calls {name}({', '.join(true)})"
        for path, module in modules(room).items()
        for line, name, true in module.calls
        if name in FORBIDDEN_CALLS or "shell" in true or (name == "print" and not path.startswith(PRINTERS))
    ]
    assert strays == []


@pytest.mark.parametrize("room", sorted(MAY_USE))
def test_no_module_is_too_long_to_know(room: str) -> None:
    assert {path: module.lines for path, module in modules(room).items() if module.lines > LONGEST} == {}


def test_every_error_descends_from_the_one_root() -> None:
    found = [one for _, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == errors.__name__]
    assert [one.__name__ for one in found if not issubclass(one, errors.LikewiseError)] == []
    assert len(found) > 1


@pytest.mark.parametrize("name", ["run.lock", "dev.lock"])
def test_a_lock_file_pins_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    lines = re.sub(r" \\\n +", " ", text).splitlines()
    assert [line for line in lines if not REQUIREMENT.fullmatch(line)] == []
    assert len(lines) > 1


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="only a git checkout knows what it tracks"
)
def test_no_tracked_file_names_a_path_of_somebodys_machine() -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 - whichever git the developer has
    strays = [
        f"{name}:{number} {line.strip()[:80]}"
        for name in listing.stdout.decode().split("\0")
        if (ROOT / name).is_file()
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert strays == []


def test_imports_and_calls_are_found_wherever_they_stand() -> None:
    tree = ast.parse(
        "if TYPE_CHECKING:\n  import a.b\ndef f():\n  from c.d import e\n  g.run(h, shell=True)\nfrom . import i"
    )
    assert sorted(imports(tree)) == [(2, "a", True), (4, "c", False)]
    assert list(calls(tree)) == [(5, "g.run", {"shell"})]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("open('/" + "home/mira/likewise.db')", True, id="somebody's home"),
        pytest.param("cd /" + "work/main", True, id="a checkout"),
        pytest.param("https://network.example/home/feed", False, id="an address"),
        pytest.param("sqlite+aiosqlite:////var/lib/likewise/likewise.db", False, id="a place that everybody has"),
    ],
)
def test_a_path_of_a_machine_is_told_from_others(line: str, *, expected: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) == expected
