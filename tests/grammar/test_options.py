"""The options of a run that concern grammar reach the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from healthtext.cli import cli, options


def test_options_reach_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = options.run_settings(
        skip=(), id_field=None, text_field=None, model=None, apply=None,
        variant="en-GB", languagetool_url="http://localhost:8081", scorer=None,
    )  # fmt: skip
    assert (chosen.variant, chosen.languagetool_url) == ("en-GB", "http://localhost:8081")


def test_the_public_api_ends_a_run_before_it_starts(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Sleep well.", "utf-8")
    url = "https://api.languagetool.org"
    result = CliRunner().invoke(cli, ["fix", str(article), "--languagetool-url", url])
    assert result.exit_code == 2
    assert "public API" in result.stderr
    assert len(result.stderr.splitlines()) == 1
