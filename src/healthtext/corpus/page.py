"""A corpus report as one self-contained page, in the design of the article report.

Plots are SVG in the page; there is no script and no network, and everything from the corpus is
escaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import __version__, rules
from healthtext.corpus.measures import Group, Measures
from healthtext.evidence import VERDICTS
from healthtext.render.text import count, seen
from healthtext.render.verdicts import MEANS

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
DESIGN = Path(__file__).parents[1] / "render" / "templates" / "report.css"
MONTHS = 120  # drawn, the last ones; the table has all


def render(measures: Measures, title: str) -> str:
    """Return the page of a corpus."""
    style = DESIGN.read_text("utf-8") + (TEMPLATES / "corpus.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    html = (
        _environment()
        .get_template("corpus.html.j2")
        .render(
            found=measures, title=title, style=style, policy=policy, version=__version__,
            rules=rules.catalogue(), drawn=months(measures.months)[-MONTHS:],
            verdicts=VERDICTS, means=MEANS,
        )
    )  # fmt: skip
    return html.encode("utf-8", "backslashreplace").decode("utf-8")


def dumps(measures: Measures) -> str:
    """Return the measures as JSON."""
    return json.dumps(asdict(measures), ensure_ascii=False, indent=2) + "\n"


def months(found: tuple[Group, ...]) -> tuple[Group, ...]:
    """Put in the months between the first and the last that have no article."""
    if not found:
        return ()
    known = {group.name: group for group in found}
    first, last = (_number(found[end].name) for end in (0, -1))
    if last - first > 100 * MONTHS:  # a date that is wrong must not fill the page
        return found
    names = (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1))
    return tuple(known.get(name, Group(name)) for name in names)


def _number(month: str) -> int:
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"seen": seen, "count": count, "percent": _percent}
    return environment


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
