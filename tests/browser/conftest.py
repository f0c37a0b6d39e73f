"""A real browser, where one is installed: Chromium through Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from healthtext.records import Report
from healthtext.render import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once a file; other tests must be free to run event loops of their own."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium here; on Debian install chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open pages from disk; fail at the end for what the console or the network saw."""
    told: list[str] = []
    contexts: list[Any] = []

    def open_page(*reports: Report, size: dict[str, int] = WIDE, **options: Any) -> Page:
        path = tmp_path / f"report-{len(contexts)}.html"
        path.write_text(html.render(reports), "utf-8")
        context = browser.new_context(
            viewport=size, accept_downloads=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine is no fault of the page
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _note(request.url, told))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


def _note(url: str, told: list[str]) -> None:
    if not url.startswith(("file:", "blob:file:", "blob:null")):
        told.append(f"asked for {url}")


def saved(page: Page, button: str) -> bytes:
    """Press a button of the dock and return the file that comes."""
    with page.expect_download() as download:
        page.click(f"[data-do={button}]")
    return Path(download.value.path()).read_bytes()
