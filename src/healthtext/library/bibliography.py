"""Articles of reference managers: BibTeX by bibtexparser, RIS line by line."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext.errors import InputError
from healthtext.library import latex, opening, records
from healthtext.library.records import RETRACTED, Record

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_RIS = re.compile(r"^([A-Z][A-Z0-9])  - ?(.*)$")
_NARROW = re.compile(r"^([A-Z][A-Z0-9]) - ?(.*)$")  # as some programs write all their lines
_TITLES, _TEXTS, _YEARS = ("TI", "T1", "CT"), ("AB", "N2"), ("PY", "Y1", "DA")
_MEND = "mend it"
# As EndNote writes its entries.
_KEYLESS = re.compile(r"^(\s*@(?!string\b)\w+\s*\{)(?=\s*\w+\s*=)", re.M | re.I)
_JOINED = re.compile(r'"\s*#\s*"')
_FIELDS = ("title", "abstract", "note", "keywords", "doi", "pmid", "pmcid", "url", "year", "date")
# What Zotero notes of an article of PubMed, and addresses that name one.
_NOTED = re.compile(
    r"(?:<\w+>|\s)*(?:PMID: ?(?P<pmid>\d{1,9})\b\W*)?(?:PMCID: ?(?P<pmc>PMC\d{1,10})\b)?", re.I
)
_LINKS = (
    re.compile(r"\bdoi\.org/(?P<doi>10\.\d{3,9}/[^\s?#]+)", re.I),
    re.compile(r"\bpubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?P<pmid>\d{1,9})\b", re.I),
    re.compile(r"/(?P<pmc>PMC\d{1,10})\b"),
)
_BRACES = str.maketrans("", "", "{}")


def bibtex(path: Path) -> Iterator[Record | InputError]:
    """Yield the entries of a BibTeX file, then an error for each broken one.

    Entries with the same key and entries without one are entries as others are. Raises InputError
    for a file that is none.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(_KEYLESS.sub(r"\1,", opening.whole(path)))
    again = [one for one in library.failed_blocks if isinstance(one, DuplicateBlockKeyBlock)]
    found = (*library.entries, *(one.ignore_error_block for one in again))
    entries = [one for one in found if isinstance(one, Entry)]
    parents = {entry.key.lower(): entry for entry in reversed(entries)}
    for entry in sorted(entries, key=lambda one: one.start_line or 0):
        yield _entry(path, entry, parents)
    for block in library.failed_blocks:
        if not isinstance(block, DuplicateBlockKeyBlock):
            twice = " and ".join(sorted(getattr(block, "duplicate_keys", ())))
            problem = f"has {twice} twice" if twice else "is broken"
            yield opening.broken(path, _at(block.start_line, problem), _MEND)
    if not library.entries and not library.failed_blocks:
        raise opening.broken(path, "has no BibTeX entry", "give a BibTeX file")


def _at(line: int | None, problem: str) -> str:
    return f"line {(line or 0) + 1}: a BibTeX entry {problem}"


def _given(entry: Entry) -> dict[str, str]:
    return {name.lower(): _bare(str(field.value)) for name, field in entry.fields_dict.items()}


def _entry(path: Path, entry: Entry, parents: Mapping[str, Entry]) -> Record | InputError:
    given = _given(entry)
    parent = parents.get(given.get("crossref", "").strip("{} ").lower())
    if parent is not None:  # a chapter has the year of its book, not its number or title
        book = _given(parent)
        given = {name: book[name] for name in ("year", "date") if name in book} | given
    try:
        said = {name: latex.plain(given.get(name, "")).translate(_BRACES) for name in _FIELDS}
    except ValueError:
        problem = _at(entry.start_line, "has LaTeX that cannot be read")
        return opening.broken(path, problem, _MEND)
    title, note, text = said["title"], said["note"], said["abstract"]
    if opening.UNREADABLE in title + text:
        return opening.broken(path, _at(entry.start_line, "is not UTF-8"), opening.SAVE)
    numbers = _numbers(said["pmid"], said["pmcid"], said["doi"], (note,), (said["url"],))
    parts = records.sentences(text)
    return Record(
        records.ids(**numbers, other=records.key(title, parts) or entry.key),
        title, parts, records.year(said["year"] or said["date"]),
        records.kind((title, said["keywords"])), "",
        records.is_retracted(title) or bool(RETRACTED.match(note)),
    )  # fmt: skip


