"""Our vocabulary for LanguageTool's speller, which spends half its time on words we know.

The guards drop such suggestions anyway; this only saves the time of making them up.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from healthtext import assets, terms
from healthtext.grammar import guards, install

LIST = "org/languagetool/resource/en/hunspell/ignore.txt"
SHORTEST = 4  # shorter words are checked: many a slip is one


def overlay(folder: Path) -> Path | None:
    """Return a folder for the class path whose list hides the one of LanguageTool in `folder`.

    It is written once for each vocabulary; None when it cannot be.
    """
    own = _own(folder)
    known = assets.manifest()
    made_of = (folder.name, known[terms.TABLE], known[terms.SUPPLEMENT], known[guards.FORMS])
    place = install.home() / f"words-{sha256(repr(made_of).encode()).hexdigest()[:16]}"
    if own and not (place / LIST).is_file():
        try:
            _write(place, own)
        except OSError:  # a cache that cannot be written costs time only
            return None
    return place if own else None


def ours() -> Iterator[str]:
    """Yield the words that the guards know, in lower case."""
    for word in {*terms.load().words(), *guards.forms()}:
        if len(word) >= SHORTEST and word.isalpha():
            yield word


def _write(place: Path, own: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent, prefix=".words-") as temporary:
        path = Path(temporary) / place.name / LIST
        path.parent.mkdir(parents=True)
        path.write_text("\n".join((own.rstrip("\n"), *sorted(ours()), "")), "utf-8")
        if not place.exists():
            (Path(temporary) / place.name).rename(place)


def _own(folder: Path) -> str:
    """Return LanguageTool's own list, from its folder or its jar; '' when there is none."""
    plain = folder / LIST
    if plain.is_file():
        return plain.read_text("utf-8")
    for jar in (folder / "libs").glob("language-en-*.jar"):
        with zipfile.ZipFile(jar) as archive:
            return archive.read(LIST).decode("utf-8")
    return ""
