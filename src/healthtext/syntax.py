"""spaCy documents: tokens and sentences, by the packaged rules or a model of the user's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from healthtext.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MAX_LENGTH = 20_000_000


@cache
def load(model: str = "") -> Language:
    """Load the packaged pipeline, or any spaCy model by installed name or folder.

    Raises SettingsError when there is no such model.
    """
    import spacy

    if model:
        return _user_model(model)
    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe("sentencizer")
    return nlp


def _user_model(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except (OSError, ImportError) as error:
        raise SettingsError(
            "model", f"cannot load {model!r} ({str(error).splitlines()[0]})",
            "give an installed spaCy model or the folder of one",
        ) from None  # fmt: skip
    nlp.max_length = MAX_LENGTH
    return nlp


def divide(doc: Doc) -> Doc:
    """Set the sentences of a document of another pipeline that has none, by their full stops."""
    from spacy.pipeline import Sentencizer

    divided: Doc = Sentencizer()(doc)
    return divided


def sentences(doc: Doc) -> Iterator[Span]:
    """Yield sentences; a line break always ends one, since headings and list items have no dot."""
    for sent in doc.sents:
        start = sent.start
        for token in sent:
            if token.is_space and "\n" in token.text:
                if token.i > start:
                    yield doc[start : token.i]
                start = token.i + 1
        if start < sent.end:
            yield doc[start : sent.end]
