"""Engines that anybody can install, each with its own idiom. An engine is asked only what it can say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bench.engines.flat import SIGNS, circle, inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.engines.flat import Facts
    from bench.engines.wanted import Asked, Wanted

    Matching = Callable[[Facts], list[str]]


@dataclass(frozen=True)
class Engine:
    """One public engine."""

    package: str
    module: str
    build: Callable[[Sequence[Wanted]], Matching]
    unsaid: frozenset[str] = frozenset()
    """Conditions that it has no words for."""

    @property
    def installed(self) -> bool:
        return find_spec(self.module) is not None

    @property
    def name(self) -> str:
        return f"{self.package}{' *' if self.unsaid else ''}"

    def says(self, rule: Wanted) -> bool:
        return self.unsaid.isdisjoint(ask.sign for ask in rule.asks)


def datalogic(rules: Sequence[Wanted]) -> Matching:
    """JSONLogic in Rust: all rules against one parsed document, in a single native call."""
    package = import_module("datalogic_py")
    engine = package.Engine()
    session = engine.session()
    compiled = [engine.compile({"and": [_logic(ask) for ask in rule.asks]}) for rule in rules]

    def match(photo: Facts) -> list[str]:
        answers = session.evaluate_many(compiled, package.DataHandle(json.dumps(_shown(photo))))
        return _named(rules, (answer == "true" for answer in answers))

    return match


def cel(rules: Sequence[Wanted]) -> Matching:
    """CEL in Rust: rules as list expressions of 200, one context for each photo."""
    package = import_module("cel")
    programs = [package.compile(text) for text in _listed(rules, 200, _CEL)]

    def match(photo: Facts) -> list[str]:
        context = package.Context(variables=_shown(photo))
        return _named(rules, (answer for program in programs for answer in program.execute(context)))

    return match


def zen(rules: Sequence[Wanted]) -> Matching:
    """ZEN in Rust: rules as array expressions of 500."""
    compiled = [import_module("zen").compile_expression(text) for text in _listed(rules, 500, _ZEN)]

    def match(photo: Facts) -> list[str]:
        shown = _shown(photo)
        return _named(rules, (answer for one in compiled for answer in one.evaluate(shown)))

    return match


def rule_engine(rules: Sequence[Wanted]) -> Matching:
    """Expressions in pure Python: one object for each rule."""
    package = import_module("rule_engine")
    compiled = [package.Rule(_expression(rule, _RULE_ENGINE)) for rule in rules]
    return lambda photo: _named(rules, (one.matches(photo) for one in compiled))


def business_rules(rules: Sequence[Wanted]) -> Matching:
    """Conditions as data, in pure Python."""
    holds = import_module("business_rules.engine").check_conditions_recursively
    variables = import_module("business_rules.variables")
    made = {
        "numeric_rule_variable": ("likes", "comments", "length"),
        "string_rule_variable": ("author", "place", "words", "text", "type"),
        "boolean_rule_variable": ("liked",),
    }
    readers = {name: getattr(variables, make)(_reader(name)) for make, names in made.items() for name in names}
    for name in ("tags", "each_word"):
        readers[name] = variables.select_multiple_rule_variable()(_reader(name))
    shown = type("Variables", (variables.BaseVariables,), readers)
    conditions = [{"all": [one for ask in rule.asks for one in _business(ask)]} for rule in rules]

    def match(photo: Facts) -> list[str]:
        seen = shown()
        seen.photo = photo | {"each_word": photo["words"].split()}
        return _named(rules, (holds(condition, seen) for condition in conditions))

    return match


ENGINES = (
    Engine("datalogic-py", "datalogic_py", datalogic, frozenset({"regex"})),
    Engine("common-expression-language", "cel", cel),
    Engine("zen-engine", "zen", zen),
    Engine("business-rules", "business_rules", business_rules, frozenset({"near"})),
    Engine("rule-engine", "rule_engine", rule_engine),
)


def _reader(name: str) -> Callable[[object], object]:
    """A method of the variables of business-rules."""

    def read(variables: object) -> object:
        return vars(variables)["photo"][name]

    read.__name__ = name
    return read


def _named(rules: Sequence[Wanted], answers: Iterable[object]) -> list[str]:
    return [rule.name for rule, answer in zip(rules, answers, strict=True) if answer is True]


def _shown(photo: Facts) -> Facts:
    return {name: value for name, value in photo.items() if name != "tagset"}


@dataclass(frozen=True)
class _Tongue:
    """How an engine with expressions says that a text has something, that a list does, and that a regex occurs."""

    has: str
    member: str
    regex: str
    both: str = " and "
    either: str = " or "
    no: str = "not ({})"


_CEL = _Tongue("{0}.contains({1})", "{1} in {0}", "{0}.matches({1})", " && ", " || ", "!({})")
_ZEN = _Tongue("contains({0}, {1})", "{1} in {0}", "matches({0}, {1})")
_RULE_ENGINE = _Tongue("{1} in {0}", "{1} in {0}", "{0} =~~ {1}")


def _listed(rules: Sequence[Wanted], most: int, tongue: _Tongue) -> list[str]:
    parts = (rules[start : start + most] for start in range(0, len(rules), most))
    return [f"[{', '.join(_expression(rule, tongue) for rule in part)}]" for part in parts]


def _expression(rule: Wanted, tongue: _Tongue) -> str:
    return f"({tongue.both.join(_said(ask, tongue) for ask in rule.asks)})"


def _said(ask: Asked, tongue: _Tongue) -> str:
    field, values = ask.field, [json.dumps(f" {one} " if ask.field == "words" else one) for one in ask.value]
    if ask.sign == "near":
        said = inside(ask)
    elif field == "tags":
        said = tongue.either.join(tongue.member.format(field, tag) for tag in values)
    elif ask.sign == "regex":
        said = tongue.regex.format(field, values[0])
    elif field == "words":
        said = tongue.has.format(field, values[0])
    elif ask.sign == "between":
        said = f"{field} >= {values[0]}{tongue.both}{field} <= {values[1]}"
    else:
        said = f"{field} {SIGNS[ask.sign]} {values[0]}".replace('"false"', "false")
    return tongue.no.format(said) if ask.sign in _NEGATED else f"({said})"


_NEGATED = frozenset({"none", "lacks"})


def _logic(ask: Asked) -> dict[str, Any]:
    fact, values = {"var": ask.field}, [f" {one} " if ask.field == "words" else one for one in ask.value]
    if ask.sign == "near":
        return _circle(ask)
    if ask.field in {"tags", "words"}:
        there = {"or": [{"in": [one, fact]} for one in values]}
        return {"!": there} if ask.sign in _NEGATED else there
    if ask.sign == "between":
        return {"<=": [values[0], fact, values[1]]}
    return {SIGNS[ask.sign]: [fact, False if values[0] == "false" else values[0]]}


def _circle(ask: Asked) -> dict[str, Any]:
    latitude, longitude, shrink, bound = circle(ask)
    north, east = ({"-": [{"var": name}, at]} for name, at in (("latitude", latitude), ("longitude", longitude)))
    return {"<=": [{"+": [{"*": [north, north]}, {"*": [east, east, shrink]}]}, bound]}


def _business(ask: Asked) -> list[dict[str, Any]]:
    field, value = ask.field, ask.value
    if ask.sign == "between":
        bounds = zip(("gte", "lte"), value, strict=True)
        return [one for sign, bound in bounds for one in _business(ask._replace(sign=sign, value=(bound,)))]
    if field == "liked":
        return [{"name": field, "operator": "is_false", "value": True}]
    if ask.sign == "lacks":
        field = "each_word"
    wanted = list(value) if ask.sign in {"any", *_NEGATED} else f" {value[0]} " if ask.sign == "has" else value[0]
    return [{"name": field, "operator": _BUSINESS[ask.sign], "value": wanted}]


_BUSINESS = {
    "any": "shares_at_least_one_element_with",
    "none": "shares_no_elements_with",
    "lacks": "shares_no_elements_with",
    "has": "contains",
    "regex": "matches_regex",
    "is": "equal_to",
    "gte": "greater_than_or_equal_to",
    "lte": "less_than_or_equal_to",
}
