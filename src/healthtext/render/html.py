"""Reports as one self-contained page: no script, no network, everything from articles escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import __version__
from healthtext.records import Report
from healthtext.render import page
from healthtext.render.text import count, quoted, seen

if TYPE_CHECKING:
    from jinja2 import Environment

    from healthtext.rules import Rule

TEMPLATES = Path(__file__).parent / "templates"


def render(reports: Iterable[Report], rules: Mapping[str, Rule] | None = None) -> str:
    """Return one page for all reports, with a table of contents from two on.

    `rules` is the catalogue that says why a finding matters; without it findings stand alone.
    """
    style = (TEMPLATES / "report.css").read_text("utf-8")
    views = [page.view(report, number) for number, report in enumerate(reports, 1)]
    html = (
        _environment()
        .get_template("report.html.j2")
        .render(
            views=views, rules=rules or {}, style=style, policy=_policy(style), version=__version__
        )
    )
    # A lone surrogate (in a file's name, say) has no place in UTF-8.
    return html.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"seen": seen, "quoted": quoted, "count": count, "link": _link}
    return environment


def _policy(style: str) -> str:
    """Return a Content-Security-Policy that allows this one style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _link(address: str) -> str:
    """Return an address that may be a link, or nothing: javascript: and the like are none."""
    web = address.lower().startswith(("https://", "http://"))
    return address if web and not any(char.isspace() for char in address) else ""
