"""`healthtext evidence add`, `search` and `info`: evidence of the user, and what a store holds."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from healthtext.cli.terminal import note, put
from healthtext.errors import HealthtextError
from healthtext.records import Evidence
from healthtext.render.text import count, seen

if TYPE_CHECKING:
    from healthtext.library import Added, Library, Record

STORE = "evidence.sqlite"
LINE_EVERY = 10.0  # seconds
_WIDTH = 300  # characters of a text that is shown
_DATA = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|\{.*\}")  # notes of a store that are JSON


@click.command("add", short_help="Add files to evidence of your own.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--store", default=STORE, show_default=True, metavar="FILE", help="The store to add to."
)
@click.option(
    "--skip-broken", is_flag=True,
    help="Leave out what is broken, and say which lines; else their file is not added.",
)  # fmt: skip
def add(*, files: tuple[str, ...], store: str, skip_broken: bool) -> None:
    """Add articles and findings to a store of your own; make it if there is none.

    \b
    .xml .nxml   PubMed (baseline and update files) or PMC articles (JATS), of any size
    .bib .ris    references with abstracts, as reference managers write them
    .nbib        the same from PubMed's "Send to: Citation manager"
    .csv         findings: intervention, outcome, effect, identifier, and more columns

    Each may be packed with gzip (.xml.gz). Give update files in the order of their numbers: of
    one article the newest version counts, and articles that PubMed deletes are deleted here. A
    file that was read is not read again. What was interrupted goes on where it stopped, when it
    is given again.

    \b
    Example:
      healthtext evidence add pubmed26n*.xml.gz
      healthtext evidence add references.ris findings.csv --store mine.sqlite
      healthtext evidence add --skip-broken findings.csv

    A CSV, BibTeX, RIS or nbib file with a broken line is not added at all, and the line is named.
    XML is read as it comes: what stands before the place where it breaks is kept.

    Exit status: 2 when a file is broken, 0 when only broken records were left out as asked.
    """
    from healthtext import library

    paths = [Path(file) for file in files]
    library.check(paths)
    try:
        with library.Library.writable(Path(store)) as opened:
            added = library.add(
                opened, paths, tell=_tell, follow=_Follow(), skip_broken=skip_broken
            )
    except KeyboardInterrupt:
        note(f"{store}: what was read is kept; give the same files again, and it goes on there")
        raise
    note(f"{store}: {summary(added)}")
    click.get_current_context().exit(2 if added.broken else 0)


def summary(added: Added) -> str:
    """Say in a line what came of files."""
    parts = (
        count(added.records, "record"), f"{added.new:,} new", f"{added.replaced:,} replaced",
        f"{added.unchanged:,} as they were", f"{added.deleted:,} deleted",
        f"{added.without_abstract:,} without abstract", f"{added.retracted:,} retracted",
        f"of {count(added.files, 'file')}", f"{added.broken:,} broken",
        f"{added.known_files:,} read before",
        *([f"{count(added.left_out, 'broken record')} left out"] if added.left_out else []),
        *([f"{count(added.beside, 'finding')} beside another of the same study"]
          if added.beside else []),
    )  # fmt: skip
    return ", ".join(parts)


def _tell(error: HealthtextError) -> None:
    note(str(error))


class _Follow:
    """Write a line now and then on how far a file is read."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, path: Path, number: int) -> None:
        if time.monotonic() - self._last >= LINE_EVERY:
            self._last = time.monotonic()
            note(f"{path}: {count(number, 'record')} read")


@click.command("search", short_help="Search a store for words or a study's identifier.")
@click.argument("words", nargs=-1, required=True)
@click.option("--store", metavar="FILE", help="The store to search.  [the packaged one]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True,
    help="The most findings, and the most articles, to print.",
)  # fmt: skip
def search(*, words: tuple[str, ...], store: str | None, as_json: bool, limit: int) -> None:
    """Print the findings and articles of a store that share most words with these, best first.

    A DOI, a PMID, a PMC number, the number of a Cochrane review (CD007575) or an address finds
    the study that it names.

    \b
    Example:
      healthtext evidence search acupuncture migraine
      healthtext evidence search 10.1002/14651858.CD007575
      healthtext evidence search "ginger nausea" --store evidence.sqlite --json
    """
    text = " ".join(words)
    with _opened(store) as opened:
        rows, records, missing = _found(opened, text, limit)
    for row in rows:
        put(_json(asdict(row)) if as_json else "".join(_finding(row)))
    for record in records:
        put(_json(_plain(record)) if as_json else "".join(_article(record)))
    if not rows and not records:
        here = store or "the packaged evidence"
        note(f"{here} holds {missing}, or another --store")


