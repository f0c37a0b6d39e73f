"""Claims on the page: the verdict with its evidence, what was looked up, the safer wording."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as lxml_html

from healthtext.evidence import DISCLAIMER
from healthtext.records import Claim, Edit, Report, Verdict, kinds
from healthtext.render import html, page
from tests.render.judged import (
    LOOKED_UP,
    MIXED,
    NOTHING,
    REVIEW,
    STORE,
    UNASKED,
    judged,
    suggestion,
)
from tests.render.test_html import parsed, squeezed


def shown(report: Report, *claims: Claim) -> lxml_html.HtmlElement:
    versions = {"evidence": f"{STORE}; no medical advice"}
    return parsed(html.render([replace(report, claims=claims, versions=versions)]))


def cells(page: lxml_html.HtmlElement, label: str = "Verdict") -> list[str]:
    return [squeezed(cell.text_content()) for cell in page.cssselect(f"td[data-label='{label}']")]


def test_verdicts_are_counted_once_a_table_and_not_for_each_claim(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    verdicts = page.View.verdicts.fget  # type: ignore[attr-defined]
    made = property(lambda view: (counted.append(1), verdicts(view))[1])
    monkeypatch.setattr(page.View, "verdicts", made)
    shown(report, *[judged(report.claims[0])] * 20)
    assert 0 < len(counted) <= 2  # the table, and what it can be filtered by


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (MIXED, "Mixed 0.72 sure studies disagree: 1 benefit, 1 no effect, 1 retracted "
                "S1 systematic review: benefit, low certainty match 0.90 and 0.80 "
                "S2 randomised trial: no effect match 0.70 and 1.00 "
                "1 more, what was looked up for claim 1 "
                "S3 randomised trial: no effect, retracted match 0.70 and 1.00 " + LOOKED_UP),
        (NOTHING, f"Nothing found no study was found What was looked up for claim 1 {LOOKED_UP}"),
        (UNASKED, "Not checkable nothing that could be looked up What was looked up for claim 1 "
                  + UNASKED.looked_up),
    ],
)  # fmt: skip
def test_a_verdict_stands_with_its_evidence_or_that_there_is_none(
    report: Report, verdict: Verdict, said: str
) -> None:
    assert cells(shown(report, judged(report.claims[0], verdict))) == [said]


def test_the_page_says_what_was_looked_up_and_that_it_is_no_advice(report: Report) -> None:
    page = shown(report, judged(report.claims[0]))
    looked = page.cssselect(".looked")[0].text_content()
    assert f"looked up in {STORE}." in looked
    assert looked.endswith(DISCLAIMER)
    assert STORE in page.cssselect("footer")[0].text_content()  # with its whole digest


def test_evidence_of_many_claims_is_stored_once(report: Report) -> None:
    first = judged(report.claims[0])
    other = replace(first, verdict=replace(MIXED, studies=(replace(REVIEW, subject_match=0.5),)))
    page = shown(report, first, other, judged(report.claims[0], NOTHING))
    rows = page.cssselect(".evidence > li")
    assert [row.get("id") for row in rows] == ["r1-s1", "r1-s2", "r1-s3"]
    assert squeezed(rows[0].text_content()) == (
        "S1 benefit fish oil for joint pain, in adults, against placebo outcome decreased, "
        "certainty low systematic review 2019 · 10.1002/14651858.CD000001 for C1 C2"
    )
    links = [link.get("href") for link in rows[0].cssselect("a")]
    assert links == [REVIEW.link, "#r1-c1", "#r1-c2"]
    assert html.render([replace(report, claims=(first,) * 40)]).count(REVIEW.link) == 1
    assert "S1 systematic review: benefit, low certainty match 0.50 and 0.80" in cells(page)[1]
    assert "retracted" in rows[2].text_content()


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "file:///etc/passwd",
     "\x01https://example.org", "https://example.org/\u2028x"],
)  # fmt: skip
def test_a_hostile_link_of_ones_own_evidence_is_only_text(report: Report, address: str) -> None:
    row = replace(REVIEW.evidence, identifier=address, sentence=f"<b>{address}</b>")
    study = replace(REVIEW, evidence=row, link=address)
    page = shown(report, judged(report.claims[0], replace(MIXED, studies=(study,))))
    assert [a.get("href") for a in page.cssselect(".evidence a")] == ["#r1-c1"]
    assert not page.cssselect(".evidence blockquote b")


def test_a_link_cannot_leave_its_attribute(report: Report) -> None:
    address = "https://example.org/\"onmouseover='alert(1)'>"
    page = shown(report, judged(report.claims[0], replace(MIXED, studies=(
        replace(REVIEW, link=address),))))  # fmt: skip
    (link, _) = page.cssselect(".evidence a")
    assert (link.get("href"), link.get("rel")) == (address, "noopener noreferrer")
    assert set(link.keys()) == {"href", "rel"}


def test_guidance_is_named_with_its_body_and_leads_to_its_page(report: Report) -> None:
    address = "https://www.nccih.nih.gov/health/tea?a=1&b=<b>"
    row = replace(REVIEW.evidence, study=kinds.guidance_of("NCCIH", read=False), identifier=address)
    told = replace(MIXED, value="supported", studies=(replace(REVIEW, evidence=row, link=address),))
    page = shown(report, judged(report.claims[0], told))
    assert "public bodies say so, no study was found" in cells(page)[0]
    assert "S1 guidance of NCCIH (page not read): benefit, low certainty" in cells(page)[0]
    (link, _) = page.cssselect(".evidence a")
    assert (link.get("href"), link.text_content()) == (address, address)
    assert not page.cssselect(".evidence a b")


def test_a_safer_wording_stands_with_its_claim_and_leads_to_its_edit(report: Report) -> None:
    (claim,) = report.claims
    worded = suggestion(report, "heal joint", "may help with joint", "might heal joint")
    page = shown(worded, judged(claim), replace(claim, start=0, end=10))
    (safer,) = page.cssselect(".safer")
    assert squeezed(safer.text_content()) == (
        "Safer “heal joint” → becomes “may help with joint” or “might heal joint” E4"
    )
    number = safer.cssselect("a")[0].get("data-pick")
    assert worded.edits[int(number)].step == "evidence"
    assert page.cssselect(f"table.edits [data-e='{number}']")


def test_a_safer_wording_that_is_put_in_says_so(report: Report) -> None:
    (claim,) = report.claims
    start = report.original.index("heal joint")
    put = Edit(start, start, "", "probably ", "evidence", "evidence-certainty", 0.5, "suggest",
               "as sure as the evidence", (), ("evidence",))  # fmt: skip
    worded = replace(report, edits=tuple(sorted((*report.edits, put), key=lambda one: one.start)))
    page = shown(worded, judged(claim))
    (safer,) = page.cssselect(".safer")
    assert squeezed(safer.text_content()).startswith("Safer put in “probably” E")


def test_claims_can_be_filtered_by_verdict_harm_and_kind(report: Report) -> None:
    (claim,) = report.claims
    page = shown(report, judged(claim), judged(claim, NOTHING), claim)
    choices = {
        select.get("name"): [option.text for option in select.cssselect("option")]
        for select in page.cssselect("#r1-claims .filters select")
    }
    assert choices == {
        "verdict": ["all", "mixed", "nothing found"], "harm": ["all", "medium"],
        "kind": ["all", "treatment"],
    }  # fmt: skip
    rows = page.cssselect("table.claims tbody tr")
    assert [row.get("data-verdict") for row in rows] == ["mixed", "nothing found", None]
    assert cells(page)[2] == "not looked up"


def test_without_verdicts_there_is_no_column_and_no_promise(report: Report) -> None:
    page = shown(report, *report.claims)
    assert not cells(page)
    assert not page.cssselect(".looked, .evidence, a[href='#r1-evidence']")
