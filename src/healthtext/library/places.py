"""The places beside the packaged store that a run looks for studies in, as its settings say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from healthtext.evidence.elsewhere import Source
from healthtext.library import articles
from healthtext.library.online import EuropePMC
from healthtext.library.store import Library
from healthtext.records import Evidence
from healthtext.render.text import count
from healthtext.settings import Settings


@dataclass(frozen=True, slots=True)
class Places:
    """Stores of the user's and, where asked for, Europe PMC; to be closed."""

    sources: tuple[Source | EuropePMC, ...] = ()
    libraries: tuple[Library, ...] = ()
    online: EuropePMC | None = None

    def cited(self, identifier: str) -> tuple[Evidence, ...]:
        """Return what the stores keep of a study that is cited."""
        found = (articles.cited(identifier, library) for library in self.libraries)
        return tuple(row for rows in found for row in rows)

    def close(self) -> None:
        """Close the files and the connections."""
        for library in self.libraries:
            library.close()
        if self.online is not None:
            self.online.close()


def load(settings: Settings) -> Places:
    """Open what the settings name. Raises AssetError when a store is missing."""
    libraries = tuple(Library.open(Path(name)) for name in sorted(settings.evidence))
    online = EuropePMC(settings) if settings.online else None
    own = tuple(source(library) for library in libraries)
    return Places((*own, *((online,) if online else ())), libraries, online)


def source(library: Library) -> Source:
    """Return a library as a place to look in, named with what it holds."""
    return Source(named(library), partial(articles.studies, library=library), library.retracts)


def named(library: Library) -> str:
    """Say which store of the user's it is: name, date of the last addition, counts, digest."""
    info, holds = library.info(), library.holds()
    counts = f"{count(holds.records, 'article')}, {count(info.facts, 'finding')}"
    held = f"{counts}, digest {info.digest[:12]}" if info.digest else "nothing"
    return f"{Path(library.name).name} of {info.snapshot} ({held})"
