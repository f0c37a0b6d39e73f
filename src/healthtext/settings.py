"""Typed settings from healthtext.toml, [tool.healthtext] and the command line, checked first."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from healthtext.errors import SettingsError
from healthtext.records import SAFETIES, STEPS, Safety

PAGES = ("auto", "always", "never")
SCORERS = {"mlm": "mlm:FOLDER", "openai": "openai:URL#MODEL"}
LARGEST = 1_000_000_000  # of any number: clocks and timers of systems have an end
_FILES = ("phrases", "allow_files", "protect_files", "vocab", "evidence")
_KINDS = {
    frozenset: "a list of strings", str: "a string", int: "a whole number", float: "a number",
    bool: "true or false",
}  # fmt: skip
_ADDED = ("disable_rules", "allow", "protect", *_FILES)  # options add to the configuration's
_HEAD = "write settings without a head here: [tool.healthtext] is for pyproject.toml"
VARIANTS = ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-ZA")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told. The defaults are what `healthtext fix FILE` does.

    `skip` names steps left out; `apply` is the lowest tier of edits that is made (`safe`,
    `review` or `suggest`); `id_field` and `text_field` are the fields of JSONL records; `model`
    is a spaCy model by name or folder instead of the packaged one; `languagetool_url` is a
    LanguageTool server of the user's; `variant` is one of VARIANTS, or empty when the article's
    own spellings are to decide; `max_bytes` is the largest article read and `timeout` the seconds
    one page may take to fetch, and to read. `pages` says when the page behind a feed item is
    fetched: `auto` is where the feed has no full text. `delay` is the least seconds between two
    requests to one host, `contact` is shown to the sites that are read, and `allow_private` lets
    addresses of this machine and its network be fetched.

    `vocab` are the user's own tables of medical terms and `phrases` own phrase lists, as files;
    `allow` and `allow_files` (a wording a line) what despinning and grammar leave alone, `protect`
    and `protect_files` what no step touches. `scorer` is a second opinion for despinning,
    `mlm:FOLDER` or `openai:URL#MODEL`; `scorer_timeout` are the seconds one request to
    it may take and `scorer_requests` the most requests for one article. `evidence`
    are stores of the user's own evidence, as files; `online` asks Europe PMC about every claim.
    """

    skip: frozenset[str] = frozenset()
    apply: Safety = "safe"
    id_field: str = "id"
    text_field: str = "text"
    model: str = ""
    disable_rules: frozenset[str] = frozenset()
    languagetool_url: str = ""
    variant: str = ""
    max_bytes: int = 10_000_000
    timeout: float = 20.0
    pages: str = "auto"
    delay: float = 1.0
    contact: str = ""
    allow_private: bool = False
    vocab: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()
    allow_files: frozenset[str] = frozenset()
    protect: frozenset[str] = frozenset()
    protect_files: frozenset[str] = frozenset()
    scorer: str = ""
    scorer_timeout: float = 60.0
    scorer_requests: int = 12
    evidence: frozenset[str] = frozenset()
    online: bool = False


def repairing(settings: Settings) -> Settings:
    """Return the settings for a run of which only the text is wanted: its repairs are the same.

    What only annotates is left out (its suggestions are never made), unless a model, vocabulary
    or evidence of the user's is named, which a run must not take unseen.
    """
    named = settings.model or settings.vocab or settings.evidence or settings.online
    left_out = settings.skip | {"entities", "claims", "evidence"}
    return settings if named else replace(settings, skip=left_out)


def load(folder: Path | None = None, **options: Any) -> Settings:
    """Read the nearest configuration at or above `folder` and lay the given options over it.

    Options that are None count as not given; the user's own rules add up. File names in a
    configuration are relative to it. Raises SettingsError for an unknown key or value.
    """
    path, values = _nearest(folder or Path.cwd())
    settings = _located(checked(values, str(path)), path.parent)
    given = {key: value for key, value in options.items() if value is not None}
    chosen = checked(given, "command line", settings)
    both: dict[str, Any] = {
        key: getattr(settings, key) | getattr(chosen, key) for key in _ADDED if key in given
    }
    return replace(chosen, **both)


