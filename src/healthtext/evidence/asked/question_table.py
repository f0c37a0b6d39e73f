"""The tables of what questions are made of: their verbs and other parts, and their forms."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from healthtext import assets

TABLE = "lexicons/question_verbs.toml"
FORMS = "lexicons/question_forms.toml"


@cache
def verbs() -> dict[str, dict[str, list[str]]]:
    """Return the patterns of each section of the table by their kind; `part` has the parts."""
    return tomllib.loads(assets.path(TABLE).read_text("utf-8"))


@cache
def question_parts() -> dict[str, str]:
    """Return the parts of questions by their names in the table, each as a pattern."""
    return {name: "|".join(values) for name, values in verbs()["part"].items()}


def forms() -> list[dict[str, Any]]:
    """Return the forms of the table, in order: what each is like, and the pieces of its pattern."""
    table: list[dict[str, Any]] = tomllib.loads(assets.path(FORMS).read_text("utf-8"))["form"]
    return table
