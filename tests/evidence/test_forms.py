"""Forms of questions and statements: which are read, and what studies then say of them."""

from __future__ import annotations

import pytest

from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put

ROWS = (
    row("jellies", "risk of poor sleep", "harm"),
    row("jellies", "induction of labor", "benefit"),
    row("jellies", "risk of birth defects", "harm"),
    row("jellies", "risk of skin aging", "harm"),
    row("jellies", "risk of tooth discoloration", "harm"),
    row("jellies", "breech presentation", "benefit"),
    row("jellies", "treatment of ear wax", "benefit"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Do jellies disturb sleep?", "supported"),
        ("Do jellies interfere with sleep?", "supported"),
        ("Do jellies bring on labour?", "supported"),
        ("Jellies bring on labour.", "supported"),
        ("Do jellies start labour?", "supported"),
        ("Do jellies increase birth defects?", "supported"),
        ("Do jellies age the skin?", "supported"),
        ("Do jellies make your skin younger?", "contradicted"),
        ("Do jellies stain teeth?", "supported"),
        ("Do jellies turn breech babies?", "supported"),
        ("Do jellies soften ear wax?", "supported"),
        ("Do jellies make breasts sag?", "not_checkable"),
        ("Do jellies start arguments?", "not_checkable"),
    ],
)
def test_verbs_that_name_what_they_bring(text: str, value: str) -> None:
    assert told(text, *ROWS) == value


@pytest.mark.parametrize("text", ["Do jellies turn heads?", "Is jelly correct to dose in gout?"])
def test_verbs_of_other_things_are_not_read(text: str) -> None:
    assert put(text) is None
