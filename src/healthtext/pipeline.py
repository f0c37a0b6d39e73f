"""The spine: every step in order, and nothing else knows the order.

clean ─> user ─> despin ─> grammar change the text by Edits, one Revision a step;
entities ─> claims ─> evidence add annotations to the repaired text, and evidence suggests safer
wordings for it.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from healthtext import assets, revisions, syntax, versions
from healthtext.errors import HealthtextError
from healthtext.loaded import Loaded
from healthtext.placing import hot, placed
from healthtext.records import (
    SCHEMA,
    STEPS,
    Article,
    Claim,
    Entity,
    Failure,
    Finding,
    Heat,
    Hyponym,
    Proposal,
    Quantity,
    Report,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from healthtext.annotator import Reading
    from healthtext.edits import OffsetMap

ANNOTATING = frozenset(("entities", "claims", "evidence"))  # steps that leave the text as it is
log = logging.getLogger("healthtext")
Step = Callable[[revisions.History], Proposal]


class Pipeline(Loaded):
    """Run every step that the settings do not skip on one article after the other."""

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
            skip = f"leave the step out with --skip {stage[0]} and " if stage[0] in STEPS else ""
            remedy, code = f"{skip}report it with the article", "internal"
        return Failure(article.id, article.source, stage[0], code, problem, remedy)

    def load(self) -> None:
        """Load every model now instead of with the first article, and verify every table.

        Raises HealthtextError for a wrong setting and for a file that is missing or damaged.
        """
        if self.grammar is not None:
            self.grammar.start()
        assets.check(frozenset(STEPS) - self.settings.skip)
        _ = self.text_steps
        if self._annotates:
            self._load_annotators()
        gc.freeze()  # tables that stay are not gone through again with every collection

    @property
    def _annotates(self) -> bool:
        return not self.settings.skip >= ANNOTATING

    def _load_annotators(self) -> None:
        _ = self.places, self.nlp, self.vocabulary
        if "entities" not in self.settings.skip:
            from healthtext import terms

            terms.load()
        if not {"entities", "claims"} <= self.settings.skip:
            from healthtext import annotator

            annotator.load()

    @cached_property
    def text_steps(self) -> tuple[tuple[str, Step], ...]:
        """The steps that change the text, in order, each with its function."""
        makers: tuple[tuple[str, Callable[[], Step]], ...] = (
            ("clean", self._clean),
            ("user", self._user),
            ("despin", self._despin),
            ("grammar", self._grammar),
        )
        skip = self.settings.skip | (frozenset() if self.own.rows else {"user"})
        return tuple((name, make()) for name, make in makers if name not in skip)

    def _clean(self) -> Step:
        from healthtext import clean

        return lambda history: clean.propose(history.text, history.protected)

    def _user(self) -> Step:
        return lambda history: self.own.propose(history.text, history.protected)

    def _despin(self) -> Step:
        from healthtext import despin

        despinner = despin.load(self.settings, self.second)
        return lambda history: despinner.propose(history.text, history.protected)

    def _grammar(self) -> Step:
        grammar = self.grammar
        assert grammar is not None  # text_steps leaves a skipped step out
        return lambda history: grammar.propose(
            history.text, history.protected, history.written("despin"), history.waiting("despin")
        )

    def _report(self, article: Article, stage: list[str]) -> Report:
        history = revisions.History(article.text, article.protected, self.settings)
        scores: dict[str, float] = {}
        heat: tuple[Heat, ...] = ()
        steps = self.text_steps
        if self.second is not None:
            self.second.begin()
        for name, step in steps:
            stage[0] = name
            history.protect(self.own.spared(name, history.text))
            proposal = step(history)
            heat += hot(proposal.heat, history.offsets)
            history.add(name, proposal.edits)
            if name == "user":  # what the user asks for is final
                history.protect(history.written(name))
            scores |= {f"{name}.{key}": value for key, value in proposal.scores.items()}
        stage[0] = "annotate"
        entities, kinds, claims, findings = self._annotate(history, stage, scores)
        return Report(
            SCHEMA, article.id, article.source, article.text, history.text, history.edits(),
            entities, claims, findings, scores, versions.of(self), heat, self._measured(history),
            kinds,
        )  # fmt: skip

    def _annotate(
        self, history: revisions.History, stage: list[str], scores: Mapping[str, float]
    ) -> tuple[
        tuple[Entity, ...], tuple[Hyponym, ...], tuple[Claim, ...], tuple[Finding, ...]
    ]:  # fmt: skip
        from healthtext.claims import priority
        from healthtext.entities import for_claims

        offsets = history.offsets
        if not self._annotates:  # a parse that nobody reads takes longer than all repairs
            of_page = self._asked(history) + self._page(history.text, scores)
            return (), (), (), placed(sorted(of_page, key=lambda one: one.start), offsets)
        doc = syntax.read(self.nlp, history.text)
        stage[0] = "entities"
        reading = self._reading(history.text)
        found, kinds = self._entities(doc, reading, offsets)
        stage[0] = "claims"
        meant = for_claims(found)
        claimed = self._claims(doc, meant, reading, offsets)
        stage[0] = "evidence"
        findings = self._asked(history) + self._page(history.text, scores)
        if "evidence" not in self.settings.skip:
            claimed, more = self._evidence(doc, meant, claimed, reading, history)
            findings += more
        claimed = priority.raised(claimed, findings)
        return found, kinds, claimed, placed(sorted(findings, key=lambda one: one.start), offsets)

    def _entities(
        self, doc: Doc, reading: Reading | None, offsets: OffsetMap
    ) -> tuple[tuple[Entity, ...], tuple[Hyponym, ...]]:
        """Find entities with their context, and what the text calls a kind of what."""
        from healthtext import context, entities
        from healthtext.entities import hyponyms, models

        told = models.told(self.nlp, doc)
        found: tuple[Entity, ...] = ()
        if "entities" not in self.settings.skip:
            named = entities.find(doc, reading, self.vocabulary, told)
            found = placed(context.label(doc, named), offsets)
        return found, placed(hyponyms.find(doc, found), offsets)

    def _claims(
        self, doc: Doc, found: Sequence[Entity], reading: Reading | None, offsets: OffsetMap
    ) -> tuple[Claim, ...]:
        from healthtext import claims

        if "claims" in self.settings.skip:
            return ()
        made = placed(claims.find(doc, found, reading), offsets)
        disabled = self.settings.disable_rules
        return tuple(claim for claim in made if f"claims-{claim.kind}" not in disabled)

    def _evidence(
        self, doc: Doc, found: Sequence[Entity], claimed: tuple[Claim, ...],
        reading: Reading | None, history: revisions.History,
    ) -> tuple[tuple[Claim, ...], Sequence[Finding]]:  # fmt: skip
        """Judge the claims, find what is wrong with them, and suggest safer wordings."""
        from healthtext import evidence

        claimed = evidence.check(claimed, found, more=self.places.sources)
        findings = evidence.findings(
            doc, found, claimed, self.settings.disable_rules,
            reading=reading, cited=self.places.cited,
        )  # fmt: skip
        history.suggest("evidence", evidence.wording.propose(history.text, claimed))
        return claimed, findings

    def _asked(self, history: revisions.History) -> list[Finding]:
        """What the user's own rules asked for and did not get."""
        if "user" in self.settings.skip:
            return []
        found = self.own.findings(history.text, history.protected)
        return [one for one in found if one.rule not in self.settings.disable_rules]

    def _reading(self, text: str) -> Reading | None:
        """Read the repaired text by the second network, if a step asks for it."""
        if {"entities", "claims"} <= self.settings.skip:
            return None
        from healthtext import annotator

        return annotator.read(text)

    def _page(self, text: str, scores: Mapping[str, float]) -> list[Finding]:
        """What is to be said of the page as a whole."""
        if "despin" in self.settings.skip:
            return []
        from healthtext import despin

        found = despin.findings(text, scores)
        return [one for one in found if one.rule not in self.settings.disable_rules]

    def _measured(self, history: revisions.History) -> tuple[Quantity, ...]:
        from healthtext import quantities

        if "entities" in self.settings.skip:
            return ()
        return placed(quantities.find(history.text), history.offsets)
