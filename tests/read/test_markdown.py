"""Markdown: the text stays the file's; markup is protected, prose is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.read import markdown
from healthtext.records import Article, Source


def article(text: str) -> Article:
    return markdown.article(text, Source("a.md", "markdown"))


def prose(text: str, hole: str = "¦") -> str:
    """Return a text with every protected span cut out."""
    at, parts = 0, []
    for start, end in article(text).protected:
        parts += [text[at:start], hole]
        at = end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea helps.\n\nA lot.\n", "Tea helps.\n\nA lot.\n"),
        ("# Tea *now* #\n", "¦Tea ¦now¦\n"),
        ("Tea\n===\n\nHerbs\n---\n", "Tea\n¦\n\nHerbs\n¦\n"),
        ("a **b** _c_ ~~d~~ e", "a ¦b¦ ¦c¦ ¦d¦ e"),
        ("use `code` and ``more ` code``.", "use ¦ and ¦."),
        ("see [the *page*](http://a.example 'title') now", "see ¦the ¦page¦ now"),
        ("see [the page][ref], [ref] or [ref][]\n\n[ref]: http://a.example\n",
         "see ¦the page¦, ¦ or ¦\n\n¦\n"),
        ("# Tea {#tea .big}\n\n{{< fig tea >}} or {% tea %} or {{ tea }}, [[tea|page]] {tea}\n",
         "¦Tea ¦\n\n¦ or ¦ or ¦, ¦ {tea}\n"),
        ("Tea[^ache] [helps].\n\n[^ache]: In a cup.\n", "Tea¦ [helps].\n\n¦: In a cup.\n"),
        ("an ![image *of* tea](tea.png) here", "an ¦ here"),
        ("at <https://a.example> or https://b.example/x?y or www.c.example, write a.b@c.example",
         "at ¦ or ¦ or ¦ write ¦"),
        ("a <b>bold</b> &amp; \\* b", "a ¦bold¦ ¦ ¦ b"),
        ("<div>\nhtml tea\n</div>\n\nTea.\n", "¦\n\nTea.\n"),
        ("Tea.\n\n    code\n\n```py\ncode\n```\nTea.\n", "Tea.\n\n¦\nTea.\n"),
        ("> Tea\n> helps\nlazily\n", "¦Tea\n¦helps\nlazily\n"),
        ("- tea\n  leaves\n- herbs\n\n1. one\n2. 2\n", "¦tea\n  leaves\n¦herbs\n\n¦one\n¦2\n"),
        ("| a | b |\n|---|---|\n| tea *x* | y |\n", "¦a¦b¦tea ¦x¦y¦\n"),
        ("hard  \nbreak and\\\nmore", "hard¦\nbreak and¦more"),
        ("---\ntitle: Tea\n---\nTea.\n", "¦\nTea.\n"),
        ("* * *\n\nTea.", "¦\n\nTea."),
        ("well-known 5% (of [all]) a_b: 3 < 4", "well-known 5% (of [all]) a¦b: 3 < 4"),
    ],
)  # fmt: skip
def test_prose_is_what_is_not_protected(text: str, expected: str) -> None:
    assert prose(text) == expected
    assert article(text).text == text


def test_line_ends_of_windows_survive() -> None:
    text = "# Tea\r\n\r\n> one\r\n> two **b**\r\n\r\nEnd  \r\nof it\r\n"
    assert prose(text) == "¦Tea\r\n\r\n¦one\r\n¦two ¦b¦\r\n\r\nEnd¦\r\nof it\r\n"
    assert article(text).text == text


def test_an_escaped_pipe_protects_its_cell() -> None:
    assert "tea" not in prose("| a | b |\n|---|---|\n| tea \\| x | y |\n")


def test_front_matter_tells_about_the_article() -> None:
    text = '---\ntitle: "Tea: a guide"\nauthor: Jane Roe\ndate: 2020-03-04\ntags: x\n---\nTea.'
    source = article(text).source
    assert (source.title, source.author, source.date) == ("Tea: a guide", "Jane Roe", "2020-03-04")
    assert article("+++\ntitle = 'Tea'\n+++\nTea.").source.title == "Tea"
    assert article("Tea.\n\n---\ntitle: no\n---\n").source.title == ""


PIECES = st.sampled_from(
    [
        "tea ", "helps\n", "\r\n", "\n\n", "# ", "> ", "- ", "1. ", "*", "**", "_", "`", "```\n",
        "|", "[a](b)", "[", "]", "](", "![", "<b>", "<", "&amp;", "\\", "|-|-|\n", "    ", "---\n",
        "===\n", "[x]: y\n", "http://a.b ", "출장", "👩‍⚕️", "e\u0301", "İ", "\t", "~~", "<div>\n",
        "\x0c", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    found = article(text)
    assert found.text == text
    ends = [place for span in found.protected for place in span]
    assert ends == sorted(set(ends))
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["tea", "it’s", "출장", "5%", "İ", "e\u0301"]), min_size=1))
def test_plain_words_are_never_protected(words: list[str]) -> None:
    assert article(" ".join(words)).protected == ()


@pytest.mark.parametrize("piece", ["[", "*a ", "`a``", "![", "<a ", "> ", "_a_ ", "|a", "[a]("])
def test_hostile_markup_takes_no_time(piece: str) -> None:
    assert article(piece * 5_000).text
