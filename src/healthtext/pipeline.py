"""The spine: every step in order, and nothing else knows the order.

clean ─> despin ─> grammar change the text by Edits, one Revision a step;
entities ─> claims ─> evidence add annotations to the repaired text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from healthtext import __version__, revisions, syntax
from healthtext.edits import OffsetMap
from healthtext.errors import HealthtextError
from healthtext.records import (
    SCHEMA,
    Article,
    Claim,
    Entity,
    Failure,
    Finding,
    Proposal,
    Report,
    Span,
)
from healthtext.settings import Settings

log = logging.getLogger("healthtext")
Propose = Callable[[str, Sequence[Span]], Proposal]
Annotation = TypeVar("Annotation", Entity, Claim, Finding)


class Pipeline:
    """Run every step that the settings do not skip on one article after the other."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def run(self, article: Article) -> Report | Failure:
        """Return exactly one of a Report and a Failure; no exception leaves this method."""
        stage = ["load"]
        try:
            return self._report(article, stage)
        except HealthtextError as error:
            problem, remedy, code = f"{error.where}: {error.problem}", error.remedy, error.code
        except Exception as error:  # one bad article must not end a batch
            log.exception("%s failed in %s", article.id, stage[0])
            problem = f"{type(error).__name__}: {error}".splitlines()[0]
            remedy, code = f"leave the step out with --skip {stage[0]} and report it", "internal"
        return Failure(article.id, article.source, stage[0], code, problem, remedy)

    def load(self) -> None:
        """Load every model and table now instead of with the first article."""
        _ = self.text_steps, self.nlp
        if "entities" not in self.settings.skip:
            from healthtext import terms

            terms.load()

    @cached_property
    def text_steps(self) -> tuple[tuple[str, Propose], ...]:
        """The steps that change the text, in order, each with its function."""
        from healthtext import clean, despin

        steps: list[tuple[str, Callable[[], Propose]]] = [
            ("clean", lambda: clean.propose),
            ("despin", lambda: despin.load(self.settings).propose),
        ]
        return tuple((name, load()) for name, load in steps if name not in self.settings.skip)

    @cached_property
    def nlp(self) -> syntax.Language:
        return syntax.load(self.settings.model)

    def _report(self, article: Article, stage: list[str]) -> Report:
        history = revisions.History(article.text, article.protected, self.settings)
        scores: dict[str, float] = {}
        for name, propose in self.text_steps:
            stage[0] = name
            proposal = propose(history.text, history.protected)
            history.add(name, proposal.edits)
            scores |= {f"{name}.{key}": value for key, value in proposal.scores.items()}
        stage[0] = "annotate"
        entities, claims, findings = self._annotate(history, stage)
        return Report(
            SCHEMA, article.id, article.source, article.text, history.text, history.edits(),
            entities, claims, findings, scores, self._versions(),
        )  # fmt: skip

    def _annotate(
        self, history: revisions.History, stage: list[str]
    ) -> tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Finding, ...]]:
        from healthtext import claims, entities, evidence

        skip, offsets = self.settings.skip, history.offsets
        doc = self.nlp(history.text)
        stage[0] = "entities"
        found = () if "entities" in skip else _placed(entities.find(doc), offsets)
        stage[0] = "claims"
        claimed = () if "claims" in skip else _placed(claims.find(doc, found), offsets)
        stage[0] = "evidence"
        if "evidence" in skip:
            return found, claimed, ()
        findings = evidence.findings(doc, found, claimed, self.settings.disable_rules)
        return found, claimed, _placed(findings, offsets)

    def _versions(self) -> dict[str, str]:
        from healthtext import assets, terms

        versions = {"healthtext": __version__, "data": assets.digest()}
        if not {"despin", "entities"} <= self.settings.skip:
            versions |= terms.versions()
        return versions


def _placed(records: Sequence[Annotation], offsets: OffsetMap) -> tuple[Annotation, ...]:
    """Give annotations their place in the original text."""
    placed = []
    for record in records:
        start, end = offsets.backward(record.start, record.end)
        placed.append(replace(record, original_start=start, original_end=end))
    return tuple(placed)
