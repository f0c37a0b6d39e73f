"""Identifiers of studies: how people type them, and how stores keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

DOI = re.compile(r"10\.\d{3,9}/[^\s?#]+")
PMC = re.compile(r"\bPMC\d+", re.I)
COCHRANE = "10.1002/14651858."  # what the DOI of a Cochrane review begins with
_VERSION = re.compile(r"\.pub\d+$", re.I)
_REVIEW = re.compile(r"\b(?:CD|MR)\d{6}\b", re.I)
_PMID = re.compile(r"\b(?:PMID:? ?|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,9})\b", re.I)
_BEFORE = re.compile(
    r"^(?:https?://)?(?:(?:dx\.)?doi\.org/|doi: ?|(?:www\.)?(?=pubmed\.ncbi)"
    r"|(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)/articles/(?=PMC))"
    r"|(?<=\d)/$",
    re.I,
)
_BARE = re.compile(r"\d{5,9}")
_OWN = re.compile(r"(?=\S*\d)\S+")  # whatever identifiers someone gave rows of their own
_URL = re.compile(r"https?://\S+")


def unversioned(doi: str) -> str:
    """Return the DOI without its version: later ones of a Cochrane review are the same review."""
    return _VERSION.sub("", doi)


def typed(text: str) -> tuple[str, ...]:
    """Return the identifiers in what someone typed, in every form that a store may keep."""
    return tuple(dict.fromkeys(_typed(text)))


def normal(text: str) -> str:
    """Return an identifier as stores keep it, whatever is written before it; other text as it is.

    Of a Cochrane review that is the DOI without its version, as in the packaged evidence.
    """
    bare = _BEFORE.sub("", text.strip())
    if DOI.fullmatch(bare):
        review = _REVIEW.search(bare) if bare.startswith(COCHRANE) else None
        return COCHRANE + review.group().upper() if review else bare.lower()
    if PMC.fullmatch(bare):
        return bare.upper()
    pmid = _PMID.fullmatch(bare)
    return f"PMID:{int(pmid[1])}" if pmid else text


def may_be_words(text: str) -> bool:
    """Tell whether a text can also be words to look for: "12345678" and "omega-3" can."""
    return not any(known.search(text) for known in (DOI, PMC, _REVIEW, _PMID, _URL))


def _typed(text: str) -> Iterator[str]:
    for found in DOI.finditer(text):
        doi = found.group().rstrip("/.,;)")
        yield from (doi, doi.lower(), doi.upper(), unversioned(doi))
        if review := _REVIEW.search(doi):
            yield COCHRANE + review.group().upper()
    if not DOI.search(text):
        yield from (COCHRANE + found.group().upper() for found in _REVIEW.finditer(text))
        yield from (found.group().rstrip(".,;)") for found in _URL.finditer(text))
    yield from (found.group().upper() for found in PMC.finditer(text))
    bare = text.strip()
    numbers = [found[1] for found in _PMID.finditer(text)]
    for number in numbers or ([bare] if _BARE.fullmatch(bare) else []):
        yield from (f"PMID:{int(number)}", number)
    if _OWN.fullmatch(bare):
        yield bare
