"""Articles in XML: what PubMed and PMC mark, take back and write in more than one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.library import Library, add
from healthtext.library.plain import of_html
from healthtext.library.records import Record
from tests.library.conftest import article, pubmed

Write = Callable[[str, bytes], Path]


def _read(library: Library, *paths: Path) -> list[Record]:
    assert add(library, paths, tell=print).broken == 0
    numbers = [int(row[0]) for row in library._rows("select id from record order by id", ())]
    return [library._record(number) for number in numbers]


MATH = 'xmlns:m="http://www.w3.org/1998/Math/MathML"'


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("10<sup>3</sup> cells, 5 m<sup>2</sup>, H<sub>2</sub>O", "10³ cells, 5 m2, H2O"),
        (f"<m:math {MATH}><m:msup><m:mn>10</m:mn><m:mn>-3</m:mn></m:msup></m:math> g", "10⁻³ g"),
        (f"<m:math {MATH}><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math> dose",
         "1/2 dose"),
        ("p&amp;lt;0.05", "p<0.05"),
    ],
)  # fmt: skip
def test_a_number_stays_what_it_is(library: Library, write: Write, marked: str, text: str) -> None:
    (found,) = _read(library, write("a.xml", pubmed(article(1, marked))))
    assert found.sentences == (text,)


def test_html_is_read_as_the_text_that_it_is() -> None:
    value = "<h4>Results</h4>p<0.05, n>30, <i>E. coli</i> 10<sup>3</sup>, &lt; 5&#xa0;mg"
    assert of_html(value).strip() == "p<0.05, n>30, E. coli 10³, < 5\xa0mg"


def test_titles_and_abstracts_in_other_languages(library: Library, write: Write) -> None:
    other = article(1, "", title="[Not Available].").replace(
        "</ArticleTitle>", "</ArticleTitle><VernacularTitle>Ingwer.</VernacularTitle>"
    ).replace(
        "</Article>\n",
        '</Article><OtherAbstract Language="ger"><AbstractText>Es half.</AbstractText>'
        '</OtherAbstract><OtherAbstract Language="eng"><AbstractText>It helped.</AbstractText>'
        "</OtherAbstract>",
    )  # fmt: skip
    (found,) = _read(library, write("a.xml", pubmed(other)))
    assert (found.title, found.sentences) == ("Ingwer.", ("It helped.",))


def test_a_doi_that_is_marked_as_wrong_is_none(library: Library, write: Write) -> None:
    places = "".join(
        f'<ELocationID EIdType="doi" ValidYN="{valid}">10.1000/{valid}</ELocationID>'
        for valid in "NY"
    )
    text = article(1).replace("</ArticleTitle>", f"</ArticleTitle>{places}")
    (found,) = _read(library, write("a.xml", pubmed(text)))
    assert found.ids == ("pmid:1", "doi:10.1000/y")


@pytest.mark.parametrize(
    ("kind", "retracted"),
    [("RetractionIn", True), ("RetractedandRepublishedIn", True), ("ExpressionOfConcernIn", False),
     ("ErratumIn", False), ("RetractedandRepublishedFrom", False)],
)  # fmt: skip
def test_notices_that_retract(library: Library, write: Write, kind: str, retracted: bool) -> None:
    notice = f'<CommentsCorrections RefType="{kind}"><PMID>2</PMID></CommentsCorrections>'
    (found,) = _read(library, write("a.xml", pubmed(article(1, comments=notice))))
    assert found.retracted is retracted


def test_titles_that_retract(library: Library, write: Write) -> None:
    found = _read(library, write("a.xml", pubmed(article(1, title="RETRACTED: Ginger"))))
    assert found[0].retracted


def test_a_deleted_version_takes_no_later_one_along(library: Library, write: Write) -> None:
    def gone(version: str) -> str:
        return f'<DeleteCitation><PMID Version="{version}">1</PMID></DeleteCitation>'

    both = (article(1, "First."), article(1, "Second.", version=2))
    (found,) = _read(library, write("a.xml", pubmed(*both, gone("1"))))
    assert found.sentences == ("Second.",)
    assert _read(library, write("b.xml", pubmed(article(3), gone("2"))))[0].ids == ("pmid:3",)


JATS = """<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"
 xmlns:xlink="http://www.w3.org/1999/xlink" article-type="{kind}"><front><article-meta>
<article-id pub-id-type="{name}">{number}</article-id><title-group><article-title>Ginger &alpha;
</article-title></title-group>{related}<abstract><p>It helped 30% [<xref ref-type="bibr">1</xref>,
<xref ref-type="bibr">2</xref>], 5&nbsp;mg <xref ref-type="bibr"><sup>3</sup></xref>.</p></abstract>
</article-meta></front><body><p>Outer. <list><list-item><p>Inner.</p></list-item></list></p></body>
</article>"""
DTD = '<!DOCTYPE article PUBLIC "-//NLM//x" "x.dtd">'


def _jats(name: str, number: str, *, kind: str = "research-article", related: str = "") -> bytes:
    return (DTD + JATS.format(name=name, number=number, kind=kind, related=related)).encode()


def test_jats_with_a_namespace_without_numbers_of_references(
    library: Library, write: Write
) -> None:
    (found,) = _read(library, write("a.xml", _jats("pmcid", "PMC124")))
    assert (found.ids, found.title) == (("pmc:PMC124",), "Ginger α")
    assert found.sentences == ("It helped 30%, 5 mg.", "Outer.", "Inner.")
    assert not found.retracted


def test_jats_that_is_retracted(library: Library, write: Write) -> None:
    def notice(kind: str) -> str:
        return (f'<related-article related-article-type="{kind}" ext-link-type="pmc"'
                ' xlink:href="PMC124"/>')  # fmt: skip

    forward = _jats("pmid", "9", related=notice("retraction-forward"))
    back = _jats("pmid", "8", kind="retraction", related=notice("retracted-article"))
    first, *_, last = _read(
        library, write("a.nxml", _jats("pmc", "124")), write("b.nxml", forward),
        write("c.nxml", back),
    )  # fmt: skip
    assert (first.ids, first.retracted) == (("pmc:PMC124",), True)
    assert (last.ids, last.retracted) == (("pmid:8",), False)
    assert library.retracts("PMID:9")


def test_packed_files_give_all_that_stands_before_they_break(
    library: Library, write: Write
) -> None:
    path = write("a.xml.gz", pubmed(*(article(n) for n in range(1, 40))))
    path.write_bytes(path.read_bytes() + b"junk")
    assert add(library, [path], tell=print).broken == 1
    assert library.holds().records == 39
