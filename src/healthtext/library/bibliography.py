"""Articles of reference managers: BibTeX by bibtexparser, RIS line by line."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from healthtext.errors import InputError
from healthtext.library import opening, records
from healthtext.library.records import RETRACTED, Record

_RIS = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_TITLES, _TEXTS, _YEARS = ("TI", "T1", "CT"), ("AB", "N2"), ("PY", "Y1", "DA")
_MEND = "mend it"
_BRACES = str.maketrans("", "", "{}")


def bibtex(path: Path) -> Iterator[Record | InputError]:
    """Yield the entries of a BibTeX file, then an error for each broken one.

    Raises InputError for a file that is none.
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
        yield opening.broken(path, f"line {line}: a BibTeX entry is broken or there twice", _MEND)
    if not library.entries and not library.failed_blocks:
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


def ris(path: Path) -> Iterator[Record | InputError]:
    """Yield the references of a RIS file, and an error at each line where one breaks.

    Raises InputError for a file without references.
    """
    fields: dict[str, list[str]] = defaultdict(list)
    last, number, is_empty, is_lost = "", 0, True, False
    for number, line in enumerate(opening.lines(path), 1):
        match = _RIS.match(line)
        tag = match[1] if match else ""
        if problem := "" if is_lost and tag != "TY" else _misplaced(tag, line, bool(fields)):
            yield opening.broken(path, f"line {number}: {problem}", _MEND)
            fields, last, is_lost = defaultdict(list), "", True
        if tag == "ER" and fields:
            yield _reference(fields)
            fields, last = defaultdict(list), ""
        elif match and (fields or tag == "TY"):
            last = tag
            fields[last].append(match[2].strip())
        elif line.strip() and last:
            fields[last][-1] += f" {line.strip()}"
        is_lost, is_empty = is_lost and tag not in ("TY", "ER"), is_empty and not line.strip()
    if fields or is_empty:
        yield opening.broken(path, f"line {number}: the file ends within a reference", _MEND)


def _misplaced(tag: str, line: str, inside: bool) -> str:
    """Say why a line cannot stand where it does, inside a reference or not."""
    if tag == "ER":
        return "" if inside else "a reference ends that did not begin"
    if tag:
        return f"the tag {tag} is out of place" if (tag == "TY") is inside else ""
    return "is no line of RIS" if line.strip() and not inside else ""


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
