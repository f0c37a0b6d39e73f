"""Write src/healthtext/data/manifest.json: length and sha256 of every packaged file.

`python -m training.manifest` rewrites it, `--check` only says whether it is stale (exit 1).
Rules are left out: they are read as a folder, are edited by hand and are checked by their tests.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from healthtext.assets import DATA, MANIFEST, describe

LEFT_OUT = ("rules",)


def build(folder: Path = DATA) -> str:
    """Return the manifest of a folder as JSON text, the same for the same files."""
    names = sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and _counts(file.relative_to(folder))
    )
    rows = {name: asdict(describe(folder / name)) for name in names}
    return json.dumps({"files": rows}, indent=1) + "\n"


def stale(folder: Path = DATA) -> bool:
    """Tell whether the manifest on disk differs from the files beside it."""
    file = folder / MANIFEST
    return not file.is_file() or file.read_text("utf-8") != build(folder)


def _counts(name: Path) -> bool:
    """Leave out the manifest itself, rules, Python files and what editors and systems drop."""
    hidden = any(part.startswith((".", "__")) for part in name.parts)
    return not (
        hidden or name.parts[0] in LEFT_OUT or name.suffix == ".py" or name.name == MANIFEST
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="say whether it is stale, exit 1 if so"
    )
    if parser.parse_args().check:
        if stale():
            raise SystemExit(f"{MANIFEST} is stale; run: python -m training.manifest")
        return
    (DATA / MANIFEST).write_text(build(), "utf-8")


if __name__ == "__main__":
    main()
