"""The page in Chromium: silent, no wider than the window, nothing for axe-core to find."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from healthtext.corpus import Measures, page
from healthtext.corpus.measures import Group


def test_a_browser_and_axe_find_nothing(found: Measures, tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here; on Debian install chromium")
    years = tuple(
        Group(f"{year}-06", 9, 900, year % 9, claims=9, supported=2, contradicted=3, mixed=1)
        for year in range(2015, 2026)
    )
    target = tmp_path / "corpus.html"
    target.write_text(page.render(replace(found, months=years), "Feeds"), "utf-8")
    told: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True)  # axe-core is a script
        shown = context.new_page()
        shown.on("console", lambda message: told.append(message.text))
        shown.on("pageerror", lambda error: told.append(str(error)))
        for width, scheme in ((1440, "light"), (390, "dark")):
            shown.set_viewport_size({"width": width, "height": 900})
            shown.emulate_media(color_scheme=scheme)
            shown.goto(target.as_uri())
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
            fills = "document.querySelectorAll('.verdicts .bar rect:not(.ground)')"
            fills = f"new Set([...{fills}].map(r => getComputedStyle(r).fill)).size"
            assert shown.evaluate(fills) >= 3  # each verdict its own colour
        assert axe.run(shown).response["violations"] == []
        browser.close()
    assert told == []
