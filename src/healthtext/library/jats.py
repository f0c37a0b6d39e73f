"""Articles in JATS, as PMC gives them: title, abstract and text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from healthtext.library import records
from healthtext.library.plain import text
from healthtext.library.records import Record

_META = "./front/article-meta"
_EMPTY = re.compile(r" ?[\[(][\s,;–-]*[\])]| (?=[.,;])")  # where only numbers of references stood
_KINDS = {"systematic-review": "systematic review", "meta-analysis": "meta-analysis"}


def article(element: etree._Element) -> Iterator[Record]:
    """Yield the article; of a notice of retraction also what it retracts."""
    meta = element.find(_META)
    if meta is None:  # PubMed has an element of this name in another case only
        return
    numbers = {str(one.get("pub-id-type", "")): text(one) for one in meta.iterfind("article-id")}
    title = _first(meta, "./title-group/article-title")
    subjects = [text(one) for one in meta.iterfind("./article-categories//subject")]
    kinds, said = (element.get("article-type", ""), *subjects, title), tuple(_sentences(element))
    yield Record(
        records.ids(pmid=numbers.get("pmid", ""), doi=numbers.get("doi", ""),
                    pmc=numbers.get("pmc") or numbers.get("pmcid", ""),
                    other=records.key(title, said)),
        title, said,
        records.year(" ".join(text(one) for one in meta.iterfind("./pub-date/year"))),
        records.kind(_KINDS.get(kind, kind) for kind in kinds), "",
        element.get("article-type") == "retracted-article" or records.is_retracted(title)
        or meta.find("./related-article[@related-article-type='retraction-forward']") is not None,
        tuple(_retracts(meta)),
    )  # fmt: skip


def _sentences(element: etree._Element) -> Iterator[str]:
    for path in ("./front/article-meta/abstract//p", "./body//p"):
        for paragraph in element.iterfind(path):
            if not any(one.tag == "p" for one in paragraph.iterancestors()):  # read with that
                _forget_numbers(paragraph)
                yield from records.sentences(_EMPTY.sub("", text(paragraph)))


def _forget_numbers(paragraph: etree._Element) -> None:
    """Leave out the numbers of references, and formulas in TeX, which are there in MathML too."""
    for one in [*paragraph.iter("tex-math"), *paragraph.iterfind(".//xref[@ref-type='bibr']")]:
        for inner in list(one):
            one.remove(inner)
        one.text = None


def _retracts(meta: etree._Element) -> Iterator[str]:
    for one in meta.iterfind("./related-article[@related-article-type='retracted-article']"):
        link = one.get("{http://www.w3.org/1999/xlink}href", "")
        kind = one.get("ext-link-type", "")
        yield from records.ids(
            doi=link, pmid=link if kind == "pubmed" else "", pmc=link if kind == "pmc" else ""
        )


def _first(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else text(found)
