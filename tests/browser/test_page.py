"""The report in a browser: decisions, files, keyboard, what an attacker tries, accessibility."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from healthtext.records import SCHEMA, Edit, Report, Source
from healthtext.review import store
from healthtext.review.records import of_report, undecided
from healthtext.review.replay import replay
from tests.browser.conftest import NARROW, Open, saved
from tests.render.conftest import ORIGINAL, REPAIRED, place, report
from tests.render.test_html import HOSTILE, hostile_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["report"]


def decided(page: Page) -> str:
    return page.inner_text(".dock .count")


def told(page: Page, words: str) -> None:
    """Wait until the dock says so; the policy forbids Playwright's own way of asking."""
    page.locator(".said", has_text=words).wait_for()


def pick(page: Page, number: int) -> None:
    page.click(f".repaired .change[data-pick='{number - 1}']")


def test_decisions_make_the_text_that_is_saved_byte_for_byte(visit: Open, report: Report) -> None:
    page = visit(report)
    assert saved(page, "text") == REPAIRED.encode()
    pick(page, 1)
    page.click(".dock [data-do=reject]")
    pick(page, 3)
    page.click(".others button:has-text('spinal column')")
    pick(page, 2)
    page.click(".dock [data-do=accept]")
    pick(page, 4)
    page.fill(".own textarea", "Swelling <b>&amp;\nredness")
    page.click(".own [data-do=own]")
    expected = (
        ORIGINAL.replace("agony and", "pain and").replace("spinal twine", "spinal column")
        .replace("Irritation", "Swelling <b>&amp;\r\nredness").replace(" 출장 안마", "")
    )  # fmt: skip
    assert saved(page, "text") == expected.encode()
    assert decided(page) == "4 of 5 decided"
    review = store.from_json(json.loads(saved(page, "review")), "page")
    assert [item.decision for item in review.items] == [
        "reject", "accept", "choose", "write", "pending",
    ]  # fmt: skip
    assert replay(review, ORIGINAL).text == expected
    assert [undecided(item) for item in review.items] == list(of_report(report).items)
    assert review.article == of_report(report).article


def test_the_repaired_side_and_the_list_follow_and_undo_takes_back(
    visit: Open, report: Report
) -> None:
    page = visit(report)
    before = page.inner_html(".sides .repaired >> nth=1")
    whole = page.inner_text(".sides")
    pick(page, 3)
    page.click(".dock [data-do=reject]")
    assert "The spinal twine is no muscle" in page.inner_text(".repaired:has-text('no muscle')")
    assert page.inner_text("#r1-e3 .status") == "rejected"
    page.click(".dock [data-do=undo]")
    page.click(".dock [data-do=close]")
    assert page.inner_text(".sides") == whole
    assert page.inner_html(".sides .repaired >> nth=1") == before
    assert page.inner_text("#r1-e3 .status") == "undecided"
    assert decided(page) == "0 of 5 decided"
    assert page.is_disabled(".dock [data-do=undo]")


def test_everything_can_be_done_with_the_keyboard(visit: Open, report: Report) -> None:
    page = visit(report)
    page.focus(".repaired .change[data-pick='2']")
    page.keyboard.press("Enter")
    page.keyboard.press("1")
    assert "spinal column" in page.inner_text("#r1-e3 .status")
    assert page.evaluate("document.activeElement.dataset.pick") == "3"
    page.keyboard.press("e")
    page.keyboard.type("Redness")
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    page.keyboard.press("u")
    page.keyboard.press("p")
    page.keyboard.press("r")
    assert decided(page) == "2 of 5 decided"
    text = saved(page, "text").decode()
    assert "spinal column" in text
    assert "Irritation" in text
    page.keyboard.press("Escape")
    assert not page.is_visible(".edit-panel")


def test_letters_do_nothing_outside_the_text(visit: Open, report: Report) -> None:
    page = visit(report)
    pick(page, 2)
    page.fill(".edits [name=words]", "x")
    page.focus(".edits [name=words]")
    page.keyboard.type("aru1")
    assert decided(page) == "0 of 5 decided"


def test_the_same_edit_elsewhere_is_decided_along_in_one_step(visit: Open) -> None:
    text = "agony here, agony there, agony everywhere"
    edits = tuple(
        Edit(at, at + 5, "agony", "pain", "despin", "despin-word", 0.8, "review")
        for at in (0, 12, 25)
    )
    page = visit(Report(SCHEMA, "x", Source("x.txt"), text, text, edits))
    pick(page, 2)
    page.check(".same input")
    page.click(".dock [data-do=accept]")
    assert decided(page) == "3 of 3 decided"
    assert saved(page, "text").decode() == text.replace("agony", "pain")
    page.click(".dock [data-do=undo]")
    assert decided(page) == "0 of 3 decided"


def test_a_group_is_decided_as_its_filter_shows_it(visit: Open, report: Report) -> None:
    page = visit(report)
    page.select_option(".edits [name=rule]", "despin-term")
    assert page.inner_text(".edits .filters output") == "1 of 5 shown"
    page.click("[data-bulk=reject] >> nth=0")
    assert decided(page) == "1 of 5 decided"
    assert "spinal twine" in saved(page, "text").decode()
    page.select_option(".edits [name=rule]", "")
    page.select_option(".edits [name=status]", "rejected")
    assert page.inner_text(".edits .filters output") == "1 of 5 shown"


