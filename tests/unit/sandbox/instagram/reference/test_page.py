from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from sandbox.instagram.reference.openapi import path
from sandbox.instagram.reference.operations import OPERATIONS

if TYPE_CHECKING:
    from tests.unit.sandbox.instagram.conftest import Caller

VOID = {"meta", "link", "input", "wbr"}


class Outline(HTMLParser):
    """What is linked, named, loaded and left open in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.forms: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.update(found)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.loads += [found.get("src") or found.get("href") or ""] if tag in {"link", "script", "img"} else []
        self.forms += [found["action"] or ""] if tag == "form" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


async def page(owner: Caller, host: str = "127.0.0.1:8642") -> str:
    return (await owner.client.get("/reference", headers={"Host": host})).text


async def test_it_tells_of_every_operation(owner: Caller) -> None:
    plain = unescape(re.sub(r"<[^>]+>", "", await page(owner)))
    for operation in OPERATIONS:
        assert f"{operation.route.method} {path(operation)}" in plain
        assert operation.title in plain
        assert all(parameter.name in plain for parameter in operation.parameters)
    assert "{user-id}/follows?access_token=TOKEN" in plain
    assert "for apps registered later, about self only" in plain
    assert "scope basic about one's own, public_content about others'" in plain


async def test_it_is_whole_and_its_links_lead_somewhere(owner: Caller) -> None:
    outline = Outline(await page(owner))
    assert outline.open == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert {link for link in outline.links if not link.startswith("#")} == {"/openapi.json"}
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)
    assert (await owner.client.get("/openapi.json")).status_code == 200


async def test_it_loads_its_style_and_nothing_else(owner: Caller) -> None:
    outline = Outline(await page(owner))
    assert outline.loads == ["/reference/reference.css"]
    assert not {name for name in outline.attributes if name == "style" or name.startswith("on")}
    style = await owner.client.get(outline.loads[0])
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "url(" not in style.text
    assert "@import" not in style.text


async def test_a_strict_policy_stands_before_it(owner: Caller) -> None:
    response = await owner.client.get("/reference/")
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.headers["referrer-policy"] == "no-referrer"


async def test_what_looks_can_be_tried(owner: Caller) -> None:
    forms = Outline(await page(owner)).forms
    assert "/v1/users/self/feed" in forms
    assert "/v1/users/self/media/recent" in forms
    assert "/v1/tags/search" in forms
    assert not [form for form in forms if "{" in form]


async def test_a_form_may_be_sent_with_nothing_but_what_it_needs(owner: Caller) -> None:
    needed = {"access_token": owner.token, "q": "a", "lat": "1", "lng": "1"}
    for form in re.findall(r"<form .*?</form>", await page(owner)):
        (action,) = re.findall(r'action="([^"]+)"', form)
        said = {name: needed.get(name, "") for name in re.findall(r'name="(\w+)"', form)}
        response = await owner.client.get(action, params=said)
        assert response.status_code == 200, (action, response.text)


@pytest.mark.parametrize(
    ("host", "shown"), [("sandbox.test:99", "http://sandbox.test:99/v1"), ("<script>", "http://localhost/v1")]
)
async def test_addresses_are_the_readers_own(owner: Caller, host: str, shown: str) -> None:
    text = await page(owner, host)
    assert shown in text
    assert "<script" not in text
