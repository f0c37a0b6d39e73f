"""Parts of speech and features that follow from a Penn tag and a dependency label."""

from __future__ import annotations

from typing import Any

# Tag, label or nothing, lower-case words or nothing; a later row overrules an earlier one.
ROWS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str, str], ...] = (
    ("NN", (), (), "NOUN", "Number=Sing"),
    ("NNS", (), (), "NOUN", "Number=Plur"),
    ("NNP", (), (), "PROPN", "Number=Sing"),
    ("NNPS", (), (), "PROPN", "Number=Plur"),
    ("VB", (), (), "VERB", "VerbForm=Inf"),
    ("VBD", (), (), "VERB", "Tense=Past|VerbForm=Fin"),
    ("VBG", (), (), "VERB", "Tense=Pres|VerbForm=Part"),
    ("VBN", (), (), "VERB", "Tense=Past|VerbForm=Part"),
    ("VBP", (), (), "VERB", "Tense=Pres|VerbForm=Fin"),
    ("VBZ", (), (), "VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    ("MD", (), (), "AUX", "VerbForm=Fin"),
    *((tag, ("aux", "auxpass", "cop"), (), "AUX", form) for tag, form in (
        ("VB", "VerbForm=Inf"), ("VBD", "Tense=Past|VerbForm=Fin"),
        ("VBG", "Tense=Pres|VerbForm=Part"), ("VBN", "Tense=Past|VerbForm=Part"),
        ("VBP", "Tense=Pres|VerbForm=Fin"),
        ("VBZ", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
    )),
    ("JJ", (), (), "ADJ", "Degree=Pos"),
    ("JJR", (), (), "ADJ", "Degree=Cmp"),
    ("JJS", (), (), "ADJ", "Degree=Sup"),
    ("RB", (), (), "ADV", ""),
    ("RBR", (), (), "ADV", "Degree=Cmp"),
    ("RBS", (), (), "ADV", "Degree=Sup"),
    ("RB", (), ("not", "n't", "n’t"), "PART", "Polarity=Neg"),
    ("WRB", (), (), "ADV", "PronType=Int"),
    ("WRB", ("mark",), (), "SCONJ", ""),
    ("DT", (), (), "PRON", ""),
    ("DT", ("det", "neg", "det:predet", "cc:preconj"), (), "DET", ""),
    ("PDT", (), (), "DET", ""),
    ("WDT", (), (), "PRON", "PronType=Rel"),
    ("WDT", ("det",), (), "DET", "PronType=Int"),
    ("PRP", (), (), "PRON", "PronType=Prs"),
    ("PRP$", (), (), "PRON", "Poss=Yes|PronType=Prs"),
    ("WP", (), (), "PRON", "PronType=Int"),
    ("WP$", (), (), "PRON", "Poss=Yes|PronType=Int"),
    ("EX", (), (), "PRON", "PronType=Dem"),
    ("IN", (), (), "ADP", ""),
    ("IN", ("mark",), (), "SCONJ", ""),
    ("TO", (), (), "PART", ""),
    ("TO", ("case", "mwe"), (), "ADP", ""),
    ("RP", (), (), "ADP", ""),
    ("CC", (), (), "CCONJ", ""),
    ("CD", (), (), "NUM", "NumType=Card"),
    ("POS", (), (), "PART", ""),
    ("UH", (), (), "INTJ", ""),
    *((tag, (), (), "SYM", "") for tag in ("SYM", "$", "#")),
    *((tag, (), (), "PUNCT", "") for tag in (
        ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP",
    )),
    *((tag, (), (), "X", "") for tag in ("FW", "LS", "ADD", "AFX", "GW")),
    ("_SP", (), (), "SPACE", ""),
)  # fmt: skip


def patterns() -> list[dict[str, Any]]:
    """Return them as patterns of spaCy's attribute ruler."""
    return [
        {"patterns": [[_token(tag, labels, words)]], "attrs": {"POS": part, "MORPH": features}}
        for tag, labels, words, part, features in ROWS
    ]


def _token(tag: str, labels: tuple[str, ...], words: tuple[str, ...]) -> dict[str, Any]:
    token: dict[str, Any] = {"TAG": tag}
    if labels:
        token["DEP"] = {"IN": list(labels)}
    if words:
        token["LOWER"] = {"IN": list(words)}
    return token
