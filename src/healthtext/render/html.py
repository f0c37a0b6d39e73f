"""Reports as one self-contained page: no network, everything from articles escaped.

The page's script is SCRIPTS as they stand, with types in JSDoc; the policy of the page
allows it and the style sheet by their digests and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import __version__
from healthtext.records import Citation, Report
from healthtext.render import page, verdicts
from healthtext.render.text import count, quoted, seen

if TYPE_CHECKING:
    from jinja2 import Environment

    from healthtext.rules import Rule

TEMPLATES = Path(__file__).parent / "templates"
LISTED = 1_000  # edits: a browser lays a longer table out for seconds
SCRIPTS = ("sheet.js", "page.js", "review.js")


def render(reports: Iterable[Report], rules: Mapping[str, Rule] | None = None) -> str:
    """Return one page for all reports, with a table of contents from two on.

    `rules` is the catalogue that says why a finding matters; without it findings stand alone.
    """
    from healthtext.evidence import DISCLAIMER

    style = _template("report.css")
    script = "".join(_template(name) for name in SCRIPTS)
    views = [page.view(report, number) for number, report in enumerate(reports, 1)]
    template = _environment().get_template("report.html.j2")
    html = template.render(
        views=views, rules=rules or {}, style=style, script=script,
        policy=_policy(style, script), version=__version__, listed=LISTED, advice=DISCLAIMER,
    )  # fmt: skip
    # A lone surrogate (in a file's name, say) has no place in UTF-8.
    return html.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "seen": seen, "quoted": quoted, "count": count, "link": _link, "cited": _cited,
        "words": verdicts.words, "means": verdicts.means, "effects": verdicts.effects,
        "effect": verdicts.named,
    }  # fmt: skip
    return environment


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows this style sheet and this script, no more."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _link(address: str) -> str:
    """Return an address that may be a link, or nothing: javascript: and the like are none."""
    web = address.lower().startswith(("https://", "http://"))
    return address if web and not any(char.isspace() for char in address) else ""


def _cited(citation: Citation) -> str:
    """Return the address of what a citation names."""
    found = {
        "doi": f"https://doi.org/{citation.value}",
        "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{citation.value}/",
    }
    return _link(found.get(citation.kind, citation.value))
