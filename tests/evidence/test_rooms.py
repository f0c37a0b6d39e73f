"""No room of evidence imports from one that it is not to know (docs/decisions/0016)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from healthtext import evidence

HERE = Path(evidence.__file__).parent
KNOWS = {
    "language": {"language"},
    "asked": {"asked", "language", "advised"},
    "weighing": {"weighing", "asked", "language", "store"},
    "firmness": {"firmness"},
    "advised": {"advised"},
}


def _rooms(source: str) -> set[str]:
    """Return what is imported of evidence: the folder, or the file beside the folders."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "healthtext.evidence"
        ):
            parts = (node.module or "").split(".")[2:]
            found |= {parts[0]} if parts else {name.name for name in node.names}
    return found


def test_every_folder_has_its_line() -> None:
    assert {file.parent.name for file in HERE.glob("*/*.py")} == set(KNOWS)


@pytest.mark.parametrize("file", sorted(HERE.glob("*/*.py")), ids=lambda file: file.stem)
def test_a_room_imports_only_what_it_knows(file: Path) -> None:
    assert _rooms(file.read_text("utf-8")) <= KNOWS[file.parent.name]


def test_an_import_from_elsewhere_is_seen() -> None:
    assert _rooms("from healthtext.evidence import match, store") == {"match", "store"}
    assert _rooms("from healthtext.evidence.weighing.match import Row") == {"weighing"}
