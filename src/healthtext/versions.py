"""What a report was made with: package, data and models, and what was off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthtext import __version__, assets, syntax

if TYPE_CHECKING:
    from healthtext.pipeline import Pipeline


def of(pipeline: Pipeline) -> dict[str, str]:
    """Return name and version, or status, of everything that a pipeline has used."""
    from healthtext import terms
    from healthtext.user import vocabulary

    settings = pipeline.settings
    found = {"healthtext": __version__, "data": assets.digest()}
    if settings.model:
        found["model"] = syntax.version(settings.model)
    if pipeline.own.version:
        found["user"] = pipeline.own.version
    if settings.vocab:
        found["vocabulary"] = vocabulary.version(settings.vocab)
    if pipeline.second is not None:
        found["scorer"] = f"{pipeline.second.name}: {pipeline.second.status}"
    found["grammar"] = pipeline.grammar.status if pipeline.grammar else "off: skipped"
    if "evidence" not in settings.skip:
        found |= _of_evidence(pipeline)
    if not {"despin", "entities"} <= settings.skip:
        found |= terms.versions()
    return found


def _of_evidence(pipeline: Pipeline) -> dict[str, str]:
    from healthtext import evidence
    from healthtext.library.places import named

    found, places = {"evidence": evidence.version()}, pipeline.places
    for number, library in enumerate(places.libraries, 1):
        found[f"evidence {number}"] = named(library)
    if places.online is not None:
        found["online"] = places.online.status
    return found
