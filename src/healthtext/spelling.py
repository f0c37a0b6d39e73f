"""Normal forms of words: what is one word in all its spellings, and what is one in any number.

The forms are for comparing, never for printing: 'aerobic' becomes 'erobic' on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BRITISH = re.compile(r"[ao]e|our|[bt]re|sulph|leuc|is[ae]|ising|yse|[’ʼ'‐‑-]")


def is_acronym(word: str) -> bool:
    """Tell whether a word is known by its capitals, such as COPD or HbA1c."""
    return word.isalnum() and sum(map(str.isupper, word)) > 1


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """Return the form under which spellings of a word are one."""
    form = word.lower()
    if not form.isascii():
        form = "".join(
            c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c)
        )
    if not _BRITISH.search(form):
        return form
    form = re.sub(r"[‐‑-]", "", re.sub(r"[’ʼ]", "'", form).removesuffix("'s").replace("'", ""))
    return _american(form) if len(form) > 4 else form


def _american(form: str) -> str:
    form = re.sub(r"([bt])re(?=s?$)", r"\1er", form)
    if len(form) > 5:
        form = form.replace("ae", "e").replace("oe", "e").replace("our", "or")
        form = form.replace("sulph", "sulf").replace("leuc", "leuk")
    return re.sub(r"is(?=ation|e(?:d|s|rs?)?$|ing$)", "iz", form)


# Words in -s that are no plurals, and plurals that rules do not reach.
_NO_PLURAL = frozenset(
    """always ascites biceps caries diabetes feces forceps gas glottis hertz herpes hives lens
    measles mumps news pancreas perhaps rabies rickets scabies series shingles species tabes triceps
    yes""".split()  # noqa: SIM905
)
_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "children": "child", "women": "woman", "men": "man",
    "lice": "louse", "mice": "mouse", "lives": "life", "bacteria": "bacterium", "leaves": "leaf",
    "vertebrae": "vertebra", "vertebre": "vertebra", "bursae": "bursa", "ova": "ovum",
    "diagnoses": "diagnosis", "metastases": "metastasis", "prostheses": "prosthesis",
    "thromboses": "thrombosis", "stenoses": "stenosis", "psychoses": "psychosis",
    "neuroses": "neurosis", "testes": "testis", "viruses": "virus", "sinuses": "sinus",
    "fungi": "fungus", "fetuses": "fetus", "biopsies": "biopsy", "calculi": "calculus",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def singular(form: str) -> str:
    """Return the form under which singular and plural of a word are one."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if len(form) < 4 or form in _NO_PLURAL or form.endswith(("ss", "us", "is", "itis", "itides")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "ches", "shes", "xes")) and not form.endswith("aches"):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form
