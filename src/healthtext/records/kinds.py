"""Kinds of sources, as `Evidence.study` names them.

A review and a trial say what was found. Guidance is what a public body states after it has weighed
what was found; a page of one only names what is done. Guidance that somebody wrote down without the
page at hand says so, wherever it is shown.
"""

from __future__ import annotations

_GUIDANCE, _PAGE = "guidance of ", "page of "
_UNREAD = " (page not read)"


def guidance_of(body: str, *, read: bool = True) -> str:
    """Name the kind of a body's stated judgement; `read` tells whether its page was at hand."""
    return f"{_GUIDANCE}{body}{'' if read else _UNREAD}"


def page_of(body: str) -> str:
    """Name the kind of a body's page that only names what is done."""
    return f"{_PAGE}{body}"


def is_review(study: str) -> bool:
    """Tell whether it puts the results of studies together."""
    return "review" in study and not (is_guidance(study) or is_page(study))


def is_firm(study: str) -> bool:
    """Tell whether it rests on many studies, as reviews do and what public bodies state."""
    return is_review(study) or is_guidance(study)


def is_guidance(study: str) -> bool:
    """Tell whether it is what a public body states."""
    return study.startswith(_GUIDANCE)


def is_page(study: str) -> bool:
    """Tell whether it is a public body's page that only names what is done."""
    return study.startswith(_PAGE)


def is_unread(study: str) -> bool:
    """Tell whether it is guidance that was written down without its page."""
    return is_guidance(study) and study.endswith(_UNREAD)


def of_body(study: str) -> bool:
    """Tell whether it is no study but what a public body says."""
    return is_guidance(study) or is_page(study)


def group(study: str) -> str:
    """Return the kind without the body that it names: all guidance is counted as one."""
    return _GUIDANCE.split()[0] if is_guidance(study) else "page" if is_page(study) else study
