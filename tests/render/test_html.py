"""The HTML report: complete, self-contained, and safe whatever an article holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from healthtext.edits import OffsetMap, apply
from healthtext.records import SCHEMA, Claim, Edit, Entity, Finding, Report, Source
from healthtext.render import html
from healthtext.rules import Rule

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
)
RULE = Rule(
    "MIRACLE", "evidence", "error", "Miracle wording", "Because <b>nothing</b> heals in days.",
    "https://example.org/why", ("Rest helps.",), ("Heals in days.",),
)  # fmt: skip


class Strict(HTMLParser):
    """Fail for tags that are not closed in order and for links inside links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "a link inside a link"
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> lxml_html.HtmlElement:
    strict = Strict()
    strict.feed(page)
    assert strict.open == []
    return lxml_html.fromstring(page)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def side(page: lxml_html.HtmlElement, name: str) -> str:
    """Return the text of one side as a reader sees it, without notes and references."""
    words = []
    for cell in page.cssselect(f".pair > .{name}"):
        for extra in cell.cssselect(".pop, .ref"):
            extra.drop_tree()
        words.append(cell.text_content())
    return squeezed(" ".join(words))


def test_both_texts_are_there_in_full(report: Report) -> None:
    page = parsed(html.render([report]))
    assert side(page, "original") == squeezed(report.original)
    assert side(page, "repaired") == squeezed(report.repaired)


def test_every_edit_is_marked_by_its_tier_with_reason_and_alternatives(report: Report) -> None:
    page = parsed(html.render([report]))
    rows = page.cssselect("table.edits tbody tr")
    assert [row.get("class") for row in rows] == [
        "safe", "safe", "safe", "review waits", "suggest waits",
    ]  # fmt: skip
    assert "a known medical term" in rows[1].text_content()
    assert "spinal column" in rows[1].text_content()
    groups = page.cssselect("details.group")
    assert [squeezed(group.cssselect("summary")[0].text_content()) for group in groups] == [
        "Made 3", "To review 1", "To consider 1",
    ]  # fmt: skip
    assert [group.get("open") is not None for group in groups] == [True, True, False]
    tallies = [squeezed(item.text_content()) for item in page.cssselect(".tallies li")]
    assert tallies == [
        "3 repairs made", "1 to review", "1 to consider", "1 error", "1 warning", "1 claim",
    ]  # fmt: skip
    repaired = page.cssselect(".repaired .change.safe ins")
    assert [item.text_content() for item in repaired] == ["", "spinal cord", ""]
    waiting = page.cssselect(".repaired .change.waits")
    assert [item.text for item in waiting] == ["agony and", "Irritation"]


def test_entities_findings_and_claims_are_marked_in_place(report: Report) -> None:
    page = parsed(html.render([report]))
    assert [item.text_content() for item in page.cssselect(".repaired .anatomy")] == [
        "Knee", "spinal cord", "muscle",
    ]  # fmt: skip
    marked = "".join(item.text_content() for item in page.cssselect(".repaired .finding.error"))
    assert marked == "heal joint agony in days"
    assert [item.text for item in page.cssselect(".repaired .ref")] == ["F1", "F2", "C1"]
    assert [item.text for item in page.cssselect("table.claims .cue")] == ["heal", "studies show"]


def test_findings_come_gravest_first_and_say_why(report: Report) -> None:
    page = parsed(html.render([report], {"MIRACLE": RULE}))
    findings = page.cssselect(".findings > li")
    assert [item.get("class") for item in findings] == ["error", "warning"]
    assert "Because <b>nothing</b> heals in days." in findings[0].text_content()
    assert findings[0].cssselect(".source a")[0].get("href") == "https://example.org/why"
    assert not findings[1].cssselect("details")


def test_a_finding_is_quoted_with_the_words_around_it(report: Report) -> None:
    page = parsed(html.render([report]))
    quote = page.cssselect(".findings blockquote")[0]
    assert quote.cssselect("mark")[0].text == "heal joint agony in days"
    assert quote.text_content() == (
        "The spinal cord is no muscle. Rest is good for it. Natural oils heal joint agony in days"
        ", studies show (https://example.org/oils). Irritation of the knee passes."
    )
    start = len("word " * 30)
    whole = replace(
        report, original="word " * 60, repaired="word " * 60, edits=(), entities=(), claims=(),
        findings=(Finding(start, start + 4, "MIRACLE", "error", "x"),),
    )  # fmt: skip
    quote = parsed(html.render([whole])).cssselect(".findings blockquote")[0].text_content()
    assert quote == f"… {'word ' * 31}…"


