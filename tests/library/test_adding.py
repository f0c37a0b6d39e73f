"""Files of evidence: merged, retracted, deleted, broken and interrupted ones."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.errors import AssetError, HealthtextError, InputError
from healthtext.evidence import fulltext, store
from healthtext.library import Added, Library, add, adding
from healthtext.library.records import Record, sentences
from tests.library.conftest import HEAD, article, pubmed

Write = Callable[[str, bytes], Path]


def _add(library: Library, *paths: Path) -> tuple[Added, list[str]]:
    told: list[HealthtextError] = []
    return add(library, paths, tell=told.append), [str(error) for error in told]


def _found(library: Library, words: str = "ginger") -> tuple[Record, ...]:
    return library.records([fulltext.words(words)], 1000)


def test_pubmed_articles_are_read_whole(library: Library, write: Write) -> None:
    types = ("Journal Article", "Randomized Controlled Trial")
    path = write("a.xml.gz", pubmed(article(12, types=types, doi="10.1000/AbC")))
    added, told = _add(library, path)
    assert (added.records, added.new, told) == (1, 1, [])
    assert _found(library) == (
        Record(("pmid:12", "doi:10.1000/abc"), "Ginger for nausea",
               ("Ginger reduced nausea.", "It was safe."), 2014, "randomised trial",
               "0001 2020-01-09"),
    )  # fmt: skip
    assert _found(library)[0].identifier == "PMID:12"


def test_the_newer_version_wins_whatever_the_order(library: Library, write: Write) -> None:
    old, new = article(5, "Ginger old."), article(5, "Ginger new.", revised=2021)
    added, _ = _add(library, write("a.xml", pubmed(new, old)), write("b.xml", pubmed(new)))
    assert (added.records, added.new, added.replaced, added.unchanged) == (3, 1, 0, 2)
    assert [one.sentences for one in _found(library)] == [("Ginger new.",)]
    later, _ = _add(library, write("c.xml", pubmed(article(5, "Ginger newest.", version=2))))
    assert later.replaced == 1
    assert _found(library, "old") == () != _found(library, "newest")


def test_one_article_by_two_numbers_becomes_one(library: Library, write: Write) -> None:
    bib = b"@article{k, title={Ginger for nausea}, doi={https://doi.org/10.1000/x}, note={n}}"
    _add(library, write("a.bib", bib), write("b.xml", pubmed(article(7), article(8))))
    assert len(_found(library)) == 3
    _add(library, write("c.xml", pubmed(article(7, doi="10.1000/X", revised=2022))))
    assert len(_found(library)) == 2
    assert any(one.ids == ("pmid:7", "doi:10.1000/x") for one in _found(library))


def test_deletions_are_honoured(library: Library, write: Write) -> None:
    gone = "<DeleteCitation><PMID Version='1'>5</PMID><PMID>77</PMID></DeleteCitation>"
    added, _ = _add(library, write("a.xml", pubmed(article(5), article(6), gone)))
    assert (added.records, added.deleted) == (2, 1)
    assert [one.ids for one in _found(library)] == [("pmid:6",)]


GONE = "<DeleteCitation><PMID Version='1'>5</PMID></DeleteCitation>"


@pytest.mark.parametrize("seen", [True, False])
def test_an_old_file_does_not_bring_back_what_was_deleted(
    library: Library, write: Write, seen: bool
) -> None:
    if seen:
        _add(library, write("a.xml", pubmed(article(5))))
    _add(library, write("update.xml", pubmed(article(6, revised=2024), GONE)))
    added, _ = _add(library, write("baseline.xml", pubmed(article(5), article(5, version=2))))
    assert (added.new, added.replaced, added.unchanged) == (0, 0, 2)
    assert [one.ids for one in _found(library)] == [("pmid:6",)]


def test_what_pubmed_takes_up_again_is_there_again(library: Library, write: Write) -> None:
    _add(library, write("update.xml", pubmed(article(6, revised=2024), GONE)))
    _add(library, write("later.xml", pubmed(article(5, revised=2025))))
    assert {one.ids[0] for one in _found(library)} == {"pmid:5", "pmid:6"}
    added, _ = _add(library, write("baseline.xml", pubmed(article(5))))
    assert added.unchanged == 1
    _add(library, write("second.xml", pubmed(article(6, revised=2026), GONE)))
    assert [one.ids for one in _found(library)] == [("pmid:6",)]


def test_a_store_that_knew_no_deletions_learns_them(tmp_path: Path, write: Write) -> None:
    with Library.writable(tmp_path / "old.sqlite") as old, old.writing() as connection:
        connection.execute("drop table gone")
    with Library.writable(tmp_path / "old.sqlite") as again:
        _add(again, write("update.xml", pubmed(article(6, revised=2024), GONE)))
        _add(again, write("baseline.xml", pubmed(article(5))))
        assert [one.ids for one in _found(again)] == [("pmid:6",)]


RETRACTED_BY = '<CommentsCorrections RefType="{}"><PMID>{}</PMID></CommentsCorrections>'


@pytest.mark.parametrize("notice_first", [True, False])
def test_retracted_articles_are_marked(library: Library, write: Write, notice_first: bool) -> None:
    notice = article(9, "", comments=RETRACTED_BY.format("RetractionOf", 3), title="Notice")
    marked = [article(1, types=("Retracted Publication",)),
              article(2, comments=RETRACTED_BY.format("RetractionIn", 8)), article(4)]  # fmt: skip
    order = [notice, article(3)] if notice_first else [article(3), notice]
    added, _ = _add(library, write("a.xml", pubmed(*marked, *order)))
    assert {one.ids[0]: one.retracted for one in _found(library)} == {
        "pmid:1": True, "pmid:2": True, "pmid:3": True, "pmid:4": False,
    }  # fmt: skip
    assert library.holds().retracted == 3
    assert added.without_abstract == 1


def test_a_newer_version_without_the_mark_stays_retracted(library: Library, write: Write) -> None:
    _add(library, write("a.xml", pubmed(article(1, types=("Retracted Publication",)))))
    added, _ = _add(library, write("b.xml", pubmed(article(1, revised=2024))))
    assert added.replaced == 1
    assert [one.retracted for one in _found(library)] == [True]


def test_jats_bibtex_ris_and_csv(library: Library, write: Write) -> None:
    jats = b"""<article article-type="research-article"><front><article-meta>
      <article-id pub-id-type="pmc">123</article-id><title-group><article-title>Ginger <i>x</i>
      </article-title></title-group><pub-date><year>2011</year></pub-date>
      <abstract><p>Ginger helped, vs. placebo. Twice.</p></abstract></article-meta></front>
      <body><sec><p>More ginger.</p></sec></body></article>"""
    bib = b'@article{k, title={{Ginger} in B\\"ohmen}, abstract="It {works}. Well.", pmid={44}}'
    ris = "\r\n".join(
        ("TY  - JOUR", "TI  - Ginger again", "AB  - One.", " more Two.", "PY  - 2003/01", "ER  - ")
    ).encode()
    csv = (
        b"intervention,outcome,effect,identifier,sentence\nginger,nausea,benefit,10.1/x,It helps.\n"
    )
    added, told = _add(library, write("a.nxml", jats), write("b.bib", bib), write("c.ris", ris),
                       write("d.csv", csv))  # fmt: skip
    assert (added.records, told) == (4, [])
    records = {one.ids[0]: one for one in _found(library)}
    assert records["pmc:PMC123"].sentences == (
        "Ginger helped, vs. placebo.", "Twice.", "More ginger.",
    )  # fmt: skip
    assert records["pmid:44"].title == "Ginger in Böhmen"
    assert records["pmid:44"].sentences == ("It works.", "Well.")
    assert records["key:ginger again"].sentences == ("One. more Two.",)
    assert records["key:ginger again"].year == 2003
    assert library.search("ginger")[0].sentence == "It helps."


def test_findings_are_replaced_not_doubled(library: Library, write: Write) -> None:
    head = b"intervention,outcome,effect,identifier\n"
    _add(library, write("a.csv", head + b"ginger,nausea,benefit,x\n"))
    added, _ = _add(library, write("b.csv", head + b"ginger,nausea,none,x\nginger,pain,harm,x\n"))
    assert (added.replaced, added.new) == (1, 1)
    assert {row.effect for row in library.search("ginger")} == {"none", "harm"}
    concepts = library._rows("select count(distinct fact) from concept", ())
    assert concepts == [(2,)]


@pytest.mark.parametrize(
    ("name", "data", "says", "kept"),
    [
        ("a.xml", pubmed(article(1), article(2))[:-400], "broken XML after 1 record: ", 1),
        ("a.xml", pubmed(article(1), "<oops>", article(2)), r"after 2 records: .*line", 2),
        ("a.xml", b"<html>no articles</html>", "neither PubMed nor PMC", 0),
        ("a.ris", b"TY  - JOUR\nTI  - Ginger\nER  - \nTI  - x\n", "line 4: the tag TI", 0),
        ("a.ris", b"TY  - JOUR\nTI  - Ginger\n", "line 2: the file ends within", 0),
        ("a.bib", b"@article{a, title={Ginger}}\n@article{b, title={x\n", "line 2: a BibTeX", 0),
        ("a.csv", b"intervention,outcome,effect\n", "has no column identifier", 0),
        ("a.csv", b"intervention,outcome,effect,identifier\na,b,good,x\n",
         r"line 2: effect = 'good' is not one \(known: benefit", 0),
    ],
)  # fmt: skip
def test_of_a_broken_file_nothing_is_added_but_what_came_before_in_xml(
    library: Library, write: Write, name: str, data: bytes, says: str, kept: int
) -> None:
    good = write("good.xml", pubmed(article(99, title="Mint", abstract="Mint.")))
    bad = write(name, data)
    added, told = _add(library, bad, good)
    assert len(told) == added.broken == 1
    assert (len(_found(library)), len(_found(library, "mint"))) == (kept, 1)
    with pytest.raises(InputError, match=says):
        raise InputError(told[0], "", "")
    assert str(library.name).rsplit("/", 1)[0] in told[0]
    again, _ = _add(library, bad, good)
    assert (again.records, again.broken, again.known_files) == (0, 1, 1)


CSV = "intervention,outcome,effect,identifier,sentence\n"


@pytest.mark.parametrize(
    ("name", "text", "told", "kept"),
    [
        ("a.csv", CSV + "ginger,a,good,1,\nginger,b,none,2,\nginger,c,none,,\n",
         ["line 2: effect = 'good'", "line 4: identifier = ''"], 1),
        ("a.csv", CSV + "ginger,a,none,1,It helps, they say.\nginger,b,none,2,So.\n",
         ["line 2: ' they say.' stands behind the last column; put quotes"], 1),
        ("a.csv", CSV + 'ginger,a,none,1,"x"y\nginger,b,none,2,\nginger,c,none,3,"Oh\nno\n',
         ["line 2: is no CSV", "lines 4 to 5: is no CSV"], 1),
        ("a.ris", "TI  - Fig\nAU  - X\nER  - \nTY  - JOUR\nTI  - Ginger\nER  - \n",
         ["line 1: the tag TI"], 1),
        ("a.ris", "TY  - JOUR\nTI  - Fig\nTY  - JOUR\nTI  - Ginger\nER  - \nhm\nhm\n\nER  - \n"
         "TY  - JOUR\nTI  - Ginger two\nER  - \nER  - \n",
         ["line 3: the tag TY", "line 6: is no line of RIS", "line 13: a reference ends"], 2),
        ("a.ris", "TY  - JOUR\nTI  - Ginger\nER  - \nTY  - JOUR\n", ["line 4: the file ends"], 1),
        ("a.bib", "@article{b, title={x\n@article{a, title={Ginger}}\n", ["line 1: a BibTeX"], 1),
    ],
)  # fmt: skip
def test_broken_records_are_left_out_when_asked(
    library: Library, write: Write, name: str, text: str, told: list[str], kept: int
) -> None:
    path = write(name, text.encode())
    assert add(library, [path], tell=lambda _: None).records == 0
    heard: list[HealthtextError] = []
    added = add(library, [path], tell=heard.append, skip_broken=True)
    assert (added.records, added.left_out, added.broken) == (kept, len(told), 0)
    assert len(_found(library)) + len(library.search("ginger")) == kept
    for error, says in zip(heard, told, strict=True):
        assert f"{name}: {says}" in str(error)


def test_what_is_not_utf_8_is_no_finding(library: Library, write: Write) -> None:
    path = write("a.csv", CSV.encode() + "ginger,Ménière,none,1,\n".encode("latin-1"))
    _, told = _add(library, path)
    assert "line 2: outcome = 'M\ufffdni\ufffdre' is not UTF-8 (save the file in UTF-8)" in told[0]


@pytest.mark.parametrize("head", ["a,b\n", ""])
def test_a_header_that_is_none_cannot_be_left_out(
    library: Library, write: Write, head: str
) -> None:
    path = write("a.csv", f"{head}ginger,a,none,1\n".encode())
    for skip in (False, True):
        told: list[HealthtextError] = []
        assert add(library, [path], tell=told.append, skip_broken=skip).broken == 1
        assert "has no column intervention; name it" in str(told[0])


def test_what_was_interrupted_while_leaving_out_goes_on(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 2)
    rows = [f"ginger,a{n},{'good' if n % 3 == 1 else 'none'},{n},\n" for n in range(9)]
    path = write("a.csv", (CSV + "".join(rows)).encode())

    def stop(_: Path, number: int) -> None:
        if number == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(library, [path], tell=lambda _: None, follow=stop, skip_broken=True)
    added = add(library, [path], tell=lambda _: None, skip_broken=True)
    assert (added.records, added.new) == (2, 2)
    assert len(library.search("ginger")) == 6


def test_a_truncated_gzip_keeps_what_was_whole(library: Library, tmp_path: Path) -> None:
    import gzip

    chance = random.Random(29)
    many = [article(n, chance.randbytes(300).hex() + " ginger.") for n in range(1, 600)]
    data = gzip.compress(pubmed(*many))
    path = tmp_path / "cut.xml.gz"
    path.write_bytes(data[: len(data) * 3 // 4])
    added, told = _add(library, path)
    assert "cut.xml.gz: the gzip file is cut off after" in told[0]
    assert 300 < added.records < 550
    path.write_bytes(data[:5000] + b"\0\1" + data[5002:])
    _, told = _add(library, path)
    assert "damaged" in told[0] or "broken XML" in told[0]
    path.write_bytes(data)
    _add(library, path)
    assert library.holds().records == 599


def test_entities_are_neither_expanded_nor_loaded(library: Library, write: Write) -> None:
    secret = write("secret.txt", b"ginger secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    head = f'<!DOCTYPE PubmedArticleSet [{bomb}<!ENTITY f SYSTEM "file://{secret}">]>'
    body = article(1, "Ginger &e11; &f; end.")
    data = f"{head}<PubmedArticleSet>{body}</PubmedArticleSet>".encode()
    began = time.monotonic()
    _add(library, write("bomb.xml", data))
    assert time.monotonic() - began < 5
    assert all(len(" ".join(one.sentences)) < 100 for one in _found(library))
    assert _found(library, "secret") == ()


def test_one_article_may_not_be_endless(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("healthtext.library.xml.LARGEST", 200_000)
    path = write("a.xml", pubmed(article(1), article(2, "word " * 100_000), article(3)))
    added, told = _add(library, path)
    assert (added.records, len(told)) == (1, 1)
    assert "the record after 1 has more than 200,000 bytes" in told[0]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from healthtext.library import xml
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
n = sum(1 for _ in xml.read(Path({str(tmp_path / "big.xml")!r})))
print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    body = "".join(article(n, "Ginger reduced nausea. " * 40) for n in range(1, 2000))
    (tmp_path / "big.xml").write_text(f"{HEAD}<PubmedArticleSet>{body * 10}</PubmedArticleSet>")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    records, grown = map(int, run.stdout.split())
    assert records == 19_990
    assert grown < 25_000  # kB, of a file of 29 MB


_LOOP = """
import sys
from pathlib import Path
from healthtext.library import Library, add, adding
adding.BATCH = 20
with Library.writable(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    add(library, [Path(sys.argv[2])], tell=print)
print("done", flush=True)
"""


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, write: Write) -> None:
    path = write("a.xml", pubmed(*(article(n, "Ginger. " * 50) for n in range(1, 3001))))
    own, kills = tmp_path / "own.sqlite", 0
    for delay in (0.0, 0.05, 0.15, 0.3, 0.6, 120.0):
        run = subprocess.Popen(
            [sys.executable, "-c", _LOOP, str(own), str(path)], stdout=subprocess.PIPE, text=True
        )
        with run:
            assert run.stdout is not None
            run.stdout.readline()
            try:
                run.wait(delay)
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                kills += 1
    assert kills >= 2
    with Library.open(own) as library:
        assert library.holds().records == 3000
        assert library.read_so_far(path) == (3000, True)
        assert library._rows("select count(*) from alias", ()) == [(3000,)]


_HALF = """
import os, sys
from pathlib import Path
from healthtext.library import Library, add
library = Library.writable(Path(sys.argv[1]))
add(library, [Path(sys.argv[2])], tell=print)
library._connection.execute("pragma cache_size = 2")
with library.writing() as connection:
    sql = "insert into record values (?, 'ginger', ?, 1, '', '', 0)"
    connection.executemany(sql, [(n, "word " * 500) for n in range(100, 900)])
    os._exit(9)
"""


def test_a_store_is_read_after_a_program_was_killed(tmp_path: Path, write: Write) -> None:
    own = tmp_path / "own.sqlite"
    path = write("a.xml", pubmed(article(1)))
    subprocess.run([sys.executable, "-c", _HALF, str(own), str(path)], check=False)
    assert own.with_name("own.sqlite-journal").stat().st_size > 0
    with Library.open(own) as library:
        assert library.holds().records == len(_found(library)) == 1


def test_a_full_disk_is_named_and_what_was_read_is_kept(library: Library, write: Write) -> None:
    path = write("a.xml", pubmed(*(article(n, "Ginger. " * 900) for n in range(1, 900))))
    library._connection.execute("pragma max_page_count = 1600")
    with pytest.raises(AssetError, match=r"full.*see to its disk .* is kept"):
        _add(library, path)
    assert library.read_so_far(path) == (500, False)
    library._connection.execute("pragma max_page_count = 90000")
    assert _add(library, path)[0].new == 399


def test_a_file_goes_on_where_it_stopped(
    library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 2)
    path = write("a.xml", pubmed(*(article(n) for n in range(1, 8))))

    def stop(_: Path, number: int) -> None:
        if number == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(library, [path], tell=print, follow=stop)
    assert library.read_so_far(path) == (4, False)
    added, _ = _add(library, path)
    assert (added.records, added.new) == (3, 3)
    assert _add(library, path)[0].known_files == 1


def test_missing_and_unknown_files_stop_before_anything_is_read(
    library: Library, write: Write
) -> None:
    good = write("good.xml", pubmed(article(1)))
    for name, says in (("none.xml", "there is no such file"), ("notes.pdf", "of no kind")):
        with pytest.raises(InputError, match=says):
            _add(library, good, good.with_name(name))
    assert library.holds().records == 0


def test_locked_damaged_and_foreign_stores_are_named(
    tmp_path: Path, library: Library, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "TIMEOUT_S", 0.05)
    path = write("a.xml", pubmed(article(1)))
    with (
        Library.writable(Path(library.name)) as other, library.writing(),
        pytest.raises(AssetError, match="locked by another program"),
    ):  # fmt: skip
        _add(other, path)
    damaged = write("damaged.sqlite", b"no store" * 1000)
    with pytest.raises(AssetError, match=r"damaged.sqlite: is damaged, or no"):
        Library.writable(damaged)
    store.EvidenceStore.create(tmp_path / "base.sqlite", "2026-01-01").close()
    with pytest.raises(AssetError, match="is no evidence store of your own"):
        Library.writable(tmp_path / "base.sqlite")


def test_a_store_that_another_program_makes_at_the_same_moment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.writable(tmp_path / "own.sqlite").close()
    answers, real = iter([False]), Library._has_tables
    monkeypatch.setattr(Library, "_has_tables", lambda self: next(answers, real(self)))
    with Library.writable(tmp_path / "own.sqlite") as library:
        assert library.holds().records == 0


def test_the_digest_says_what_was_added(tmp_path: Path, write: Write) -> None:
    paths = [write("a.xml", pubmed(article(1))), write("b.xml", pubmed(article(2)))]
    digests = []
    for name, order in (("x", paths), ("y", paths), ("z", paths[:1])):
        with Library.writable(tmp_path / f"{name}.sqlite") as made:
            _add(made, *order)
            digests.append(made.info().digest)
    assert digests[0] == digests[1] != digests[2]


def test_a_letter_that_names_something_may_end_a_sentence() -> None:
    long = "Of all who took part and of all who did not a half had got vitamin C."
    assert sentences(f"{long} Vitamin D helped. We thank A. Smith.") == (
        long, "Vitamin D helped.", "We thank A. Smith.",
    )  # fmt: skip
