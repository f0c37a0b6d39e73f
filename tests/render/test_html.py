"""The HTML report: complete, self-contained, and safe whatever an article holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html as lxml_html

from healthtext.edits import OffsetMap, apply
from healthtext.records import (
    SCHEMA,
    Claim,
    Concept,
    Edit,
    Entity,
    Evidence,
    Finding,
    Heat,
    Hyponym,
    Report,
    Source,
    Study,
    Verdict,
)
from healthtext.render import html, marks
from healthtext.render.island import island
from healthtext.rules import Rule

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "</script><!--<script>",
    "\u2028alert(1)\u2029",
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


def test_an_edit_says_what_is_put_in_and_what_is_taken_out(report: Report) -> None:
    edits = [
        replace(edit, end=edit.start, old="", new="probably ") if edit.safety == "suggest" else edit
        for edit in report.edits
    ]
    report = replace(report, edits=tuple(edits))
    page = parsed(html.render([report]))
    titles = {item.get("title") for item in page.cssselect(".repaired a.change")}
    assert titles >= {
        "E2 review, not made: “agony and” to “pain and”",
        "E5 safe, made: take out “ 출장 안마”",
    }
    assert any(re.fullmatch("E[0-9] suggest, not made: put in “probably ”", one) for one in titles)


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
    assert not tree.cssselect("link, img, iframe, object, form, base, [src], [style]")
    assert [item.get("type") for item in tree.cssselect("script")] == ["application/json", None]
    assert not re.search(r"url\(|@import|expression\(", tree.cssselect("style")[0].text)
    script = tree.cssselect("script")[-1].text
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|import|eval|innerHTML)\b", script)


def test_the_policy_allows_this_style_sheet_and_script_and_nothing_else(report: Report) -> None:
    page = parsed(html.render([report]))
    policy = page.cssselect("meta[http-equiv='Content-Security-Policy']")[0].get("content")
    style, script = (
        base64.b64encode(hashlib.sha256(page.cssselect(name)[-1].text.encode()).digest()).decode()
        for name in ("style", "script")
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_claims_come_most_harmful_first_with_their_findings(report: Report) -> None:
    (claim,) = report.claims
    mild = replace(claim, priority="low", start=0, end=4, text="Knee")
    dose = replace(mild, priority="high", priority_reason="an amount", start=5, end=10)
    medium = replace(claim, priority="medium", priority_reason="a promise")
    older = replace(mild, priority="")  # of a report made before priorities
    page = parsed(html.render([replace(report, claims=(older, mild, dose, medium))]))
    rows = page.cssselect("table.claims tbody tr")
    shown = [[level.text for level in row.cssselect(".harm")] for row in rows]
    assert shown == [["high"], ["medium"], ["low"], []]
    assert "an amount" in rows[0].text_content()
    assert [link.text for link in rows[1].cssselect("small a")] == ["F1", "F2"]


def test_an_entity_is_one_card_with_its_concepts_and_places(report: Report) -> None:
    knee = report.entities[0]
    page = parsed(html.render([replace(report, entities=(knee, knee, *report.entities[1:]))]))
    card = page.cssselect(".card:contains('Knee')")[0]
    assert squeezed(card.text_content()) == "Knee 2× knee · UBERON:0001465 in ¶2"
    links = [link.get("href") for link in card.cssselect("a")]
    assert links == ["https://purl.obolibrary.org/obo/UBERON_0001465", "#r1-p2"]
    mention = page.cssselect(".repaired .entity:contains('Knee')")[0]
    assert card.get("id") == f"r1-n{mention.get('data-card')}"
    assert card.cssselect("small")[0].text_content().endswith("UBERON:0001465")
    assert "negated" in page.cssselect(".card:contains('muscle')")[0].text_content()
    assert "not linked to a concept" in page.cssselect(".card:contains('joint')")[0].text_content()


def test_a_link_that_is_not_certain_has_its_probability(report: Report) -> None:
    knee = replace(report.entities[0], link_score=0.874)
    page = parsed(html.render([replace(report, entities=(knee, *report.entities[1:]))]))
    card = page.cssselect(".card:contains('Knee')")[0].text_content()
    assert "UBERON:0001465 · probability 0.87" in squeezed(card)
    assert "probability 0.87" in page.cssselect(".repaired .entity:contains('Knee')")[0].get(
        "title"
    )
    known = page.cssselect(".card:contains('spinal cord')")[0].text_content()
    assert "probability" not in known


def test_a_card_says_what_the_text_calls_it_a_kind_of(report: Report) -> None:
    knee = report.entities[0]
    kinds = [Hyponym(knee.start, knee.end, knee.text, 0, 1, word, "other")
             for word in ("<joints>", "<Joints>", "limbs")]  # fmt: skip
    page = parsed(html.render([replace(report, hyponyms=tuple(kinds))]))
    assert (
        "called a kind of: <Joints>, limbs"
        in page.cssselect(".card:contains('Knee')")[0].text_content()
    )
    assert "kind of" not in page.cssselect(".card:contains('muscle')")[0].text_content()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "MESH:D1 onclick=x", "MESH:../../x"])
def test_a_concept_of_another_form_is_no_link(report: Report, address: str) -> None:
    knee = replace(report.entities[0], concepts=(Concept(address, "x", "MESH"),))
    page = parsed(html.render([replace(report, entities=(knee,))]))
    assert [link.get("href") for link in page.cssselect(".card a")] == ["#r1-p2"]


def test_the_heat_map_shows_where_edits_are(report: Report) -> None:
    page = parsed(html.render([report]))
    stretches = page.cssselect(".heatmap a")
    assert [item.get("href") for item in stretches] == ["#r1-p1", "#r1-p2", "#r1-p3", "#r1-p4"]
    assert stretches[0].cssselect("i")[0].get("class").startswith("h5 ")
    assert [item.get("class")[:2] for item in stretches[2].cssselect("i")] == [
        "h2", "h0", "h0", "h0",
    ]  # fmt: skip
    assert stretches[3].get("aria-label") == "Paragraph 4: 0.33"
    assert page.cssselect(".hottest li b")[0].text == "1.00"


def test_the_heat_that_the_report_has_is_shown_instead(report: Report) -> None:
    second = report.original.index("The spinal")
    heat = (Heat(second, second + 30, 0.99), Heat(second + 31, second + 51, 0.2))
    page = parsed(html.render([replace(report, heat=heat)]))
    assert "How probably a spinner worked" in page.cssselect("section h3")[0].text
    cells = [item.get("class")[:2] for item in page.cssselect(".heatmap i")]
    assert cells == ["h5", "h1"]
    assert [item.text_content() for item in page.cssselect(".original .heat.h1")] == [
        report.original[second + 31 : second + 51]
    ]


def test_scores_are_named_in_words(report: Report) -> None:
    page = parsed(html.render([report]))
    names = [item.text for item in page.cssselect(".scores dt")]
    assert names == ["probability that the page is spun", "clean: edits per 1000"]
    assert len(page.cssselect(".scores meter")) == 1


@pytest.mark.parametrize(
    ("spun", "random", "shares", "shown"),
    [
        (0.97, 0.0, (0.48, 0.30, 0.22), "Dialect S, probably."),
        (0.97, 0.0, (0.30, 0.22, 0.48), "Dialect Q, probably."),
        (0.97, 0.0, (0.37, 0.38, 0.25), "Dialect P or S, probably."),  # too near to tell
        (0.97, 0.0, (0.34, 0.33, 0.33), None),
        (0.97, 0.0, (0.0, 0.0, 0.0), None),
        (0.97, 0.9, (0.48, 0.30, 0.22), None),  # random senses, no spinner known
        (0.31, 0.0, (0.48, 0.30, 0.22), None),  # a clean page
    ],
)
def test_a_spun_page_says_of_which_dialect_it_probably_is(
    report: Report, spun: float, random: float, shares: tuple[float, ...], shown: str | None
) -> None:
    names = ("despin.dialect_s", "despin.dialect_p", "despin.dialect_q")
    scores = {"despin.page": spun, "despin.random_sense": random}
    scores |= dict(zip(names, shares, strict=True))
    page = parsed(html.render([replace(report, scores=scores)]))
    said = page.cssselect("section .dialect")
    assert [item.cssselect("b")[0].text for item in said] == ([shown] if shown else [])
    for letter, example in (("S", "twine"), ("P", "pores and skin"), ("Q", "torment")):
        wanted = shown is not None and letter in shown.split("Dialect ")[1].split(",")[0]
        assert any(example in item.text_content() for item in said) is wanted
    assert [item.text for item in page.cssselect(".scores dt") if "dialect" in item.text] == []


def test_a_list_of_edits_that_is_too_long_says_so(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "LISTED", 2)
    page = parsed(html.render([report]))
    assert [row.get("id") for row in page.cssselect("table.edits tbody tr")] == ["r1-e1", "r1-e2"]
    assert "first 2 edits; all 5 are marked" in page.cssselect(".edits .notice")[0].text
    assert len(page.cssselect(".repaired .change")) == 5


def test_edits_and_the_text_between_them_give_both_texts(report: Report) -> None:
    text = island(report)
    assert not re.search("[<>&\u2028\u2029]", text)
    data = json.loads(text)
    olds, news = ([row[k] for row in data["items"]] + [""] for k in (1, 2))
    safe = [row[2] if row[6] else row[1] for row in data["items"]] + [""]
    for words, whole in ((olds, report.original), (safe, report.repaired)):
        assert "".join(gap + word for gap, word in zip(data["gaps"], words, strict=True)) == whole
    assert news[1] == "pain and"
    assert data["file"] == "knee"


@pytest.mark.parametrize(
    ("name", "file"),
    [("a b/ü:c.txt", "ü-c"), ("..", "article"), ("-", "article"), ("x" * 200, "x" * 80)],
)
def test_files_are_saved_under_names_that_systems_take(
    report: Report, name: str, file: str
) -> None:
    assert json.loads(island(replace(report, source=Source(name))))["file"] == file


def test_each_piece_of_a_long_paragraph_sees_only_its_own_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    cut = marks.pieces
    monkeypatch.setattr(
        marks, "pieces", lambda text, span, near: seen.append(len(near)) or cut(text, span, near)
    )
    text = "agony " * 100
    edits = tuple(
        Edit(at, at + 5, "agony", "pain", "despin", "despin-word", 0.8, "review")
        for at in range(0, len(text), 6)
    )
    entities = tuple(Entity(e.start, e.end, "agony", "SYMPTOM") for e in edits)
    html.render([Report(SCHEMA, "x", Source("x"), text, text, edits, entities)])
    assert len(seen) > 200
    assert max(seen) <= 2


def hostile_report(text: str) -> Report:
    """Make a report that holds `text` in every field an article can reach."""
    original = f"Before {text} after. {text}"
    edit = Edit(
        7, 7 + len(text), text, text + "!", "despin", "despin-x", 0.5, "safe", text, (text,)
    )
    repaired = apply(original, [edit])
    row = Evidence(text, text, text, text, text, text, text, text, None, text, True, text)
    verdict = Verdict("mixed", 0.5, text, (Study(row, text, 0.5, 0.5),))
    wording = Edit(
        len(original) - len(text), len(original), text, f"{text}?", "evidence",
        "evidence-certainty", 0.5, "suggest", text, (text,),
    )  # fmt: skip
    start, end = OffsetMap([edit]).forward(7, 7 + len(text))
    claim = Claim(
        0, len(repaired), text, "cause", "direct", text, text, text, verdict=verdict,
        priority=text, priority_reason=text,
    )  # fmt: skip
    place = {"start": start, "end": end, "original_start": 7, "original_end": 7 + len(text)}
    return Report(
        SCHEMA, text, Source(text, "html", 1, text, text, text, text, text, (text,)), original,
        repaired, (edit, wording), (Entity(text=text, type="DRUG", **place),), (claim,),
        (Finding(rule=text, severity="error", message=text, **place),), {text: 0.5}, {text: text},
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_an_article_holds_stays_text(text: str) -> None:
    page = parsed(html.render([hostile_report(text)] * 2))
    assert not page.cssselect("img, svg, [onerror], [onload]")
    assert [item.get("type") for item in page.cssselect("script")] == [
        "application/json", "application/json", None,
    ]  # fmt: skip
    assert len(page.cssselect("style")) == 1
    assert not page.cssselect("a[href^='javascript']")
    assert not page.cssselect(".evidence a[href^='http'], .evidence a:not([href^='#'])")
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
