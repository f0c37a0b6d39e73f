"""CSV files of findings as spreadsheets write them, and several lines of one study."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.errors import HealthtextError
from healthtext.library import Added, Library, add, adding

Write = Callable[[str, bytes], Path]
HEAD = "intervention,outcome,effect,identifier,sentence\n"
TWICE = HEAD + "ginger,nausea,benefit,PMID:1,In March.\nginger,nausea,none,PMID:1,In May.\n"


def _add(library: Library, path: Path, *, skip_broken: bool = False) -> tuple[Added, list[str]]:
    told: list[HealthtextError] = []
    added = add(library, [path], tell=told.append, skip_broken=skip_broken)
    return added, [str(error).removeprefix(f"{path}: ") for error in told]


def _said(library: Library) -> list[tuple[str, str]]:
    return [(one.effect, one.sentence) for one in library.facts()]


def test_lines_of_one_study_on_the_same_are_kept_side_by_side(
    library: Library, write: Write
) -> None:
    added, told = _add(library, write("a.csv", TWICE.encode()))
    assert _said(library) == [("benefit", "In March."), ("none", "In May.")]
    assert (added.new, added.replaced, added.beside) == (2, 0, 1)
    assert told == [
        "line 3 has effect = 'none' where line 2 has 'benefit', of the same study, intervention "
        "and outcome; all are kept; mend what is wrong and add the file again"
    ]


def test_the_same_line_twice_is_one_finding_and_nothing_to_tell(
    library: Library, write: Write
) -> None:
    lines = HEAD + "ginger,nausea,benefit,PMID:1,So.\n" * 2 + "ginger,nausea,benefit,PMID:1,Or.\n"
    added, told = _add(library, write("a.csv", lines.encode()))
    assert (added.new, added.unchanged, added.beside, told) == (2, 1, 1, [])
    assert _said(library) == [("benefit", "So."), ("benefit", "Or.")]


@pytest.mark.parametrize(
    ("later", "said", "counts"),
    [
        (TWICE, [("benefit", "In March."), ("none", "In May.")], (0, 0, 2)),
        (HEAD + "ginger,nausea,none,PMID:1,In June.\n", [("none", "In June.")], (0, 1, 0)),
        (HEAD + "ginger,nausea,benefit,PMID:1,In March.\n", [("benefit", "In March.")], (0, 1, 0)),
        (TWICE + "ginger,nausea,harm,PMID:1,In July.\n",
         [("benefit", "In March."), ("none", "In May."), ("harm", "In July.")], (1, 0, 2)),
    ],
)  # fmt: skip
def test_a_later_file_replaces_all_lines_of_a_study_on_the_same(
    library: Library, write: Write, later: str, said: list[tuple[str, str]],
    counts: tuple[int, int, int],
) -> None:  # fmt: skip
    _add(library, write("a.csv", TWICE.encode()))
    added, _ = _add(library, write("b.csv", later.encode()))
    assert sorted(_said(library)) == sorted(said)
    assert (added.new, added.replaced, added.unchanged) == counts


def test_lines_side_by_side_survive_an_interruption(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 1)
    path = write("a.csv", TWICE.encode())

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(library, [path], tell=print, follow=stop)
    _add(library, path)
    assert _said(library) == [("benefit", "In March."), ("none", "In May.")]


@pytest.mark.parametrize(
    "lines",
    [
        HEAD + "\n,,,,\n   \nginger,nausea,benefit,PMID:1,So.\n",
        "\n \n" + HEAD + "ginger,nausea,benefit,PMID:1,So.\n",
        "\ufeffsep=;\r\n" + (HEAD + "ginger,nausea,benefit,PMID:1,So.\n").replace(",", ";"),
        HEAD.strip() + ",,\nginger,nausea,benefit,PMID:1,So.,,\n",
        (HEAD + "ginger,nausea,benefit,PMID:1,So.\n").replace("\n", "\r"),
    ],
    ids=["blank lines", "blank lines first", "sep=", "empty columns", "line ends of old Macs"],
)
def test_what_spreadsheets_write_is_read(library: Library, write: Write, lines: str) -> None:
    added, told = _add(library, write("a.csv", lines.encode()))
    assert (added.records, told) == (1, [])
    assert _said(library) == [("benefit", "So.")]


def test_lines_are_counted_as_in_the_file(library: Library, write: Write) -> None:
    _, told = _add(library, write("a.csv", f"\n\n{HEAD}ginger,a,good,1,\n".encode()))
    assert told[0].startswith("line 4: effect = 'good'")


def test_a_carriage_return_within_a_cell_ends_no_line(library: Library, write: Write) -> None:
    lines = HEAD + 'ginger,nausea,benefit,PMID:1,"One\rtwo"\n'
    assert _add(library, write("a.csv", lines.encode()))[1] == []
    assert _said(library) == [("benefit", "One\rtwo")]


def test_line_ends_of_old_macs_are_seen_across_pieces(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "TY  - JOUR\rTI  - Ginger\rAB  - So.\r\rER  - \r"
    for piece in range(1, len(lines)):
        monkeypatch.setattr("healthtext.library.opening.PIECE", piece)
        for end in ("\r", "\r\n", "\n"):
            path = write(f"{piece}.ris", lines.replace("\r", end).encode())
            added, told = _add(library, path)
            assert (added.records, told) == (1, [])


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b"", "is empty"), ("a.xml", b"", "is empty"), ("a.ris.gz", b"", "is empty"),
        ("a.csv", b"PK\3\4\x14\0", "is a ZIP archive, as .xlsx and .docx are"),
        ("a.csv", HEAD.encode("utf-16-le"), "has bytes of zero, as UTF-16"),
        ("a.bib", b"@article{a, title={x}\0}", "has bytes of zero"),
        ("a.csv", b",intervention,outcome,effect,identifier\n0,a,b,none,x\n",
         "has no name for its column 1; name that column or take it out"),
        ("a.csv", HEAD.strip().encode() + b",,\na,b,none,x,,y\n", "line 2: 'y' stands behind"),
        ("a.csv", HEAD.encode() + b"a" * 2_000_000, "has a line of more than a million bytes; see"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_to_be_what_it_is(
    library: Library, write: Write, name: str, data: bytes, says: str
) -> None:
    added, told = _add(library, write(name, data))
    assert (added.records, added.broken, len(told)) == (0, 1, 1)
    assert told[0].startswith(says)


def test_of_a_table_that_is_cut_off_no_line_is_left_out_in_silence(
    library: Library, write: Write
) -> None:
    path = write("a.csv.gz", b"")
    data = gzip.compress((HEAD + "".join(f"ginger,a{n},none,{n},\n" for n in range(5000))).encode())
    path.write_bytes(data[: len(data) // 2])
    added, told = _add(library, path, skip_broken=True)
    assert (added.broken, added.left_out) == (1, 0)
    assert added.records > 1000
    assert "the gzip file is cut off after" in told[-1]
