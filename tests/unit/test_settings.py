"""Settings: checked before anything runs, each mistake named with its place and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from healthtext import settings
from healthtext.errors import SettingsError


def test_the_nearest_file_counts_and_options_lie_over_it(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text('skip = ["grammar"]\ntimeout = 3\n')
    (tmp_path / "deep").mkdir()
    found = settings.load(tmp_path / "deep", apply="review", id_field=None)
    assert (found.skip, found.timeout, found.apply, found.id_field) == (
        {"grammar"},
        3.0,
        "review",
        "id",
    )


def test_a_section_of_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.healthtext]\ntext_field = "body"\n')
    assert settings.load(tmp_path).text_field == "body"


@pytest.mark.parametrize("other", ["tool = 3\n", "[tool]\nhealthtext = 5\n"])
def test_a_section_that_is_no_table(tmp_path: Path, other: str) -> None:
    (tmp_path / "pyproject.toml").write_text(other)
    if "healthtext" not in other:
        assert settings.load(tmp_path) == settings.Settings()
        return
    with pytest.raises(SettingsError, match=r"tool.healthtext is no table; head it \[tool"):
        settings.load(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text('skip = ["grammar"]\n', "utf-8-sig")
    assert settings.load(tmp_path).skip == {"grammar"}


def test_a_link_to_no_configuration_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").symlink_to("gone.toml")
    with pytest.raises(SettingsError, match=r"cannot be read \(No such file or directory\)"):
        settings.load(tmp_path)


def test_a_pyproject_without_the_section_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text('text_field = "body"\n')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "pyproject.toml").write_text("[project]\n")
    assert settings.load(tmp_path / "deep").text_field == "body"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('skipp = ["clean"]', "did you mean 'skip'"),
        ('skip = ["cleen"]', "did you mean 'clean'"),
        ('skip = "clean"', "is not a list of strings"),
        ('apply = "risky"', "unknown apply 'risky'"),
        ("max_bytes = 0", "is not above zero"),
        ("max_bytes = 1_000_000_001", "is not above zero and up to 1,000,000,000"),
        ("timeout = nan", "timeout = nan is not above zero"),
        ("delay = inf", "delay = inf is not above zero"),
        ("max_bytes = true", "is not a whole number"),
        ('timeout = "long"', "is not a number"),
        ("skip = [", "is no valid TOML"),
        ("[tool.healthtext]\nskip = []", "write settings without a head here"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, toml: str, says: str) -> None:
    file = tmp_path / "healthtext.toml"
    file.write_text(toml)
    with pytest.raises(SettingsError) as caught:
        settings.load(tmp_path)
    assert says in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_configuration_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "healthtext.toml").touch()
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(SettingsError, match=r"toml: cannot be read \(Permission denied\); allow"):
        settings.load(tmp_path)


def test_files_of_a_configuration_are_relative_to_it(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text(
        'phrases = ["lists/own.csv", "/etc/all.csv"]\nscorer = "mlm:models/bert"\n'
    )
    (tmp_path / "deep").mkdir()
    found = settings.load(tmp_path / "deep")
    assert found.phrases == {str(tmp_path / "lists" / "own.csv"), "/etc/all.csv"}
    assert found.scorer == f"mlm:{tmp_path / 'models' / 'bert'}"


def test_own_rules_of_the_command_line_add_to_those_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text(
        'phrases = ["own.csv"]\nallow = ["herbal tea"]\ndisable_rules = ["despin-word"]\n'
    )
    found = settings.load(
        tmp_path, phrases=["more.csv"], allow=["wellness"], disable_rules=["NO_CITATION"]
    )
    assert found.phrases == {str(tmp_path / "own.csv"), "more.csv"}
    assert found.allow == {"herbal tea", "wellness"}
    assert found.disable_rules == {"despin-word", "NO_CITATION"}


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('disable_rules = ["despin-wort"]', "did you mean 'despin-word'"),
        ("allow = [3]", "is not a list of strings"),
        ('protect = "aspirin"', "is not a list of strings"),
        ('scorer = "bert"', "give mlm:FOLDER or openai:URL#MODEL"),
        ('scorer = "mlm:"', "give mlm:FOLDER"),
        ("scorer_timeout = 0", "is not above zero"),
        ("scorer_requests = 1.5", "is not a whole number"),
    ],
)
def test_a_mistake_in_own_rules_is_named(tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / "healthtext.toml").write_text(toml)
    with pytest.raises(SettingsError) as caught:
        settings.load(tmp_path)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("chosen", "all_steps"),
    [
        ({}, False), ({"apply": "review"}, False), ({"apply": "suggest"}, False),
        ({"model": "other"}, True), ({"vocab": frozenset({"a.csv"})}, True),
        ({"evidence": frozenset({"a.db"})}, True), ({"online": True}, True),
    ],
)  # fmt: skip
def test_a_text_needs_no_annotations_that_it_does_not_show(
    chosen: dict[str, Any], all_steps: bool
) -> None:
    given = settings.Settings(skip=frozenset({"grammar"}), **chosen)
    left_out = settings.repairing(given).skip - {"grammar"}
    assert left_out == (set() if all_steps else {"entities", "claims", "evidence"})