def _found(
    opened: Library, text: str, limit: int
) -> tuple[tuple[Evidence, ...], tuple[Record, ...], str]:
    """Look for a study that is named by an identifier, else for words; say what is missing."""
    from healthtext.evidence import fulltext, identifiers
    from healthtext.library.records import kept

    names = identifiers.typed(text)
    rows = _marked(opened, (row for name in names for row in opened.by_identifier(name)))
    records = opened.by_ids([key for name in names for key in kept(name)])
    if names and (rows or records or not identifiers.may_be_words(text)):
        return rows[:limit], records[:limit], f"no study {text}; try its words"
    words = fulltext.words(text)
    missing = "none of these words; try fewer or others"
    found = _marked(opened, opened.search(text, limit))
    return found, opened.records([words], limit), missing


def _marked(opened: Library, rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return rows, those of studies that an article in the store says to be retracted marked."""
    return tuple(
        replace(row, retracted=row.retracted or opened.retracts(row.identifier)) for row in rows
    )


def _opened(store: str | None) -> Library:
    from healthtext import assets
    from healthtext.evidence.store import PACKAGED
    from healthtext.library import Library

    return Library.open(assets.path(PACKAGED) if store is None else Path(store))


def _plain(record: Record) -> dict[str, object]:
    return {"identifier": record.identifier, **asdict(record)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _finding(row: Evidence) -> Iterator[str]:
    year = f" {row.year}" if row.year else ""
    retracted = " RETRACTED" if row.retracted else ""
    line = f"{row.identifier}{year} {row.study}{retracted}: {row.effect}"
    yield f"{seen(line)}\n  {seen(f'{row.intervention} for {row.outcome}')}\n"
    if row.sentence:
        yield f"  {seen(row.sentence)}\n"


def _article(record: Record) -> Iterator[str]:
    year = f" {record.year}" if record.year else ""
    retracted = " RETRACTED" if record.retracted else ""
    yield seen(f"{record.identifier}{year} {record.kind}{retracted}: {record.title}") + "\n"
    text = " ".join(record.sentences)
    short = text if len(text) <= _WIDTH else f"{text[:_WIDTH].rsplit(' ', 1)[0]} …"
    yield f"  {seen(short)}\n" if short else "  without abstract\n"


@click.command("info", short_help="Say what a store holds.")
@click.option("--store", metavar="FILE", help="The store to look at.  [the packaged one]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(*, store: str | None, as_json: bool) -> None:
    """Say what a store holds: when its snapshot was taken, its digest, its rows by source.

    \b
    Example:
      healthtext evidence info
      healthtext evidence info --store evidence.sqlite --json
    """
    with _opened(store) as opened:
        said = described(opened)
    if as_json:
        put(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        return
    put("".join(_listed(said)))


def _listed(said: Mapping[str, object], indent: str = "") -> Iterator[str]:
    for key, value in said.items():
        name = f"{indent}{key.replace('_', ' ')}:"
        if isinstance(value, dict):
            yield f"{name}\n"
            yield from _listed(value, f"{indent}  ")
        else:
            yield f"{name} {seen(f'{value:,}' if isinstance(value, int) else str(value))}\n"


def described(opened: Library) -> dict[str, object]:
    """Say what a store holds, by name; what its builder noted of a packaged one is included."""
    said: dict[str, object] = {"store": opened.name, **asdict(opened.info())}
    said |= {f"findings_of_{kind or 'no_kind'}".replace(" ", "_"): number
             for kind, number in opened.kinds().items()}  # fmt: skip
    said |= {f"own_{key}": number for key, number in asdict(opened.holds()).items()}
    noted = {key: _value(text) for key, text in opened.notes().items()}
    return said | {key: value for key, value in noted.items() if key not in said}


def _value(text: str) -> object:
    """Return a note as what it says: a number, several by name, or the text itself."""
    return json.loads(text) if _DATA.fullmatch(text) else text
