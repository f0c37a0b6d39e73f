"""The pages of docs/: generated ones are fresh, the tutorial runs, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
STALE = "is stale: run `python docs/generate.py`"


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FORCE_COLOR", raising=False)
        yield module


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_the_command_reference_is_fresh(generate: ModuleType) -> None:
    assert page("commands.md") == generate.commands(), f"docs/commands.md {STALE}"


def test_the_rule_reference_is_fresh(generate: ModuleType) -> None:
    assert page("rules.md") == generate.rules(), f"docs/rules.md {STALE}"


def test_the_schema_page_is_fresh(generate: ModuleType) -> None:
    assert page("schema.md") == generate.report_schema(), f"docs/schema.md {STALE}"


@pytest.mark.parametrize("name", ["tutorial.md", "own-evidence.md"])
def test_pages_with_examples_run_and_say_what_comes(generate: ModuleType, name: str) -> None:
    text = page(name)
    assert generate.run_tutorial(text) == text, f"docs/{name} {STALE}"


def test_a_tutorial_whose_output_has_changed_is_noticed(generate: ModuleType) -> None:
    text = '```text title="a.txt"\nx\n```\n```console\n$ healthtext --version\nold\n```\n'
    assert "old" not in generate.run_tutorial(text)


def test_what_a_tutorial_imports_and_prints_is_shown(generate: ModuleType) -> None:
    text = "```pycon\n>>> for n in (1, 2):\n...     print(n)\n>>> n\n```\n"
    assert generate.run_tutorial(text) == (
        "```pycon\n>>> for n in (1, 2):\n...     print(n)\n1\n2\n>>> n\n2\n```\n"
    )


def test_every_setting_is_described(generate: ModuleType) -> None:
    from healthtext.settings import Settings

    assert set(generate.SETTINGS) == set(Settings.__dataclass_fields__)


def test_examples_cannot_break_out_of_their_markup(generate: ModuleType) -> None:
    assert generate._code("a `b` c") == "``a `b` c``"
    assert generate._code("`b`") == "`` `b` ``"
    assert generate._code("a\u200b\nb") == "`a\\u200b\\nb`"
    assert generate._plain("*a* <b> [c]") == r"\*a\* \<b\> \[c\]"


@pytest.mark.parametrize(
    "name", ["tutorial.md", "commands.md", "rules.md", "schema.md", "benchmarks.md"]
)
def test_links_lead_somewhere(name: str) -> None:
    headings = re.findall(r"^#+ (\S+)$", page(name), re.MULTILINE)
    for target in re.findall(r"\]\(([^)]+)\)", page(name)):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (DOCS / target).exists()
