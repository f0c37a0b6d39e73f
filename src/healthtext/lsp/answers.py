"""What the server says about a checked document: diagnostics, hovers, quick fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from healthtext.lsp.documents import Text
from healthtext.records import Claim, Report, Span
from healthtext.render import verdicts
from healthtext.render.problems import Problem, problems
from healthtext.render.text import seen
from healthtext.rules import catalogue

SOURCE = "healthtext"
FIX_ALL = "source.fixAll.healthtext"
SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one version of a document."""

    version: int
    text: Text
    problems: tuple[Problem, ...]
    claims: tuple[Claim, ...] = ()

    @classmethod
    def of(cls, report: Report, text: Text, version: int) -> Checked:
        """Keep what a report on a version's text says."""
        return cls(version, text, problems(report), report.claims)

    def diagnostics(self) -> list[types.Diagnostic]:
        """Return everything that was found, in the order of the text."""
        return [self._diagnostic(problem) for problem in self.problems]

    def hover(self, position: types.Position) -> types.Hover | None:
        """Say why the words at a position were found, and what evidence says of their claim.

        In plain text: it quotes the article.
        """
        offset = self.text.offset(position)
        met = [problem for problem in self.problems if _covers(problem.span, offset)]
        claims = [claim for claim in self.claims if claim.verdict and _covers(_span(claim), offset)]
        spans = [problem.span for problem in met] + [_span(claim) for claim in claims]
        if not spans:
            return None
        smallest = min(spans, key=lambda span: span[1] - span[0])
        parts = [*(_lines(problem) for problem in met), *(_judged(claim) for claim in claims)]
        value = "\n\n".join("\n".join(part) for part in parts)
        content = types.MarkupContent(types.MarkupKind.PlainText, value)
        return types.Hover(content, self.text.range(*smallest))

    def actions(
        self, uri: str, where: types.Range, only: Sequence[str] | None, *, versioned: bool
    ) -> list[types.CodeAction]:
        """Return the fixes for what a range touches, and one that makes every safe edit."""
        span = self.text.offset(where.start), self.text.offset(where.end)
        target = _Target(uri, self.version if versioned else None)
        found: list[types.CodeAction] = []
        if _wanted(types.CodeActionKind.QuickFix, only):
            met = [p for p in self.problems if p.span[0] <= span[1] and span[0] <= p.span[1]]
            found += [action for problem in met for action in self._fixes(problem, target)]
        if _wanted(FIX_ALL, only):
            found += self._fix_all(target)
        return found

    def _diagnostic(self, problem: Problem) -> types.Diagnostic:
        gone = problem.edit is not None and not problem.edit.new
        return types.Diagnostic(
            self.text.range(*problem.span), seen(problem.said), SEVERITIES[problem.severity],
            code=problem.rule, source=SOURCE,
            tags=[types.DiagnosticTag.Unnecessary] if gone else None,
        )  # fmt: skip

    def _fixes(self, problem: Problem, target: _Target) -> Iterator[types.CodeAction]:
        """Yield an action for each wording; the first is preferred if its edit is safe."""
        edit = problem.edit
        for number, new in enumerate(dict.fromkeys((edit.new, *edit.alternatives)) if edit else ()):
            title = f"Replace by “{seen(new)}”" if new else f"Remove “{seen(problem.words)}”"
            change = types.TextEdit(self.text.range(*problem.span), new)
            yield types.CodeAction(
                title, types.CodeActionKind.QuickFix, [self._diagnostic(problem)],
                is_preferred=not number and edit is not None and edit.safety == "safe",
                edit=target.edit([change]),
            )  # fmt: skip

    def _fix_all(self, target: _Target) -> Iterator[types.CodeAction]:
        safe = [p for p in self.problems if p.edit is not None and p.edit.safety == "safe"]
        edits = [types.TextEdit(self.text.range(*p.span), p.edit.new) for p in safe if p.edit]
        if edits:
            yield types.CodeAction("Make every safe edit", FIX_ALL, edit=target.edit(edits))


@dataclass(frozen=True, slots=True)
class _Target:
    """The document that edits are for; its version where the editor looks at that."""

    uri: str
    version: int | None

    def edit(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        if self.version is None:
            return types.WorkspaceEdit(changes={self.uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def _span(claim: Claim) -> Span:
    return claim.original_start, claim.original_end


def _judged(claim: Claim) -> Iterator[str]:
    """Yield what evidence says of a claim, and that it is no advice."""
    from healthtext.evidence import DISCLAIMER

    assert claim.verdict is not None  # only such claims are asked about
    about = f" ({claim.priority} possible harm)" if claim.priority else ""
    yield f"Evidence on this {claim.kind} claim{about}"
    yield from (seen(line) for line in verdicts.lines(claim.verdict))
    yield DISCLAIMER


def _covers(span: Span, offset: int) -> bool:
    start, end = span
    return start <= offset < max(end, start + 1)


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{problem.rule}: {seen(problem.message)}"
    rule = catalogue().get(problem.rule)
    if rule:
        yield rule.why
        if rule.message and rule.message != problem.message:
            yield rule.message
        yield f"Source: {rule.source}"


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Tell whether a kind of action, or one above it, was asked for."""
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)
