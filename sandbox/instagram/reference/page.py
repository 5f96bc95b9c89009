"""The reference as a page, made from the same operations and schemas as the document."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING

from sandbox.instagram.reference import fields
from sandbox.instagram.reference.openapi import path, placeholders, scopes
from sandbox.instagram.reference.operations import GROUPS, OPERATIONS
from sandbox.instagram.reference.schemas import SCHEMAS, envelope

if TYPE_CHECKING:
    from sandbox.instagram.reference.entries import Operation, Parameter


def render(frame: str, base: str) -> str:
    """The page, in a frame that says the rest. `base` is this server as the reader addresses it."""
    groups = {name: [one for one in OPERATIONS if one.group == name] for name in GROUPS}
    return Template(frame).substitute(
        base=escape(base),
        count=len(OPERATIONS),
        contents="".join(_contents(name, found) for name, found in groups.items()),
        operations="".join(_group(name, found, base) for name, found in groups.items()),
    )


def _contents(group: str, operations: list[Operation]) -> str:
    links = "".join(
        f'<li><a href="#{_anchor(one)}">{_method(one)} <span>{escape(path(one))}</span></a></li>'
        for one in operations
    )
    return f'<li><a href="#{group}">{group.capitalize()}</a><ul>{links}</ul></li>'


def _group(group: str, operations: list[Operation], base: str) -> str:
    entries = "".join(_entry(one, base) for one in operations)
    return f'<section id="{group}"><h2>{group.capitalize()}</h2><p>{escape(GROUPS[group])}</p>{entries}</section>'


def _entry(operation: Operation, base: str) -> str:
    text = f"<p>{_marked(operation.text)}</p>" if operation.text else ""
    return (
        f'<article id="{_anchor(operation)}"><h3>{_method(operation)} <code>{_path(operation)}</code></h3>'
        f"<h4>{escape(operation.title)}</h4>{text}{_facts(operation)}{_parameters(operation)}{_answer(operation)}"
        f"{_example(operation, base)}</article>"
    )


def _facts(operation: Operation) -> str:
    own, others = (" ".join(names) for names in scopes(operation))
    scope = f"<b>{own}</b>" if own == others else f"<b>{own}</b> about one's own, <b>{others}</b> about others'"
    limit = operation.route.limit
    counted = f"<li>counts among the <b>{limit}</b> writes of an hour</li>" if limit is not None else ""
    gone = "<li>for apps registered before 2015-11-17 only</li>" if operation.route.legacy else ""
    if operation.own_only:
        gone = "<li>for apps registered later, about <code>self</code> only</li>"
    return f'<ul class="facts"><li>scope {scope}</li>{counted}{gone}</ul>'


def _parameters(operation: Operation) -> str:
    inside = [(name, "string", "in the path", text) for name, text in placeholders(operation)]
    said = [(one.name, _kind(one), "required" if one.required else "", one.text) for one in operation.parameters]
    rows = "".join(
        f"<tr><th scope=row><code>{escape(name)}</code></th><td>{escape(kind)}</td><td>{needed}</td>"
        f"<td>{_marked(text)}</td></tr>"
        for name, kind, needed, text in [*inside, *said]
    )
    return f'<div class="wide"><table><tbody>{rows}</tbody></table></div>' if rows else ""


def _answer(operation: Operation) -> str:
    fields_of_it = fields.tree(envelope(operation.data, operation.paging), SCHEMAS)
    return f"<details><summary>Answer</summary>{fields_of_it}</details>"


def _example(operation: Operation, base: str) -> str:
    """How to call it from a shell; what only looks can be tried from here as well."""
    if operation.route.method != "GET":
        said = " ".join(f"-d {one.name}={(one.values or ('...',))[0]}" for one in operation.parameters)
        words = f"curl -X {operation.route.method} '{base}/v1{path(operation)}?access_token=TOKEN' {said}".strip()
    else:
        needed = "".join(f"&amp;{one.name}=..." for one in operation.parameters if one.required)
        return _shell(f"curl '{escape(base)}/v1{escape(path(operation))}?access_token=TOKEN{needed}'") + _form(
            operation
        )
    return _shell(escape(words))


def _shell(words: str) -> str:
    return f'<pre class="wide"><code>{words}</code></pre>'


def _form(operation: Operation) -> str:
    """A form that opens the answer in another tab, where the path holds nothing or one's own id."""
    own = next((name for name in operation.names if "{" not in name), None)
    if own is None:
        return ""
    inputs = "".join(_input(one) for one in operation.parameters if one.name != "count")  # an empty one is refused
    return (
        f'<form method="get" action="{escape(own.partition(" ")[2])}" target="_blank">'
        f'<label>access_token <input name="access_token" required autocomplete="off" spellcheck="false"></label>'
        f"{inputs}<button>Try it</button></form>"
    )


def _input(parameter: Parameter) -> str:
    needed = " required" if parameter.required else ""
    return (
        f'<label>{escape(parameter.name)} <input name="{escape(parameter.name)}"{needed} autocomplete="off"></label>'
    )


def _kind(parameter: Parameter) -> str:
    return " | ".join(parameter.values) or parameter.kind


def _path(operation: Operation) -> str:
    """With places to break the line after every slash."""
    return escape(path(operation)).replace("/", "/<wbr>")


def _method(operation: Operation) -> str:
    method = operation.route.method
    return f'<b class="method {method.lower()}">{method}</b>'


def _anchor(operation: Operation) -> str:
    words = [operation.route.method, *operation.route.path.replace("{", "").replace("}", "").split("/")]
    return "-".join(word.lower() for word in words if word)


def _marked(text: str) -> str:
    """Escaped text, with what stands between backticks as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
