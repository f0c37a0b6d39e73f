"""Typed settings from healthtext.toml, [tool.healthtext] and the command line, checked first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from healthtext.errors import SettingsError
from healthtext.records import SAFETIES, STEPS, Safety

PAGES = ("auto", "always", "never")
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


def load(folder: Path | None = None, **options: Any) -> Settings:
    """Read the nearest configuration at or above `folder` and lay the given options over it.

    Options that are None count as not given. Raises SettingsError for an unknown key or value.
    """
    path, values = _nearest(folder or Path.cwd())
    settings = checked(values, str(path))
    given = {key: value for key, value in options.items() if value is not None}
    return checked(given, "command line", settings)


def checked(values: Mapping[str, Any], where: str, base: Settings | None = None) -> Settings:
    """Return `base` with `values` laid over it, every key and value checked."""
    known = {field.name for field in fields(Settings)}
    for key in values:
        if key not in known:
            raise SettingsError(where, f"unknown setting {key!r}", _did_you_mean(key, known))
    settings = base or Settings()
    typed = {key: _typed(key, value, settings, where) for key, value in values.items()}
    settings = replace(settings, **typed)
    _one_of("apply", {settings.apply}, set(SAFETIES), where)
    _one_of("variant", {settings.variant} - {""}, set(VARIANTS), where)
    _one_of("pages", {settings.pages}, set(PAGES), where)
    _one_of("skip", set(settings.skip), set(STEPS), where)
    return settings


def _typed(key: str, value: Any, defaults: Settings, where: str) -> Any:
    kind = type(getattr(defaults, key))
    if kind is frozenset and isinstance(value, (list, tuple, set, frozenset)):
        return frozenset(str(item) for item in value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        name = "list of strings" if kind is frozenset else kind.__name__
        raise SettingsError(where, f"{key} = {value!r} is not a {name}", f"give a {name}")
    if kind in (int, float) and value <= 0:
        raise SettingsError(where, f"{key} = {value!r} is not above zero", "give a larger number")
    return value


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
        if own.is_file():
            return own, _toml(own)
        shared = place / "pyproject.toml"
        if shared.is_file():
            section = _toml(shared).get("tool", {}).get("healthtext")
            if section is not None:
                return shared, cast(dict[str, Any], section)
    return folder, {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"is no valid TOML ({error})", "mend that line") from None
