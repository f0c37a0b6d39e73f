"""What one place knows to be retracted supports nothing, whatever place the finding is from."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from healthtext import evidence
from healthtext.cli.evidence_store import _found
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.library import Finding, Library, Record, places
from healthtext.library.online import EuropePMC
from healthtext.records import Evidence, Verdict
from tests.fetch.site import running
from tests.library.test_articles import OBJECT, SUBJECT, claim
from tests.library.test_online import NEAR, RESULT, Always, answer, page

FINDING = Evidence(
    SUBJECT, OBJECT, "", "", "decreased", "high", "systematic review", "10.1000/g", 2014, "benefit"
)


def _verdict(base: EvidenceStore, *more: evidence.verdict.Place) -> Verdict:
    (found,) = evidence.check([claim()], base=base, more=more)
    assert found.verdict is not None
    return found.verdict


def _gone(number: int) -> Record:
    return Record((f"pmid:{number}", "doi:10.1000/g"), "A title.", (), retracted=True)


def test_a_finding_of_a_retracted_article_never_supports(library: Library) -> None:
    with library.writing():
        library.put(Finding(Row(FINDING)))
    with EvidenceStore.empty() as base:
        assert _verdict(base, places.source(library)).value == "supported"
        with library.writing():
            library.put(_gone(1))
        made = _verdict(base, places.source(library))
    assert made.value == "nothing_found"
    assert [one.evidence.retracted for one in made.studies] == [True]
    assert [row.retracted for row in _found(library, "10.1000/G", 5)[0]] == [True]
    assert [row.retracted for row in _found(library, "ginger", 5)[0]] == [True]


@pytest.mark.parametrize("notice", [False, True])
def test_packaged_findings_are_marked_too(library: Library, tmp_path: Path, notice: bool) -> None:
    with EvidenceStore.create(tmp_path / "base.sqlite", "") as base:
        base.add([Row(FINDING)])
        assert _verdict(base, places.source(library)).value == "supported"
        with library.writing():
            library.put(Record(("pmid:2",), "", (), retracts=("doi:10.1000/g",))
                        if notice else _gone(1))  # fmt: skip
        assert _verdict(base, places.source(library)).value == "nothing_found"


def test_what_europe_pmc_knows_marks_findings_of_other_places(tmp_path: Path) -> None:
    gone = RESULT | {"pubTypeList": {"pubType": ["Retracted Publication"]}}
    with running() as site, EvidenceStore.create(tmp_path / "base.sqlite", "") as base:
        base.add([Row(FINDING)])
        site.answers = Always(page(answer(gone)))
        service = EuropePMC(NEAR, cache=tmp_path / "cache", service=f"{site.url}/s")
        with closing(service):
            made = _verdict(base, service)
    assert made.value == "nothing_found"
    assert all(one.evidence.retracted for one in made.studies)
