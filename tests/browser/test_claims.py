"""Claims in a browser: filters, evidence within the page, safer wordings, paper, axe-core."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.records import Report
from tests.browser.conftest import NARROW, WIDE, Open, saved
from tests.render.conftest import place, report
from tests.render.judged import MIXED, NOTHING, REVIEW, STORE, UNASKED, judged, suggestion

__all__ = ["report"]


@pytest.fixture
def checked(report: Report) -> Report:
    """Return a report whose claims have verdicts of every colour and a safer wording."""
    (claim,) = report.claims
    mild = replace(claim, **place("Rest is good for it"), text="Rest is good for it", cues=())
    values = ("supported", "contradicted", "insufficient")
    verdicts = (NOTHING, UNASKED, *(replace(MIXED, value=value) for value in values))
    claims = (judged(claim), *(judged(mild, verdict) for verdict in verdicts))
    claims = (*claims, replace(mild, priority="high", verdict=None))
    versions = {"evidence": f"{STORE}; no medical advice"}
    found = replace(report, claims=claims, versions=versions)
    return suggestion(found, "heal joint", "may help with joint", "might heal joint")


def test_claims_are_filtered_by_verdict_and_harm(visit: Open, checked: Report) -> None:
    page = visit(checked)
    output = "#r1-claims .filters output"
    assert page.inner_text(output) == "7 of 7 shown"
    page.select_option("#r1-claims [name=verdict]", "nothing found")
    assert page.inner_text(output) == "1 of 7 shown"
    shown = page.locator("table.claims tbody tr:visible")
    assert "no study was found" in shown.inner_text()
    page.select_option("#r1-claims [name=harm]", "high")
    assert page.inner_text(output) == "0 of 7 shown"
    page.select_option("#r1-claims [name=verdict]", "")
    assert "not looked up" in shown.inner_text()


def test_evidence_is_reached_within_the_page_and_leads_out_only_by_its_link(
    visit: Open, checked: Report
) -> None:
    page = visit(checked)
    row = page.locator("table.claims tr", has_text="Mixed")
    row.locator(".rests a >> nth=0").press("Enter")
    assert page.evaluate("location.hash") == "#r1-s1"
    card = page.locator("#r1-s1")
    assert card.evaluate("card => card.matches(':target')")
    assert card.locator("a[href^=https]").get_attribute("href") == REVIEW.link
    card.locator(".places a >> nth=0").press("Enter")
    assert page.evaluate("document.querySelector(':target').matches('table.claims tr')")


def test_what_was_looked_up_opens_with_the_keyboard(visit: Open, checked: Report) -> None:
    page = visit(checked)
    row = page.locator("table.claims tr", has_text="Mixed")
    assert not row.locator("details p").is_visible()
    row.locator("summary").press("Enter")
    assert row.locator("details p").inner_text() == MIXED.looked_up
    assert row.locator("details .rests li").is_visible()


def test_a_safer_wording_is_decided_like_any_edit(visit: Open, checked: Report) -> None:
    page = visit(checked)
    page.locator(".safer a").press("Enter")
    page.locator(".dock.open .accept").wait_for()
    assert "may help with joint" in page.inner_text(".dock .what")
    page.click(".dock [data-do=accept]")
    assert saved(page, "text").decode() == checked.repaired.replace(
        "heal joint", "may help with joint"
    )


def test_without_script_verdicts_and_evidence_are_there(visit: Open, checked: Report) -> None:
    page = visit(checked, java_script_enabled=False)
    assert page.is_visible(".verdict.contradicted >> nth=0")
    assert page.is_visible("#r1-s1")
    assert page.is_visible(".looked")
    assert not page.is_visible("#r1-claims .filters")


def test_paper_shows_all_studies_and_what_was_looked_up(visit: Open, checked: Report) -> None:
    page = visit(checked)
    page.emulate_media(media="print")
    details = page.locator("table.claims tr", has_text="Mixed").locator("details p")
    assert details.bounding_box()["height"] > 5  # type: ignore[index]
    assert not page.is_visible("#r1-claims .filters")
    assert page.is_visible(".looked")


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", WIDE), ("dark", WIDE), ("light", NARROW)],
    ids=["light", "dark", "narrow"],
)  # fmt: skip
def test_axe_finds_nothing(visit: Open, checked: Report, scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    page = visit(checked, color_scheme=scheme, size=size)
    page.evaluate("document.querySelectorAll('.claims details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    found = axe.run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) >= 30
