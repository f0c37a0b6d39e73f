"""docs/formats.md and docs/editors.md: every format is described, examples parse, links lead on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from healthtext.cli import cli, exports, lists, repairs
from healthtext.lsp.answers import FIX_ALL

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("formats.md", "editors.md")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "formats"),
    [("fix", repairs.FORMATS), ("check", lists.FORMATS), ("report", exports.FORMATS)],
)
def test_every_format_is_described_with_its_command(heading: str, formats: tuple[str, ...]) -> None:
    part = re.split(r"^## ", page("formats.md"), flags=re.MULTILINE)
    (section,) = (text for text in part if text.startswith(f"{heading}\n"))
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(formats)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page(name)):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        assert (DOCS / file).exists(), target
        headings = re.findall(r"^#+ (.+)$", page(file), re.MULTILINE)
        assert not anchor or anchor in {head.lower().replace(" ", "-") for head in headings}


def test_examples_of_configuration_are_well_formed() -> None:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page("editors.md"), re.MULTILINE | re.DOTALL)
    for kind, text in blocks:
        if kind == "toml":
            assert tomllib.loads(text)
        if kind == "yaml":
            assert yaml.safe_load(text)
    (hooks,) = (text for kind, text in blocks if kind == "yaml" and "repos" in text)
    known = yaml.safe_load((DOCS.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    used = [hook for repo in yaml.safe_load(hooks)["repos"] for hook in repo["hooks"]]
    assert {hook["id"] for hook in used} <= {hook["id"] for hook in known}
    assert FIX_ALL.removesuffix(".healthtext") in page("editors.md")


@pytest.mark.parametrize("name", PAGES)
def test_commands_of_the_pages_parse(name: str) -> None:
    calls = re.findall(r"^(?:\$ )?healthtext (\w+) ?(.*)$", page(name), re.MULTILINE)
    calls += re.findall(r"`healthtext (\w+) ?([^`\n]*)`", page(name))
    for command, rest in calls:
        found = cli.get_command(click.Context(cli), command)
        assert found, command
        words = rest.replace("FORMAT", "docx" if command == "fix" else "json").split()
        if "-" in rest and command not in ("lsp", "batch"):
            found.make_context(command, [*words, *["article.txt"] * (command != "corpus")])
