"""The page of a corpus: one file, nothing of the corpus is markup, every part is there."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as reader

from healthtext.cli import cli
from healthtext.cli import corpus as command
from healthtext.corpus import Measures, measure, page
from healthtext.corpus.measures import Group
from tests.render.judged import LOOKED_UP, STORE

Make = Callable[..., Path]


@pytest.fixture(scope="module")
def text(found: Measures) -> str:
    return page.render(found, "Feeds & <b>more</b>")


def test_every_part_is_there(text: str) -> None:
    tree = reader.fromstring(text)
    parts = [section.get("id") for section in tree.iter("section")]
    assert parts == [
        "months",
        "sources",
        "terms",
        "claims",
        "verdicts",
        "findings",
        "families",
        "failures",
    ]
    links = {link.get("href").removeprefix("#") for link in tree.iter("a")}
    assert links == set(parts)
    assert tree.findtext(".//h1") == "Feeds & <b>more</b>"
    assert "80%" in tree.xpath("string(//ul[@class='tallies'])")
    cells = [cell.text_content() for cell in tree.xpath("//section[@id='terms']//td")]
    assert cells[:4] == ["spinal twine", "spinal cord", "4", "4"]


def test_nothing_of_the_corpus_is_markup(text: str) -> None:
    tree = reader.fromstring(text)
    assert not list(tree.iter("script"))
    assert not tree.xpath("//@onload")
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_it_needs_nothing_else_and_its_policy_allows_nothing_else(text: str) -> None:
    assert not re.search(r"(?:src|href)=[\"'](?!#)|url\(|@import|https?://", text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src &#39;sha256-{digest}&#39;" in text.replace(
        "&#39;none&#39;", "'none'"
    )
    assert 'style="' not in text


def test_plots_have_a_name_and_their_figures_in_a_table(text: str) -> None:
    tree = reader.fromstring(text)
    chart, verdicts = tree.xpath("//*[@role='img']")
    named = [tree.get_element_by_id(name) for name in chart.get("aria-labelledby").split()]
    assert named[0].text == "Share of articles spun, by month"
    assert verdicts.get("aria-labelledby") == "verdict-title verdict-text"
    columns = tree.xpath("//*[@class='column']")
    assert [(c.get("height"), c.xpath("string()")) for c in columns] == [
        ("190.0", "2025-11: 100% of 2 articles"), ("0.0", "2025-12: 0% of 0 articles"),
        ("0.0", "2026-01: 0% of 0 articles"), ("95.0", "2026-02: 50% of 2 articles"),
    ]  # fmt: skip


def test_verdicts_are_drawn_and_told_with_their_evidence(text: str) -> None:
    tree = reader.fromstring(text)
    parts = tree.xpath("//*[contains(@class, 'part ')]")
    assert [part.xpath("string()") for part in parts] == [
        "2025-11: 1 of 2 claims contradicted", "2025-11: 1 of 2 claims nothing found",
        "2026-02: 1 of 2 claims supported", "2026-02: 1 of 2 claims contradicted",
    ]  # fmt: skip
    assert [part.get("height") for part in parts] == ["75.0"] * 4
    section = tree.get_element_by_id("verdicts").text_content()
    assert "contradicted, 0.80 sure, by 10.1002/14651858.CD000001, PMC1234567" in section
    assert section.count(LOOKED_UP) == 1 and STORE in section
    assert "This is no medical advice." in section
    rows = tree.xpath("//table[@class='figures verdicts']/tbody/tr/td[1]/text()")
    assert rows == ["2025-11", "2026-02", "a.org", "b.org"]  # what has no verdict is left out


def test_a_corpus_without_verdicts_says_nothing_of_them(found: Measures) -> None:
    bare = replace(found, total=Group("all", 5, 100, claims=5), against=())
    assert 'id="verdicts"' not in page.render(bare, "x")


def test_one_month_and_many_can_be_drawn(found: Measures) -> None:
    one = replace(found, months=(Group("2026-01", 3, 300, 1),))
    assert reader.fromstring(page.render(one, "x")).xpath("count(//*[@class='column'])") == 1
    years = tuple(Group(f"{year}-06", 1) for year in range(1990, 2026))
    drawn = reader.fromstring(page.render(replace(found, months=years), "x"))
    assert drawn.xpath("count(//*[@class='column'])") == page.MONTHS
    assert len(drawn.xpath("//*[@class='middle']")) <= 15


def test_an_empty_corpus_says_so(make: Make) -> None:
    text = page.render(measure(make([])), "x")
    assert "There is no article in these tables." in text
    assert '<section id="months">' not in text


def test_the_command_writes_the_page_and_the_figures(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    result = CliRunner().invoke(cli, ["corpus", str(folder), "-o", str(target)])
    assert (result.exit_code, result.stderr) == (0, f"healthtext: wrote {target}\n")
    assert "<h1>out</h1>" in target.read_text("utf-8")
    result = CliRunner().invoke(cli, ["corpus", str(folder), "-o", str(tmp_path / "r.json")])
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["total"]["articles"] == 5


def test_the_command_names_what_is_wrong(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = CliRunner().invoke(cli, ["corpus", str(tmp_path / "none"), "-o", "x.html"])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"healthtext: {tmp_path / 'none'}: is no folder; give the")
    result = CliRunner().invoke(cli, ["corpus", str(folder), "-o", str(tmp_path)])
    said = f"healthtext: {tmp_path}: Is a directory; give another file or folder\n"
    assert (result.exit_code, result.stderr) == (2, said)
    monkeypatch.setattr(command, "is_terminal", lambda _: True)
    result = CliRunner().invoke(cli, ["corpus", str(folder)])
    assert "A page is for a browser" in result.stderr
