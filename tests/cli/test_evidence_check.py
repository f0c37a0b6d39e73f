"""`healthtext evidence check`: one question, its verdict and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthtext.cli import cli
from healthtext.evidence import DISCLAIMER, store
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.library import Library
from tests.evidence.conftest import row


@pytest.fixture(autouse=True)
def packaged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with EvidenceStore.empty() as base:
        base.add([Row(row("acupuncture", "migraine", "benefit", population="adults"))])
        monkeypatch.setattr(store, "default", lambda: base)
        yield


def said(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["evidence", "check", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_verdict_comes_with_its_studies_and_what_was_asked() -> None:
    lines = said("Does acupuncture prevent migraine?").splitlines()
    assert lines[0].startswith("supported (")
    assert "benefit: acupuncture for migraine, in adults, against placebo" in lines[1]
    assert lines[2].endswith("https://doi.org/10.1002/14651858.CD000001")
    assert "“acupuncture” with “migraine”" in lines[3]
    assert " ".join(lines[4:]) == DISCLAIMER


@pytest.mark.parametrize("option", ["--store", "--evidence"])
def test_a_store_of_ones_own_is_asked_too(tmp_path: Path, option: str) -> None:
    file = tmp_path / "own.sqlite"
    with Library.writable(file) as library:
        library.add([Row(row("chanting", "warts", "benefit"))])
    assert said("Does chanting prevent warts?", option, str(file)).startswith("supported (")


def test_nothing_found_says_so() -> None:
    assert said("Does chanting prevent warts?").startswith("nothing found (")


def test_json_is_the_claim_of_a_report_and_the_note() -> None:
    values = json.loads(said("Acupuncture prevents migraine.", "--json"))
    assert values["verdict"]["value"] == "supported"
    assert values["note"] == DISCLAIMER


def test_a_sentence_with_several_claims_has_a_verdict_on_each() -> None:
    text = "Acupuncture prevents migraine, and chanting prevents warts."
    lines = said(text).splitlines()
    at = lines.index("[chanting – warts]")
    assert lines[0] == "[Acupuncture – migraine]"
    assert lines[1].startswith("supported (")
    assert lines[at + 1].startswith("nothing found (")
    values = json.loads(said(text, "--json"))
    assert values["object"]["text"] == "migraine"
    assert [one["object"]["text"] for one in values["others"]] == ["warts"]
    assert json.loads(said("Acupuncture prevents migraine.", "--json"))["others"] == []
