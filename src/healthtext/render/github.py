"""Workflow commands of GitHub Actions, which shows them as annotations on the changed files."""

from __future__ import annotations

from healthtext.render.problems import Problem
from healthtext.render.text import seen

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def annotation(problem: Problem) -> str:
    """Return a problem as one line, whose message says where if the text is not the file's own."""
    message = seen(problem.said)
    about = {"file": problem.name, "title": problem.rule}
    if problem.in_file:
        about |= _place(problem)
    elif problem.record:
        about["line"] = str(problem.line)
        message = f"character {problem.column} of its text: {message}"
    else:
        message = f"line {problem.line}, column {problem.column} of its text: {message}"
    listed = ",".join(f"{name}={_value(value)}" for name, value in about.items())
    return f"::{LEVELS[problem.severity]} {listed}::{_data(message)}"


def _place(problem: Problem) -> dict[str, str]:
    line, column = problem.end
    place = {"line": str(problem.line), "endLine": str(line)}
    if line == problem.line:  # GitHub takes columns on one line only
        place |= {"col": str(problem.column), "endColumn": str(column)}
    return place


def _data(text: str) -> str:
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
