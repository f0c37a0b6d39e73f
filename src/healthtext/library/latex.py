"""The plain text of what reference managers write in LaTeX: nothing of it is lost.

They leave "30% of adults" and "$5 or $6" as they are, where LaTeX would see a comment and formulas,
and write "<" and "µ" as macros that pylatexenc does not know and leaves out.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from healthtext.read.raised import raised

_KNOWN = {
    "textless": "<", "textgreater": ">", "textbar": "|", "degree": "°", "celsius": "°C",
    "micro": "µ", "percent": "%", "textpercent": "%",
}  # fmt: skip
_BARE = ("mbox", "url", "href", "textsuperscript", "textsubscript")  # of which the text is shown
_PLAIN = re.compile(r"(?<!\\)[%&#]|(?<![\w\\.,;:)}])~")  # "~20 people"
_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)*)\$|(?<!\\)\$", re.DOTALL)
_WORDS = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}")  # that are no macro nor in one
_LOWERED = re.compile(r"_\{?(\d+)\}?")
_RAISED = re.compile(r"(?<=\d)(\$?)(?:\^\{?|\\textsuperscript\{)([-−–]?\d+)\}?")


def plain(text: str) -> str:
    """Return a text without LaTeX: letters and signs in its place, formulas in a line.

    Raises ValueError where it cannot be read.
    """
    if not re.search(r"[\\$~]", text):
        return text
    safe = _FORMULA.sub(_formula, _PLAIN.sub(_escaped, text))
    safe = _RAISED.sub(lambda match: match[1] + raised(match[2]), safe)
    try:
        return str(_decoder().latex_to_text(safe))
    except Exception as error:  # the library lets any of its own mistakes through
        raise ValueError(str(error)) from error


def _escaped(match: re.Match[str]) -> str:
    return r"\textasciitilde{}" if match[0] == "~" else rf"\{match[0]}"


def _formula(match: re.Match[str]) -> str:
    """Return a formula as it is, and what only stands between signs of dollars with these."""
    inner = match[1]
    if not inner:
        return match[0].replace("$", r"\$")
    if _WORDS.search(inner):
        return rf"\${inner}\$"
    return f"${_LOWERED.sub(lambda lowered: lowered[1], inner)}$"


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in _KNOWN.items()]
    macros += [MacroTextSpec(name, discard=False) for name in _BARE]
    known.add_context_category("healthtext", prepend=True, macros=macros)
    usual = get_default_latex_context_db()
    unknown = MacroTextSpec("", simplify_repl=partial(_unknown, usual))
    known.set_unknown_macro_spec(unknown)
    return LatexNodes2Text(latex_context=known)


def _unknown(usual: Any, node: Any) -> str:
    """Return what a macro that is not known stands for, else itself: no sign may be lost."""
    name = str(node.macroname)
    letter = name.removeprefix("text")
    known = usual.get_macro_spec(letter) if letter != name else None
    sign = known.simplify_repl if known and isinstance(known.simplify_repl, str) else ""
    return sign or f"\\{name}{node.macro_post_space}"
