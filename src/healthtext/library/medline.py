"""References as PubMed gives them to reference managers (.nbib): MEDLINE's tags, line by line.

Format: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from healthtext.errors import InputError
from healthtext.library import opening, records
from healthtext.library.records import Record

_TAG = re.compile(r"^([A-Z]{2,4}) {0,2}- (.*)$")
_DOI = re.compile(r"(\S+) \[doi\]")
_PMID = re.compile(r"\bPMID: ?(\d{1,9})")
_GONE = "Retracted Publication"
_MEND = "mend it"


def read(path: Path) -> Iterator[Record | InputError]:
    """Yield the references of a file, and an error at each line where one breaks.

    Raises InputError for a file without references.
    """
    fields: dict[str, list[str]] = defaultdict(list)
    last, is_begun = "", False
    for number, line in enumerate(opening.lines(path), 1):
        match = _TAG.match(line)
        if match and match[1] == "PMID" and fields:
            yield _reference(path, number - 1, fields)
            fields = defaultdict(list)
        if match and (fields or match[1] == "PMID"):
            last, is_begun = match[1], True
            fields[last].append(match[2].strip())
        elif line[:1] == " " and line.strip() and fields:
            fields[last][-1] += f" {line.strip()}"
        elif line.strip():
            yield opening.broken(path, f"line {number}: is no line of a reference", _MEND)
    if fields:
        yield _reference(path, number, fields)
    if not is_begun:
        raise opening.broken(path, "has no reference of PubMed", "give PubMed's .nbib")


def _reference(path: Path, number: int, fields: Mapping[str, list[str]]) -> Record | InputError:
    """Return the reference that ends in a line."""
    title, text = " ".join(fields.get("TI", ())), " ".join(fields.get("AB", ()))
    if opening.UNREADABLE in title + text:
        problem = f"line {number}: the reference that ends here is not UTF-8"
        return opening.broken(path, problem, opening.SAVE)
    types, named = fields.get("PT", []), (*fields.get("LID", ()), *fields.get("AID", ()))
    doi = next((match[1] for one in named if (match := _DOI.match(one))), "")
    pmc = next(iter(fields.get("PMC", ())), "")
    retracts = [match[1] for one in fields.get("ROF", ()) if (match := _PMID.search(one))]
    said = records.sentences(text)
    return Record(
        records.ids(pmid=fields["PMID"][0], doi=doi, pmc=pmc, other=records.key(title, said)),
        title, said, records.year(" ".join(fields.get("DP", ()))),
        records.kind(types), "",
        bool({"RIN", "RRI"} & fields.keys()) or _GONE in types
        or records.is_retracted(title),
        tuple(id_ for one in retracts for id_ in records.ids(pmid=one)),
    )  # fmt: skip
