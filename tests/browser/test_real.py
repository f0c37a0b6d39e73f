"""A spun article through the real pipeline, its report decided in a browser. Takes a minute."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import healthtext
from healthtext.read import read
from healthtext.records import Report
from healthtext.review import store
from healthtext.review.replay import replay
from healthtext.settings import Settings
from tests.browser.conftest import NARROW, WIDE, Open, saved

pytestmark = pytest.mark.soak
ARTICLE = Path(__file__).parents[2] / "corpora/spun_health/spun/S01_migraine_acupuncture.txt"


@pytest.fixture(scope="module")
def real() -> Report:
    settings = Settings(skip=frozenset(["grammar"]))
    [article] = read(str(ARTICLE), settings)
    with healthtext.load(settings) as pipeline:
        report = pipeline.run(article)  # type: ignore[arg-type]
    assert isinstance(report, Report)
    return report


def test_one_is_rejected_one_worded_otherwise_and_the_bytes_are_right(
    visit: Open, real: Report
) -> None:
    page = visit(real)
    assert saved(page, "text") == real.repaired.encode()
    safe = [k for k, edit in enumerate(real.edits) if edit.safety == "safe"]
    chosen = next(k for k in safe[1:] if real.edits[k].alternatives)
    page.click(f".repaired [data-pick='{safe[0]}']")
    page.click(".dock [data-do=reject]")
    page.click(f".repaired [data-pick='{chosen}']")
    page.click(".others button >> nth=0")
    expected, at = "", 0
    for k, edit in enumerate(real.edits):
        new = edit.new if edit.safety == "safe" else edit.old
        new = {safe[0]: edit.old, chosen: edit.alternatives[:1]}.get(k, new)  # type: ignore[assignment]
        expected += real.original[at : edit.start] + ("".join(new))
        at = edit.end
    expected += real.original[at:]
    assert saved(page, "text") == expected.encode()
    review = store.from_json(json.loads(saved(page, "review")), "page")
    assert replay(review, real.original).text == expected


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Open, real: Report, scheme: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    page = visit(real, color_scheme=scheme, size=size)
    page.evaluate("document.querySelector('.repaired .change.review').click()")
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
