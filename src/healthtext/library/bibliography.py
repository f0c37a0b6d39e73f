"""Articles of reference managers: BibTeX by bibtexparser, RIS line by line."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from healthtext.library import opening, records
from healthtext.library.records import RETRACTED, Record

_RIS = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_TITLES, _TEXTS, _YEARS = ("TI", "T1", "CT"), ("AB", "N2"), ("PY", "Y1", "DA")
_BRACES = str.maketrans("", "", "{}")


def bibtex(path: Path) -> Iterator[Record]:
    """Yield the entries of a BibTeX file; raises InputError for the first broken one, at the end.

    A broken entry is left out and costs no other.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = opening.whole(path)
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    for entry in library.entries:
        yield _entry(entry.key, {name.lower(): str(field.value)
                                 for name, field in entry.fields_dict.items()})  # fmt: skip
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        raise opening.broken(path, f"line {line}: a BibTeX entry is broken or there twice")
    if not library.entries:
        raise opening.broken(path, "has no BibTeX entry", "give a BibTeX file")


def _entry(key: str, fields: Mapping[str, str]) -> Record:
    said = {name: value.translate(_BRACES) for name, value in fields.items()}
    title, note = said.get("title", ""), said.get("note", "")
    return Record(
        records.ids(pmid=said.get("pmid", ""), doi=said.get("doi", ""),
                    pmc=said.get("pmcid", ""), other=records.key(title) or key),
        title, records.sentences(said.get("abstract", "")),
        records.year(said.get("year", "") or said.get("date", "")),
        records.kind((title, said.get("keywords", ""))), "",
        bool(RETRACTED.match(title) or RETRACTED.match(note)),
    )  # fmt: skip


def ris(path: Path) -> Iterator[Record]:
    """Yield the references of a RIS file; raises InputError at the line where it breaks."""
    fields: dict[str, list[str]] = defaultdict(list)
    last, number, found = "", 0, 0
    for number, line in enumerate(opening.lines(path), 1):
        match = _RIS.match(line)
        if match and match[1] == "ER":
            if not fields:
                raise opening.broken(path, f"line {number}: a reference ends that did not begin")
            yield _reference(fields)
            fields, last, found = defaultdict(list), "", found + 1
        elif match:
            if (match[1] == "TY") is bool(fields):
                raise opening.broken(path, f"line {number}: the tag {match[1]} is out of place")
            last = match[1]
            fields[last].append(match[2].strip())
        elif line.strip() and last:
            fields[last][-1] += f" {line.strip()}"
        elif line.strip():
            raise opening.broken(path, f"line {number}: is no line of RIS")
    if fields or not found:
        raise opening.broken(path, f"line {number}: the file ends within a reference")


def _reference(fields: Mapping[str, list[str]]) -> Record:
    def first(*tags: str) -> str:
        return next((" ".join(fields[tag]) for tag in tags if fields.get(tag)), "")

    title = first(*_TITLES)
    notes = [*fields.get("M3", ()), *fields.get("N1", ()), *fields.get("KW", ())]
    is_pubmed = re.search(r"pubmed|medline|nlm", first("DB", "DP"), re.I)
    return Record(
        records.ids(pmid=first("AN", "ID", "C1") if is_pubmed else "", pmc=first("C2"),
                    doi=first("DO"), other=records.key(title) or first("ID")),
        title, records.sentences(first(*_TEXTS)), records.year(first(*_YEARS)),
        records.kind((title, *notes)), "",
        any(RETRACTED.match(one) for one in (title, *notes)),
    )  # fmt: skip