def checked(values: Mapping[str, Any], where: str, base: Settings | None = None) -> Settings:
    """Return `base` with `values` laid over it, every key and value checked."""
    known = {field.name for field in fields(Settings)}
    for key in values:
        if key not in known:
            remedy = _HEAD if key == "tool" else _did_you_mean(key, known)
            raise SettingsError(where, f"unknown setting {key!r}", remedy)
    settings = base or Settings()
    typed = {key: _typed(key, value, settings, where) for key, value in values.items()}
    settings = replace(settings, **typed)
    _one_of("apply", {settings.apply}, set(SAFETIES), where)
    _one_of("variant", {settings.variant} - {""}, set(VARIANTS), where)
    _one_of("pages", {settings.pages}, set(PAGES), where)
    _one_of("skip", set(settings.skip), set(STEPS), where)
    _check_rules(settings.disable_rules, where)
    _check_scorer(settings.scorer, where)
    return settings


def _located(settings: Settings, folder: Path) -> Settings:
    """Return the settings of a configuration with its file names relative to its folder."""

    def placed(name: str) -> str:
        return str(folder / Path(name).expanduser())

    files: dict[str, Any] = {key: frozenset(map(placed, getattr(settings, key))) for key in _FILES}
    kind, _, rest = settings.scorer.partition(":")
    scorer = f"mlm:{placed(rest)}" if kind == "mlm" else settings.scorer
    return replace(settings, **files, scorer=scorer)


def _check_rules(names: frozenset[str], where: str) -> None:
    if not names:
        return
    from healthtext.rules import catalogue

    for name in sorted(names - catalogue().keys()):
        close = get_close_matches(name, catalogue(), n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise SettingsError(where, f"there is no rule {name!r}", f"{hint}see `healthtext rules`")


def _check_scorer(scorer: str, where: str) -> None:
    kind, _, rest = scorer.partition(":")
    if scorer and (kind not in SCORERS or not rest):
        ways = " or ".join(SCORERS.values())
        raise SettingsError(where, f"scorer = {scorer!r} is none", f"give {ways}")


def _typed(key: str, value: Any, defaults: Settings, where: str) -> Any:
    kind = type(getattr(defaults, key))
    if kind is frozenset and _is_list_of_strings(value):
        return frozenset(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        name = _KINDS[kind]
        raise SettingsError(where, f"{key} = {value!r} is not {name}", f"give {name}")
    if kind in (int, float) and not 0 < value <= LARGEST:  # nor is nan
        problem = f"{key} = {value!r} is not above zero and up to {LARGEST:,}"
        raise SettingsError(where, problem, "give such a number")
    return value


def _is_list_of_strings(value: Any) -> bool:
    is_list = isinstance(value, (list, tuple, set, frozenset))
    return is_list and all(isinstance(item, str) for item in value)


def _one_of(key: str, values: set[str], allowed: set[str], where: str) -> None:
    for value in sorted(values - allowed):
        raise SettingsError(where, f"unknown {key} {value!r}", _did_you_mean(value, allowed))


def _did_you_mean(value: str, known: set[str]) -> str:
    close = get_close_matches(value, known, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{hint}known: {', '.join(sorted(known))}"


def _nearest(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Find healthtext.toml or a pyproject.toml with [tool.healthtext], nearest first."""
    for place in (folder, *folder.resolve().parents):
        own = place / "healthtext.toml"
        if os.path.lexists(own):  # a link to nothing is a mistake, not no configuration
            return own, _toml(own)
        shared = place / "pyproject.toml"
        if shared.is_file():
            section = _section(_toml(shared), shared)
            if section is not None:
                return shared, section
    return folder, {}


def _section(values: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """Return the table [tool.healthtext] of a project; None where there is none."""
    tools = values.get("tool")
    section = tools.get("healthtext") if isinstance(tools, dict) else None
    if section is None or isinstance(section, dict):
        return section
    raise SettingsError(str(path), "tool.healthtext is no table", "head it [tool.healthtext]")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise SettingsError(str(path), problem, "allow it, or move it away") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"is no valid TOML ({error})", "mend that line") from None
