"""How large the page of a very long article is, and how long a browser works to open it.

    python -m benchmarks.report_page [--words 50000] [--distinct] [ARTICLE]

The article is repeated until it has so many words; --distinct gives every copy's claims evidence of
their own, which the page then cannot share. Times are processor seconds, of Python and of
the browser's main thread, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import healthtext
from healthtext import rules
from healthtext.read import read
from healthtext.records import Article, Claim, Entity, Finding, Report
from healthtext.render import html
from healthtext.settings import Settings

ARTICLE = "corpora/spun_health/spun/S01_migraine_acupuncture.txt"
Annotation = TypeVar("Annotation", Entity, Claim, Finding)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the page and open it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("article", nargs="?", default=ARTICLE)
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--distinct", action="store_true")
    chosen = parser.parse_args(arguments)
    report = repeated(report_of(chosen.article), chosen.words)
    if chosen.distinct:
        report = replace(report, claims=tuple(distinct(report.claims)))
    rows = {study for claim in report.claims if claim.verdict for study in claim.verdict.studies}
    print(
        f"{len(report.original.split()):,} words, {len(report.edits):,} edits, "
        f"{len(report.claims):,} claims, {len(rows):,} results of studies"
    )
    began = time.process_time()
    page = html.render([report], rules.catalogue())
    print(f"{len(page.encode()) / 1e6:.1f} MB, rendered in {time.process_time() - began:.1f} s")
    print("; ".join(f"{name} {value:.2f} s" for name, value in opened(page).items()))


def report_of(name: str) -> Report:
    """Run everything but grammar on one article."""
    settings = Settings(skip=frozenset(["grammar"]))
    article = next(iter(read(name, settings)))
    assert isinstance(article, Article), article
    with healthtext.load(settings) as pipeline:
        report = pipeline.run(article)
    assert isinstance(report, Report), report
    return report


def repeated(report: Report, words: int) -> Report:
    """Return the report of a text that repeats the article until it has so many words."""
    times = -(-words // len(report.original.split()))
    original, repaired = f"{report.original}\n\n", f"{report.repaired}\n\n"
    here, there = len(original), len(repaired)

    def moved(record: Annotation, time: int) -> Annotation:
        return replace(
            record, start=record.start + time * there, end=record.end + time * there,
            original_start=record.original_start + time * here,
            original_end=record.original_end + time * here,
        )  # fmt: skip

    def claimed(claim: Claim, time: int) -> Claim:
        by = time * there
        cues = tuple(replace(c, start=c.start + by, end=c.end + by) for c in claim.cues)
        return replace(moved(claim, time), cues=cues)

    copies = range(times)
    return replace(
        report, original=original * times, repaired=repaired * times,
        edits=tuple(
            replace(e, start=e.start + k * here, end=e.end + k * here)
            for k in copies for e in report.edits
        ),
        heat=tuple(
            replace(h, start=h.start + k * here, end=h.end + k * here)
            for k in copies for h in report.heat
        ),
        entities=tuple(moved(entity, k) for k in copies for entity in report.entities),
        findings=tuple(moved(finding, k) for k in copies for finding in report.findings),
        claims=tuple(claimed(claim, k) for k in copies for claim in report.claims),
    )  # fmt: skip


def distinct(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the claims with studies that no other claim has."""
    for number, claim in enumerate(claims):
        if claim.verdict is None:
            yield claim
            continue
        studies = tuple(
            replace(
                one,
                evidence=replace(one.evidence, identifier=f"{one.evidence.identifier}-{number}"),
            )
            for one in claim.verdict.studies
        )
        yield replace(claim, verdict=replace(claim.verdict, studies=studies))


def opened(page: str) -> dict[str, float]:
    """Open a page in Chromium; return what its main thread did, and one decision."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "report.html"
        path.write_text(page, "utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        tab.goto(path.as_uri(), timeout=120_000)
        found = measures(session)
        tab.evaluate("document.querySelector('.repaired .change').click()")
        tab.evaluate("document.querySelector('[data-do=accept]').click()")
        decided = measures(session)["TaskDuration"] - found["TaskDuration"]
        browser.close()
    named = {"main thread": "TaskDuration", "script": "ScriptDuration", "layout": "LayoutDuration"}
    return {name: found[key] for name, key in named.items()} | {"one decision": decided}


def measures(session: Any) -> dict[str, float]:
    """Return the browser's own measures by name."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


if __name__ == "__main__":
    main()
