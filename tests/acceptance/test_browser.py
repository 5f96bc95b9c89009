"""The chat page in a real browser: typed, paged and approved by hand.

With SCREENSHOTS set to a folder, the pictures that the README shows are renewed there.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.acceptance.playing import Demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page, ViewportSize


Visit: TypeAlias = "Callable[..., Page]"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",  # the tests may run as root in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=60_000)  # a busy machine paints slowly

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine; install it from the system's packages"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One world for all: each test is another visit of the same person."""
    running = Demo(tmp_path_factory.mktemp("demo") / "state", Path("rules.example.yaml").resolve())
    yield running
    running.close()


@pytest.fixture
def visit(browser: Browser, demo: Demo) -> Iterator[Visit]:
    """Opens the one address that the demo printed. A word on the console, or an error, fails the test."""
    pages: list[Page] = []
    words: list[str] = []

    def open_page(*, dark: bool = False, width: int = 1000, height: int = 1100) -> Page:
        size: ViewportSize = {"width": width, "height": height}
        page = browser.new_page(viewport=size, color_scheme="dark" if dark else "light")
        pages.append(page)
        page.on("console", lambda message: words.append(message.text))
        page.on("pageerror", lambda error: words.append(str(error)))
        page.goto(demo.address)
        page.locator("[data-testid=start]:visible, [data-testid=composer]:visible").first.wait_for()
        if page.get_by_test_id("start").is_visible():
            page.get_by_test_id("start").click()
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not words


def say(page: Page, text: str) -> None:
    """Type as a person does, and press Send."""
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Escape")  # closes the list of commands
    page.get_by_test_id("send").click()


def card(page: Page, words: str) -> Locator:
    """The newest message with these words."""
    return page.locator("[data-message-id]").filter(has_text=words).last


def photo(message: Locator) -> Locator:
    """The photo of a message, not the portrait beside it."""
    return message.get_by_role("img", name="Picture").first


def keys(page: Page, message: Locator, label: str) -> Locator:
    """The button of a message."""
    number = message.get_attribute("data-message-id")
    return page.locator(f"[data-message-id='{number}']").get_by_test_id("key").filter(has_text=label).first


def keep(page: Page, name: str) -> None:
    """Renew a picture of the README, when asked to."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.wait_for_function("() => [...document.images].every(image => image.complete)")
        page.screenshot(path=Path(folder) / name, animations="disabled")


def test_a_visitor_looks_around_pages_and_approves(visit: Visit, demo: Demo) -> None:
    page = visit(height=1500)
    expect(card(page, "left alone")).to_be_visible()  # the first look is over: what comes now is new
    demo.post("A calm sunset over the lake", tag="sunset")
    expect(card(page, "Liked by like-sunsets")).to_be_visible()
    demo.ask_to_follow("leo.knots")
    request = card(page, "wants to follow you")
    expect(request).to_be_visible()
    who = request.get_attribute("data-message-id")
    keep(page, "chat.png")

    say(page, "/tag sunset")
    first = card(page, "1 of 20")
    expect(photo(first)).to_be_visible()
    number = first.get_attribute("data-message-id")
    keep(page, "tag.png")
    keys(page, first, "▶").click()
    expect(page.locator(f"[data-message-id='{number}']")).to_contain_text("2 of 20")

    keys(page, page.locator(f"[data-message-id='{who}']"), "Approve").click()
    expect(page.locator(f"[data-message-id='{who}']")).to_contain_text("Approved by You")
    assert [kind for kind, _, _ in demo.effects() if kind == "approve"] == ["approve"]


@pytest.mark.parametrize("size", [pytest.param((390, 844), id="phone"), pytest.param((1280, 800), id="desk")])
@pytest.mark.parametrize("dark", [pytest.param(True, id="dark"), pytest.param(False, id="light")])
def test_the_page_fits_every_screen(visit: Visit, *, size: tuple[int, int], dark: bool) -> None:
    width, height = size
    page = visit(dark=dark, width=width, height=height)
    say(page, "/tag sunset")
    expect(photo(card(page, "1 of 20"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    composer = page.get_by_test_id("composer").bounding_box()
    assert composer is not None
    assert composer["y"] + composer["height"] <= height
    keep(page, f"chat-{'dark' if dark else 'light'}-{width}.png")