def _bare(value: str) -> str:
    """Return a value without the quotes around it, and its parts joined."""
    joined = _JOINED.sub("", value.strip())
    is_quoted = joined[:1] == joined[-1:] == '"' and joined.count('"') == 2
    return joined[1:-1] if is_quoted else joined


def _numbers(
    pmid: str, pmc: str, doi: str, notes: Sequence[str], links: Sequence[str]
) -> dict[str, str]:
    """Return the numbers of a reference: as given, else those in its notes and addresses."""
    noted = [match for note in notes if (match := _NOTED.match(note))]
    for link in links:
        noted += [match for pattern in _LINKS if (match := pattern.search(link))]
    for match in noted:
        kept = match.groupdict()
        pmid, pmc, doi = (one or kept.get(name) or "" for one, name in
                          ((pmid, "pmid"), (pmc, "pmc"), (doi, "doi")))  # fmt: skip
    return {"pmid": pmid, "pmc": pmc, "doi": doi}


def ris(path: Path) -> Iterator[Record | InputError]:
    """Yield the references of a RIS file, and an error at each line where one breaks.

    Raises InputError for a file without references.
    """
    fields: dict[str, list[str]] = defaultdict(list)
    last, number, is_begun, is_lost = "", 0, False, False
    pattern = _RIS
    for number, line in enumerate(opening.lines(path), 1):
        if not is_begun and line.startswith("TY - "):
            pattern = _NARROW
        match = pattern.match(line)
        tag = match[1] if match else ""
        is_begun = is_begun or bool(tag)
        is_passed = (is_lost and tag != "TY") or not is_begun  # not begun: who made the file
        if problem := "" if is_passed else _misplaced(tag, line, bool(fields)):
            yield opening.broken(path, f"line {number}: {problem}", _MEND)
            fields, last, is_lost = defaultdict(list), "", True
        if tag == "ER" and fields:
            yield _reference(path, number, fields)
            fields, last = defaultdict(list), ""
        elif match and (fields or tag == "TY"):
            last = tag
            fields[last].append(match[2].strip())
        elif line.strip() and last:
            fields[last][-1] += f" {line.strip()}"
        is_lost = is_lost and tag not in ("TY", "ER")
    if not is_begun:
        raise opening.broken(path, "has no reference in RIS", "give a RIS file")
    if fields:
        yield opening.broken(path, f"line {number}: the file ends within a reference", _MEND)


def _misplaced(tag: str, line: str, inside: bool) -> str:
    """Say why a line cannot stand where it does, inside a reference or not."""
    if tag == "ER":
        return "" if inside else "a reference ends that did not begin"
    if tag:
        if tag == "TY" and inside:
            return "the tag TY is out of place: the reference before it has no ER at its end"
        return f"the tag {tag} is out of place" if (tag == "TY") is inside else ""
    return "is no line of RIS" if line.strip() and not inside else ""


def _reference(path: Path, number: int, fields: Mapping[str, list[str]]) -> Record | InputError:
    """Return the reference that ends in a line."""

    def first(*tags: str) -> str:
        return next((" ".join(fields[tag]) for tag in tags if fields.get(tag)), "")

    title, text = first(*_TITLES), first(*_TEXTS)
    if opening.UNREADABLE in title + text:
        problem = f"line {number}: the reference that ends here is not UTF-8"
        return opening.broken(path, problem, opening.SAVE)
    notes = [*fields.get("M3", ()), *fields.get("N1", ()), *fields.get("KW", ())]
    database, own = first("DB", "DP"), first("C2")
    pmid = first("AN", "ID", "C1") if re.search(r"pubmed|medline|nlm", database, re.I) else ""
    if re.search(
        r"scopus", database, re.I
    ):  # which gives the PMID where others give the PMC number
        pmid, own = own, ""
    numbers = _numbers(pmid, own, first("DO"), fields.get("N1", ()), fields.get("UR", ()))
    parts = records.sentences(text)
    return Record(
        records.ids(**numbers, other=records.key(title, parts) or first("ID")),
        title, parts, records.year(first(*_YEARS)),
        records.kind((title, *notes)), "",
        records.is_retracted(title) or any(RETRACTED.match(one) for one in notes),
    )  # fmt: skip
