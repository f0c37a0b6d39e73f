"""Odd files of articles: wrong declarations, several documents in one, books, no numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.errors import HealthtextError, InputError
from healthtext.library import Added, Library, add, records
from healthtext.library.records import Record
from tests.library.conftest import article, pubmed

Write = Callable[[str, bytes], Path]


def _add(library: Library, *paths: Path) -> tuple[Added, list[str]]:
    told: list[HealthtextError] = []
    return add(library, paths, tell=told.append), [str(error) for error in told]


def _all(library: Library) -> tuple[Record, ...]:
    numbers = library._rows("select id from record order by id", ())
    return tuple(library._record(number) for (number,) in numbers)


def _declared(encoding: str, *articles: str) -> str:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f"{head}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


@pytest.mark.parametrize("declared", ["iso-8859-1", "Windows-1252", "us-ascii"])
def test_utf_8_is_read_as_that_whatever_is_declared(
    library: Library, write: Write, declared: str
) -> None:
    data = _declared(declared, article(1, title="Ménière’s disease")).encode()
    assert _add(library, write("a.xml", data))[1] == []
    assert [one.title for one in _all(library)] == ["Ménière’s disease"]


@pytest.mark.parametrize(
    ("declared", "title"), [("iso-8859-1", "Ménière"), ("iso-2022-jp", "めまい")]
)
def test_what_is_declared_rightly_is_read_as_that(
    library: Library, write: Write, declared: str, title: str
) -> None:
    data = _declared(declared, article(1, title=title)).encode(declared)
    assert _add(library, write("a.xml", data))[1] == []
    assert [one.title for one in _all(library)] == [title]


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pubmed(article(1)) + pubmed(article(2)),
         "after 1 record: XML declaration allowed only at the start of the document, "),
        (pubmed(article(1)) + b"<PubmedArticleSet/>", "give each document in a file of its own"),
        (_declared("utf-8", article(1), article(2, "Ménière")).encode("latin-1"),
         "save the file in UTF-8, and declare that"),
        (pubmed(article(1), article(2, "a\x0bb")), "take that character out"),
        (pubmed(article(1), article(2, "a\0b")), "take that character out"),
        (f"<!DOCTYPE x [{BOMB}]><x>{article(1)}<y a='&e11;'/></x>".encode(),
         "take the entities that it defines out"),
    ],
)  # fmt: skip
def test_what_breaks_xml_is_named_with_what_mends_it(
    library: Library, write: Write, data: bytes, says: str
) -> None:
    added, told = _add(library, write("a.xml", data))
    assert (added.records, added.broken) == (1, 1)
    assert says in told[0]
    assert "get the file again" not in told[0]
    assert "\\n" not in told[0]


BOOK = """<PubmedBookArticle><BookDocument><PMID Version="1">20301295</PMID><Book><BookTitle>Reviews
</BookTitle><PubDate><Year>1993</Year></PubDate></Book><ArticleTitle>Ginger</ArticleTitle>
<Abstract><AbstractText>Ginger is a root. It is eaten.</AbstractText></Abstract>
<PublicationType>Systematic Review</PublicationType>
<ContributionDate><Year>2001</Year></ContributionDate></BookDocument></PubmedBookArticle>"""


def test_chapters_of_books_are_articles(library: Library, write: Write) -> None:
    assert _add(library, write("a.xml", pubmed(BOOK, article(1))))[0].records == 2
    assert _all(library)[0] == Record(
        ("pmid:20301295",), "Ginger", ("Ginger is a root.", "It is eaten."), 2001,
        "systematic review", "0001 ",
    )  # fmt: skip


def test_articles_without_a_number_are_known_by_their_title(library: Library, write: Write) -> None:
    bare = article(1).replace(">1</PMID>", ">unknown</PMID>")
    untitled = article(2, "Mint. It helps.", title="").replace(">2</PMID>", "></PMID>")
    _add(library, write("a.xml", pubmed(bare, untitled)))
    added, _ = _add(library, write("b.xml", pubmed(bare, untitled, article(3))))
    assert (added.new, added.unchanged) == (1, 2)
    assert [one.ids for one in _all(library)] == [
        ("key:ginger for nausea",), ("key:mint",), ("pmid:3",),
    ]  # fmt: skip


def _ris(title: str, year: str, text: str) -> str:
    return f"TY  - JOUR\nTI  - {title}\nAB  - {text}\nPY  - {year}\nER  - \n"


def test_editorials_of_two_years_are_two(library: Library, write: Write) -> None:
    both = _ris("Editorial", "2014", "Ginger.") + _ris("Editorial", "2015", "Mint.")
    assert _add(library, write("a.ris", both.encode()))[0].new == 2
    again, _ = _add(library, write("b.ris", both.encode()))
    assert (again.new, again.unchanged) == (0, 2)
    assert _add(library, write("c.ris", _ris("Editorial.", "", "Mint.").encode()))[0].new == 0


def test_tags_with_one_space_are_read_where_all_have_it(library: Library, write: Write) -> None:
    narrow = _ris("Ginger", "2014", "So.").replace("  - ", " - ")
    assert _add(library, write("a.ris", narrow.encode()))[1] == []
    wide = _ris("Mint", "2014", "Levels of\nIL - 6 fell.")
    assert _add(library, write("b.ris", wide.encode()))[1] == []
    assert [one.sentences for one in _all(library)] == [("So.",), ("Levels of IL - 6 fell.",)]


def test_a_reference_without_an_end_is_named_by_that(library: Library, write: Write) -> None:
    open_ = _ris("Ginger", "2014", "So.").replace("ER  - \n", "") + _ris("Mint", "2014", "So.")
    assert (
        "line 5: the tag TY is out of place: the reference before it has no ER"
        in (_add(library, write("a.ris", open_.encode()))[1][0])
    )


def test_a_chapter_has_the_year_of_its_book_and_not_its_number(
    library: Library, write: Write
) -> None:
    bib = (
        b"@inproceedings{a, title={Ginger}, crossref={P}}\n"
        b"@proceedings{p, title={Book}, year={2014}, doi={10.1000/book}}\n"
        b"@inproceedings{b, title={Mint}, crossref={p}, year=2013}\n"
    )
    _add(library, write("a.bib", bib))
    assert {(one.ids[0], one.year) for one in _all(library)} == {
        ("key:ginger", 2014), ("doi:10.1000/book", 2014), ("key:mint", 2013),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "is_retracted"),
    [
        ("Ginger and pain (Retracted article. See vol. 27, pg. 1, 2009)", True),
        ("Ginger and pain [Retracted]", True),
        ("RETRACTED: Ginger and pain", True),
        ("Comment on: Ginger and pain (Retracted)", False),
        ("Why are trials retracted?", False),
        ("A survey of trials (retracted and not) in pain", False),
        ("Trials in pain (retracted ones are left out)", False),
    ],
)
def test_a_title_that_ends_in_retracted(title: str, is_retracted: bool) -> None:
    assert records.is_retracted(title) is is_retracted


def test_a_folder_is_named_as_one(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.xml").mkdir()
    with pytest.raises(InputError, match=r"a.xml: is a folder, no file; name its files"):
        _add(library, tmp_path / "a.xml")
