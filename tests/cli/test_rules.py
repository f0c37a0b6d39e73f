"""`healthtext rules` and `healthtext explain`."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from healthtext.rules import catalogue

Run = Callable[..., Result]


def test_every_rule_is_listed(run: Run) -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())


def test_every_rule_is_listed_as_json(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert [rule["id"] for rule in listed] == list(catalogue())
    assert all(rule["bad"] and rule["good"] and rule["source"] for rule in listed)


@pytest.mark.parametrize("name", ["despin-term", "DESPIN-TERM"])
def test_a_rule_is_explained_with_examples_and_source(run: Run, name: str) -> None:
    rule = catalogue()["despin-term"]
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"despin-term: {rule.title}\n")
    words = " ".join(result.stdout.split())
    for text in (rule.why, rule.source, *rule.bad, *rule.good):
        assert " ".join(text.split()) in words


def test_examples_show_what_cannot_be_seen(run: Run) -> None:
    assert r"helps your back\u200b pain" in run("explain", "clean-invisible").stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [("despin-trem", "did you mean despin-term"), ("xyzzy", "`healthtext rules` lists them")],
)
def test_an_unknown_rule_gets_a_hint(run: Run, name: str, hint: str) -> None:
    result = run("explain", name)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"there is no rule {name!r}; {hint}" in result.stderr


def test_what_a_rule_says_has_no_names_of_fields(run: Run) -> None:
    said = run("explain", "STRONGER_THAN_EVIDENCE").stdout
    assert "\nSays: “…” says more than the studies do (…); " in said
    assert "{" not in said
