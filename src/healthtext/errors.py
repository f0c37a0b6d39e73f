"""Errors healthtext raises, each with what failed, the value and the remedy.

HealthtextError
├── InputError      an article that cannot be read (becomes a Failure in a run)
├── SettingsError   a bad option, configuration file or user rule (stops before the run)
├── AssetError      a packaged model or table that is missing or damaged
└── StepError       a step that could not do its work on one article (becomes a Failure)
"""

from __future__ import annotations


class HealthtextError(Exception):
    """Say in one line where it happened, what was wrong and how to mend it."""

    def __init__(self, where: str, problem: str, remedy: str, *, code: str = "error") -> None:
        self.where = where
        self.problem = problem
        self.remedy = remedy
        self.code = code
        super().__init__(where, problem, remedy, code)

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}; {self.remedy}"
        return line.encode("utf-8", "backslashreplace").decode("utf-8").replace("\n", "\\n")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.where, self.problem, self.remedy, self.code)


def _rebuild(
    kind: type[HealthtextError], where: str, problem: str, remedy: str, code: str
) -> HealthtextError:
    return kind(where, problem, remedy, code=code)


class InputError(HealthtextError):
    """An article could not be read or is not one healthtext works on."""


class SettingsError(HealthtextError):
    """An option, a configuration file or a rule of the user's is wrong."""


class AssetError(HealthtextError):
    """A packaged model or table is missing or damaged."""


class StepError(HealthtextError):
    """A step could not do its work on one article."""