def test_findings_are_filtered(visit: Open, report: Report) -> None:
    page = visit(report)
    output = "#r1-findings .filters output"
    page.select_option("#r1-findings [name=severity]", "error")
    assert page.inner_text(output) == "1 of 2 shown"
    page.fill("#r1-findings [name=words]", "NO OIL")
    assert page.inner_text(output) == "1 of 2 shown"
    page.fill("#r1-findings [name=words]", "nowhere")
    assert page.inner_text(output) == "0 of 2 shown"


def test_decisions_are_back_after_a_visit_and_travel_in_a_review_file(
    visit: Open, report: Report, tmp_path: Path
) -> None:
    page = visit(report)
    pick(page, 3)
    page.click(".others button")
    file = tmp_path / "knee.review.json"
    file.write_bytes(saved(page, "review"))
    page.reload()
    assert decided(page) == "1 of 5 decided"
    elsewhere = visit(report)
    elsewhere.set_input_files(".dock input[type=file]", file)
    told(elsewhere, "1 dec")
    assert saved(elsewhere, "text") == saved(page, "text")


def test_a_wrong_review_file_is_named_and_changes_nothing(
    visit: Open, report: Report, tmp_path: Path
) -> None:
    page = visit(report)
    right = json.loads(saved(page, "review"))
    changes: dict[str, dict[str, object]] = {
        "That review is of another text.": {"article": {"sha256": "0"}},
        "That file is no review.": {"schema": "healthtext-review/9"},
        "decisions that fit no edit": {"items": [{"id": "x", "decision": "accept"}]},
        "decides one edit twice": {"items": [{"id": "x"}, {"id": "x"}]},
    }
    file = tmp_path / "x.json"
    for said, change in changes.items():
        file.write_text(json.dumps(right | change), "utf-8")
        page.set_input_files(".dock input[type=file]", file)
        told(page, said)
        assert decided(page) == "0 of 5 decided"


def test_the_text_is_copied(visit: Open, report: Report) -> None:
    page = visit(report, permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-do=copy]")
    told(page, "copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == REPAIRED.replace("\r\n", "\n")


def test_whatever_an_article_holds_is_only_ever_text(visit: Open) -> None:
    texts = (*HOSTILE, "\u2028\u2029", "\r", "' onmouseover='alert(1)")
    reports = []
    for text in texts:
        hostile = hostile_report(text)
        edit = replace(hostile.edits[0], alternatives=(text, f"{text}?"))
        reports.append(replace(hostile, edits=(edit,)))
    for start in range(0, len(texts), 5):  # Chromium asks before the eleventh file of a page
        some = slice(start, start + 5)
        page = visit(*reports[some])
        for number, (text, whole) in enumerate(zip(texts[some], reports[some], strict=True), 1):
            article = page.locator(f"#r{number}")
            article.locator(".repaired .change").dispatch_event("click")
            article.locator(".others button >> nth=1").dispatch_event("click")
            article.locator(".repaired .change").dispatch_event("mouseover")
            with page.expect_download() as download:
                article.locator("[data-do=text]").dispatch_event("click")
            written = Path(download.value.path()).read_bytes()
            assert written == whole.original.replace(text, f"{text}?", 1).encode()
        assert page.locator("svg, img, article script:not(.data), [onmouseover]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0


def test_an_entity_shows_its_card(visit: Open, report: Report) -> None:
    page = visit(report)
    page.click(".repaired .entity:text-is('Knee')")
    assert "UBERON:0001465" in page.inner_text(".card-view")
    assert page.get_attribute(".card-view a >> nth=0", "href") == (
        "https://purl.obolibrary.org/obo/UBERON_0001465"
    )


def test_without_script_both_texts_and_lists_are_there(visit: Open, report: Report) -> None:
    page = visit(report, java_script_enabled=False)
    for shown, selector in ((True, "#r1-e3"), (True, ".repaired"), (False, ".dock"),
                            (False, ".filters"), (False, ".bulk")):  # fmt: skip
        assert page.is_visible(f"{selector} >> nth=0") is shown, selector


def test_paper_shows_texts_and_closed_lists_but_no_buttons(visit: Open, report: Report) -> None:
    page = visit(report)
    page.emulate_media(media="print")
    assert not page.is_visible(".dock")
    assert not page.is_visible(".filters >> nth=0")
    assert page.is_visible(".sides")
    assert page.locator("#r1-e4").bounding_box()["height"] > 5  # type: ignore[index]


def test_nothing_is_wider_than_a_telephone(visit: Open, report: Report) -> None:
    page = visit(report, size=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.locator(".repaired .change.review").click()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert page.locator(".dock").bounding_box()["height"] < NARROW["height"] / 2  # type: ignore[index]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Open, report: Report, scheme: str) -> None:
    """In the dark only what depends on colours is looked at again."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    crowded = [replace(item, **place("spinal cord")) for item in report.findings]
    report = replace(report, findings=(*report.findings, *crowded))
    page = visit(report, color_scheme=scheme)
    page.evaluate("document.querySelector('.repaired .change.review').click()")
    faults = {"resultTypes": ["violations"]}
    colours = {"runOnly": ["color-contrast", "link-in-text-block"], **faults}
    found = axe.run(page, options=colours if scheme == "dark" else faults)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) >= (1 if scheme == "dark" else 30)
    page.evaluate("document.querySelector('.said').style.color = 'var(--line)'")
    assert axe.run(page, ".said", options=colours).violations_count == 1


def test_axe_finds_the_parts_of_several_articles_apart(visit: Open, report: Report) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    page = visit(report, replace(report, id="two", source=Source("two.txt")))
    page.evaluate("document.querySelector('#r2 .repaired [data-card]').click()")
    only = [
        "landmark-unique",
        "heading-order",
        "region",
        "duplicate-id-aria",
        "page-has-heading-one",
    ]
    found = axe.run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
