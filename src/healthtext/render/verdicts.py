"""What verdicts, their studies and safer wordings look like, in every format that holds claims.

A verdict is never shown without the studies it rests on, or the words that there are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from healthtext.records import Claim, Report, Study, Verdict, kinds
from healthtext.render.sides import Change, changes

MEANS = {
    "supported": "studies bear it out",
    "mixed": "studies disagree",
    "contradicted": "studies say the opposite",
    "insufficient": "studies exist and show no clear effect",
    "nothing_found": "no study was found",
    "not_checkable": "nothing that could be looked up",
}
RETRACTED = "only retracted studies were found"
RETRACTED_MARK = "RETRACTED:"  # in front of where such a study can be read
LISTED = "no finding was found; what these articles say is for you to judge"
COMPARED = "no study shows it: those found compare it with another treatment"
# Where no study was found, but what public bodies state.
STATED = {
    "supported": "public bodies say so, no study was found",
    "mixed": "public bodies disagree, no study was found",
    "contradicted": "public bodies say the opposite, no study was found",
    "insufficient": "public bodies see no clear effect, no study was found",
}
EFFECTS = {
    "benefit": "benefit", "harm": "harm", "none": "no effect", "unclear": "unclear effect",
    "unknown": "effect not stated or not judged",
}  # fmt: skip
STEP = "evidence"  # whose edits are safer wordings


def words(value: str) -> str:
    """Write a verdict's value in words."""
    return value.replace("_", " ")


def means(verdict: Verdict) -> str:
    """Say what a verdict means, and whether no study but only public bodies stand behind it."""
    if verdict.value == "nothing_found" and verdict.studies:
        kept = [one.evidence for one in verdict.studies if not one.evidence.retracted]
        beside = any(row.comparator and row.effect in ("none", "unclear") for row in kept)
        listed = COMPARED if beside else LISTED
        return listed if kept else RETRACTED
    found = [one.evidence.study for one in verdict.studies if one.evidence.effect != "unknown"]
    stated = STATED if found and all(map(kinds.of_body, found)) else MEANS
    return stated.get(verdict.value, MEANS.get(verdict.value, ""))


def lines(verdict: Verdict) -> Iterator[str]:
    """Yield a verdict as lines for people: what it is, its studies, what was looked up."""
    yield f"{words(verdict.value)} ({verdict.confidence:.2f}): {means(verdict)}"
    yield from (line for study in verdict.studies for line in _study(study))
    yield verdict.looked_up


def _study(study: Study) -> Iterator[str]:
    row = study.evidence
    yield f"  {row.effect}: {compared(study)}"
    year = f" {row.year}" if row.year else ""
    retracted = ", RETRACTED" if row.retracted else ""
    certainty = f", certainty {row.certainty}" if row.certainty else ""
    match = f", match {study.subject_match:.2f} and {study.object_match:.2f}"
    if row.sentence:
        yield f"    “{row.sentence}”"
    yield f"    {row.study}{year}{certainty}{match}{retracted}: {study.link or row.identifier}"


def compared(study: Study) -> str:
    """Say what was tested for what, in whom and against what."""
    row = study.evidence
    what = f"{row.intervention} for {row.outcome}" if row.outcome else row.intervention
    whom = f", in {row.population}" if row.population else ""
    return f"{what}{whom}{f', against {row.comparator}' if row.comparator else ''}"


def named(effect: str) -> str:
    """Write an effect in words."""
    return EFFECTS.get(effect, effect)


def effects(verdict: Verdict) -> str:
    """Count what the studies found: "3 benefit, 1 no effect, 1 retracted"."""
    rows = [study.evidence for study in verdict.studies]
    found = Counter(named(row.effect) for row in rows if not row.retracted)
    gone = sum(row.retracted for row in rows)
    counts = [f"{times} {effect}" for effect, times in found.most_common()]
    return ", ".join((*counts, *([f"{gone} retracted"] if gone else [])))


def note(verdict: Verdict | None) -> str:
    """Return a verdict in a few words with its best study; '' when nothing could be looked up."""
    if verdict is None or verdict.value == "not_checkable":
        return ""
    if not verdict.studies:
        return f"[evidence: {words(verdict.value)}]"
    best, more = read(verdict)[0], len(read(verdict)) - 1
    others = f" and {more} more" if more else ""
    sure = "" if verdict.value == "nothing_found" else f" {verdict.confidence:.2f}"
    return f"[evidence: {words(verdict.value)}{sure}, {best}{others}]"


def read(verdict: Verdict) -> tuple[str, ...]:
    """Return where the studies of a verdict can be read, each once; retracted ones say so."""
    return _listed(verdict, lambda study: study.link or study.evidence.identifier)


def identified(verdict: Verdict) -> tuple[str, ...]:
    """Return the identifiers of the studies of a verdict, each once; retracted ones say so."""
    return _listed(verdict, lambda study: study.evidence.identifier)


def _listed(verdict: Verdict, place: Callable[[Study], str]) -> tuple[str, ...]:
    marked = ((RETRACTED_MARK if one.evidence.retracted else "", one) for one in verdict.studies)
    return tuple(dict.fromkeys(f"{mark}{place(one)}" for mark, one in marked))


def stores(report: Report) -> str:
    """Name all that the claims of a report were looked up in, and say what that is not."""
    named = report.versions
    own = [name for key, name in named.items() if key.startswith("evidence ")]
    return " and ".join((*own, named["evidence"])) if "evidence" in named else ""


def values(verdict: Verdict) -> dict[str, Any]:
    """Turn a verdict into plain JSON values, each study in one flat object."""
    return {
        "value": verdict.value, "confidence": verdict.confidence,
        "looked_up": verdict.looked_up, "studies": [_flat(study) for study in verdict.studies],
    }  # fmt: skip


def _flat(study: Study) -> dict[str, Any]:
    row = study.evidence
    return {
        "identifier": row.identifier, "link": study.link, "study": row.study, "year": row.year,
        "compared": compared(study), "effect": row.effect, "direction": row.direction,
        "certainty": row.certainty, "retracted": bool(row.retracted),
        "subject_match": study.subject_match, "object_match": study.object_match,
    }  # fmt: skip


def safer(report: Report) -> tuple[tuple[Change, ...], ...]:
    """Return for each claim the safer wordings that are proposed within it."""
    found = [one for one in changes(report) if one.edit.step == STEP and not one.made]
    starts = [one.place[0] for one in found]
    return tuple(
        tuple(
            one
            for one in found[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
            if one.place[1] <= claim.end
        )
        for claim in report.claims
    )


def reworded(text: str, claim: Claim, wordings: Sequence[Change]) -> str:
    """Return a claim of the repaired text with its safer wordings; '' when it has none."""
    if not wordings:
        return ""
    parts: list[str] = []
    at = claim.start
    for change in wordings:
        parts += (text[at : change.place[0]], change.edit.new)
        at = change.place[1]
    return "".join((*parts, text[at : claim.end]))
