"""Read files of evidence into a library: in batches, each with how far its file was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path, PurePath

from healthtext.errors import InputError
from healthtext.evidence.store import Row
from healthtext.library import bibliography, findings, opening, xml
from healthtext.library.records import Item, Record
from healthtext.library.store import Library, Outcome

BATCH = 500  # items of a transaction
READERS: dict[str, Callable[[Path], Iterator[Item]]] = {
    ".xml": xml.read, ".nxml": xml.read, ".bib": bibliography.bibtex, ".ris": bibliography.ris,
    ".csv": findings.read,
}  # fmt: skip


@dataclass(slots=True)
class Added:
    """What came of files. Records = new + replaced + unchanged; findings are records too.

    `without_abstract` and `retracted` are of the records read, `files` of what was read now,
    `known_files` of what had been read before, `broken` of files that could not be read to the end.
    """

    records: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    deleted: int = 0
    without_abstract: int = 0
    retracted: int = 0
    files: int = 0
    known_files: int = 0
    broken: int = 0

    def count(self, item: Item, outcome: Outcome) -> None:
        """Count one item that was read."""
        match outcome:
            case "new" | "replaced" | "unchanged":
                setattr(self, outcome, getattr(self, outcome) + 1)
                self.records += 1
            case "deleted":
                self.deleted += 1
        if isinstance(item, Record):
            self.without_abstract += not item.sentences
            self.retracted += item.retracted
        elif isinstance(item, Row):
            self.retracted += item.evidence.retracted

    def include(self, other: Added) -> None:
        """Add other counts to these."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def add(
    library: Library, paths: Sequence[Path], *,
    tell: Callable[[InputError], object], follow: Callable[[Path, int], object] = lambda *_: None,
) -> Added:  # fmt: skip
    """Read files that were not read yet; `tell` hears of each that is broken.

    `follow` hears after each transaction how many items of a file have been read. Raises
    InputError before anything is read when a file is missing or of no known kind, and AssetError
    when the library is damaged or cannot be written; what was read before that is in it.
    """
    check(paths)
    sums = Added()
    for path in paths:
        done, finished = library.read_so_far(path)
        if finished:
            sums.known_files += 1
            continue
        sums.files += 1
        try:
            for counts, number in _batches(library, path, done):
                sums.include(counts)
                follow(path, number)
        except InputError as error:
            sums.broken += 1
            tell(error)
    if not sums.files:
        library.verify()  # nothing was written, which would have shown it damaged
    return sums


def check(paths: Sequence[Path]) -> None:
    """Raise InputError when a file is missing or of no known kind."""
    for path in paths:
        _reader(path)


def _reader(path: Path) -> Callable[[Path], Iterator[Item]]:
    suffix = PurePath(path.name.lower().removesuffix(".gz")).suffix
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise opening.broken(path, "is of no kind that is known", f"known: {known}, also .gz")
    if not path.is_file():
        raise opening.broken(path, "there is no such file", "check the name")
    return READERS[suffix]


def _batches(library: Library, path: Path, done: int) -> Iterator[tuple[Added, int]]:
    """Read a file from item `done` on and yield the counts of each transaction after it."""
    broken: list[InputError] = []
    items = islice(_until_broken(_reader(path)(path), broken), done, None)
    finished = False
    while not finished:
        batch = list(islice(items, BATCH))
        finished, counts = len(batch) < BATCH, Added()
        done += len(batch)
        with library.writing():
            for item in batch:
                counts.count(item, library.put(item))
            library.note_file(path, done, finished=finished and not broken)
        yield counts, done
    if broken:
        raise broken[0]


def _until_broken(items: Iterator[Item], broken: list[InputError]) -> Iterator[Item]:
    """Yield what can be read and keep the error, so that a last batch is written before it."""
    try:
        yield from items
    except InputError as error:
        broken.append(error)
