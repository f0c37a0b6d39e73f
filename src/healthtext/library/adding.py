"""Read files of evidence into a library: in batches, each with how far its file was read.

A reader yields what it reads and an InputError for each record that is none, and raises one where
it cannot go on. What people write themselves is looked through before anything of it is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path, PurePath

from healthtext.errors import InputError
from healthtext.library import bibliography, findings, medline, opening, xml
from healthtext.library.records import Finding, Item, Record
from healthtext.library.store import Library, Outcome
from healthtext.user.tables import SHOWN

BATCH = 500  # items of a transaction
Reader = Callable[[Path], Iterator[Item | InputError]]
READERS: dict[str, Reader] = {
    ".xml": xml.read, ".nxml": xml.read, ".bib": bibliography.bibtex, ".ris": bibliography.ris,
    ".nbib": medline.read, ".csv": findings.read,
}  # fmt: skip
_LOOKED_THROUGH = (bibliography.bibtex, bibliography.ris, medline.read, findings.read)
_KEPT = "all are kept; mend what is wrong and add the file again"
_MEND = "mend this and add the file again, or leave it out with --skip-broken"


@dataclass(slots=True)
class Added:
    """What came of files. Records = new + replaced + unchanged; findings are records too.

    `without_abstract` and `retracted` are of the records read, `files` of what was read now,
    `known_files` of what had been read before, `broken` of files that could not be read to the end,
    `left_out` of broken records that were skipped, `beside` of new findings that stand beside
    another one of their study on the same two sides.
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
    left_out: int = 0
    beside: int = 0

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
        elif isinstance(item, Finding):
            self.retracted += item.row.evidence.retracted
            self.beside += item.nth > 0 and outcome == "new"

    def include(self, other: Added) -> None:
        """Add other counts to these."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def add(
    library: Library, paths: Sequence[Path], *,
    tell: Callable[[InputError], object], follow: Callable[[Path, int], object] = lambda *_: None,
    skip_broken: bool = False,
) -> Added:  # fmt: skip
    """Read files that were not read yet; `tell` hears of each that is broken.

    Of a file with broken records nothing is read, unless `skip_broken`: then `tell` hears of each
    of them and the others are read. XML is read up to where it breaks in either case.

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
            if not skip_broken:
                _look_through(path)
            for counts, number in _batches(library, path, done, tell):
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


def _look_through(path: Path) -> None:
    """Raise InputError for a file that people write, if anything of it is broken."""
    if (reader := _reader(path)) not in _LOOKED_THROUGH:
        return
    last: list[InputError] = []
    items = _until_broken(reader(path), last)
    wrong = [item for item in items if isinstance(item, InputError)]
    for error in last:
        remedy = error.remedy if error.remedy != opening.AGAIN else "get the file again"
        raise opening.broken(path, error.problem, remedy)
    if wrong:
        raise _all(path, wrong)


def _all(path: Path, wrong: Sequence[InputError]) -> InputError:
    """Return the error that names the first SHOWN broken places and how many more there are."""
    return opening.broken(path, _some([f"{one.problem} ({one.remedy})" for one in wrong]), _MEND)


def _some(told: Sequence[str]) -> str:
    """Say the first SHOWN things and how many more there are."""
    more = f"; and {len(told) - SHOWN:,} more" if len(told) > SHOWN else ""
    return "; ".join(told[:SHOWN]) + more


def _reader(path: Path) -> Reader:
    suffix = PurePath(path.name.lower().removesuffix(".gz")).suffix
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise opening.broken(path, "is of no kind that is known", f"known: {known}, also .gz")
    if not path.is_file():
        is_folder = path.is_dir()
        problem = "is a folder, no file" if is_folder else "there is no such file"
        raise opening.broken(path, problem, "name its files" if is_folder else "check the name")
    return READERS[suffix]


def _batches(
    library: Library, path: Path, done: int, tell: Callable[[InputError], object]
) -> Iterator[tuple[Added, int]]:
    """Read a file from item `done` on and yield the counts of each transaction after it."""
    broken: list[InputError] = []
    skipped: list[InputError] = []
    items = islice(_sound(_until_broken(_reader(path)(path), broken), skipped), done, None)
    finished, notes = False, list[str]()
    while not finished:
        batch = list(islice(items, BATCH))
        finished, counts = len(batch) < BATCH, Added(left_out=len(skipped))
        done += len(batch)
        with library.writing():
            for item in batch:
                counts.count(item, library.put(item))
            library.note_file(path, done, finished=finished and not broken)
        for error in skipped:
            tell(error)
        skipped.clear()
        notes += [item.note for item in batch if isinstance(item, Finding) and item.note]
        yield counts, done
    if notes:
        tell(opening.broken(path, _some(notes), _KEPT))
    if broken:
        raise broken[0]


def _sound(items: Iterator[Item | InputError], skipped: list[InputError]) -> Iterator[Item]:
    """Yield what was read and keep what was not."""
    for item in items:
        if isinstance(item, InputError):
            skipped.append(item)
        else:
            yield item


def _until_broken(
    items: Iterator[Item | InputError], broken: list[InputError]
) -> Iterator[Item | InputError]:
    """Yield what can be read and keep the error, so that a last batch is written before it."""
    try:
        yield from items
    except InputError as error:
        broken.append(error)