def test_every_link_inside_the_page_leads_somewhere(report: Report) -> None:
    page = parsed(html.render([report, report]))
    ids = Counter(item.get("id") for item in page.cssselect("[id]"))
    assert max(ids.values()) == 1
    inner = {item.get("href")[1:] for item in page.cssselect("a[href^='#']")}
    assert inner <= ids.keys()


def test_several_reports_get_a_table_of_contents_and_one_gets_none(report: Report) -> None:
    assert not parsed(html.render([report])).cssselect(".contents")
    page = parsed(html.render([report, replace(report, id="<two>", source=Source("two.txt"))]))
    assert [item.text for item in page.cssselect(".contents li > a")] == ["Knee agony", "<two>"]
    assert len(page.cssselect("article")) == 2


def test_nothing_is_loaded_from_anywhere(report: Report) -> None:
    page = html.render([report])
    tree = parsed(page)
    assert not tree.cssselect("script, link, img, iframe, object, form, base, [src], [style]")
    assert not re.search(r"url\(|@import|expression\(", tree.cssselect("style")[0].text)


def test_the_policy_allows_this_style_sheet_and_nothing_else(report: Report) -> None:
    page = parsed(html.render([report]))
    policy = page.cssselect("meta[http-equiv='Content-Security-Policy']")[0].get("content")
    digest = hashlib.sha256(page.cssselect("style")[0].text.encode()).digest()
    allowed = f"style-src 'sha256-{base64.b64encode(digest).decode()}'"
    assert policy == f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def hostile_report(text: str) -> Report:
    """Make a report that holds `text` in every field an article can reach."""
    original = f"Before {text} after. {text}"
    edit = Edit(
        7, 7 + len(text), text, text + "!", "despin", "despin-x", 0.5, "safe", text, (text,)
    )
    repaired = apply(original, [edit])
    start, end = OffsetMap([edit]).forward(7, 7 + len(text))
    place = {"start": start, "end": end, "original_start": 7, "original_end": 7 + len(text)}
    return Report(
        SCHEMA, text, Source(text, "html", 1, text, text, text, text, text, (text,)), original,
        repaired, (edit,), (Entity(text=text, type="DRUG", **place),),
        (Claim(text=text, kind="cause", strength="direct", polarity=text, hedge=text,
               attribution=text, **place),),
        (Finding(rule=text, severity="error", message=text, **place),), {text: 0.5}, {text: text},
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_an_article_holds_stays_text(text: str) -> None:
    page = parsed(html.render([hostile_report(text)] * 2))
    assert not page.cssselect("script, img, svg, [onerror], [onload]")
    assert len(page.cssselect("style")) == 1
    assert not page.cssselect("a[href^='javascript']")
    assert squeezed(f"Before {text} after. {text}") in side(page, "original")


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org/a?b=c&d=<e>", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("//example.org", False),
    ],
)
def test_only_web_addresses_become_links(report: Report, address: str, is_link: bool) -> None:
    page = parsed(html.render([replace(report, source=Source("a.html", url=address))]))
    links = [item.get("href") for item in page.cssselect(".byline a")]
    assert links == ([address] if is_link else [])


def test_half_a_character_in_a_name_does_not_stop_the_report(report: Report) -> None:
    page = html.render([replace(report, source=Source("caf\udce9.txt"))])
    assert "caf\\udce9.txt" in page
    page.encode("utf-8")


@pytest.mark.parametrize("text", ["", "\n", "One line."])
def test_an_article_without_anything_found_is_a_report_too(text: str) -> None:
    page = parsed(html.render([Report(SCHEMA, "x", Source("x"), text, text)]))
    assert [item.text_content().strip() for item in page.cssselect("h2")] == ["Text"]
    assert side(page, "repaired") == squeezed(text)
