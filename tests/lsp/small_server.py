"""The language server with a pipeline of a few words, for tests: python small_server.py DELAY."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import healthtext
from healthtext.edits import apply
from healthtext.lsp import server
from healthtext.records import (
    SCHEMA,
    Article,
    Claim,
    Edit,
    Evidence,
    Failure,
    Finding,
    Report,
    Study,
    Verdict,
)
from healthtext.settings import Settings

WORDS = {"spinal twine": ("spinal cord", "despin-term", "safe", ("spinal column",)),
         "agony": ("pain", "despin-word", "review", ())}  # fmt: skip


REVIEW = Evidence("oil", "pain", "", "", "no_difference", "low", "systematic review", "10.1/x")


def _claims(text: str) -> Iterator[Claim]:
    at = text.find("Oils heal.")
    if at >= 0:
        verdict = Verdict(
            "insufficient", 0.8, "asked\x1b", (Study(REVIEW, "https://doi.org/10.1/x", 1.0, 0.9),)
        )
        yield Claim(
            at, at + 10, "Oils heal.", "treatment", "direct_causal", "positive", "none", "none",
            original_start=at, original_end=at + 10, priority="medium", verdict=verdict,
        )  # fmt: skip


class SmallPipeline:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def load(self) -> None:
        print("what a library prints")  # must not reach the editor

    def close(self) -> None:
        print("closed", file=sys.stderr)

    def run(self, article: Article) -> Report | Failure:
        print(f"checked {len(article.text)}", file=sys.stderr)
        if "slow" in article.text:
            time.sleep(0.5)
        if "crash" in article.text:
            return Failure(article.id, article.source, "despin", "internal", "fell over", "wait")
        found = [edit for edit in self._edits(article.text) if not _spared(edit, article)]
        safe = [edit for edit in found if edit.safety == "safe"]
        at = article.text.find("miracle")
        findings = (Finding(at, at + 7, "NO_CITATION", "error", "no [miracle](x)", at, at + 7),)
        return Report(
            SCHEMA, article.id, article.source, article.text, apply(article.text, safe),
            tuple(found), claims=tuple(_claims(article.text)), findings=findings if at >= 0 else (),
        )  # fmt: skip

    def _edits(self, text: str) -> list[Edit]:
        made = []
        for old, (new, rule, safety, others) in WORDS.items():
            at = text.find(old)
            if at >= 0:
                made.append(
                    Edit(
                        at,
                        at + len(old),
                        old,
                        new,
                        "despin",
                        rule,
                        0.9,
                        safety,
                        "out of place",
                        others,
                    )
                )  # type: ignore[arg-type]
        return sorted(made, key=lambda edit: edit.start)


def _spared(edit: Edit, article: Article) -> bool:
    return any(start <= edit.start < end for start, end in article.protected)


healthtext.load = SmallPipeline  # type: ignore[assignment]
server.serve({}, float(sys.argv[1]))
