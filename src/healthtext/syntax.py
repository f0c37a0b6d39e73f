"""spaCy documents: tokens and sentences by rules, the packaged parser, or a model of the user's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import assets, lettered, light, tokens
from healthtext.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

CORE = "en_healthtext_core"
FOLDER = "models/syntax"
MAX_LENGTH = 20_000_000
PIECE = 20_000  # code points that a model reads at once: it needs some 2 kB for each


@cache
def load(model: str = "") -> Language:
    """Load what divides a text, or any spaCy model by installed name or folder.

    CORE is the packaged parser. Raises SettingsError when there is no such model, AssetError when
    the packaged one is missing or damaged.
    """
    if model == CORE:
        return core()
    if model:
        return _user_model(model)
    light.without_torch()
    import spacy

    from healthtext.spacy_components import SENTENCES

    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    tokens.split_off_marks(nlp)
    nlp.add_pipe(SENTENCES)
    return nlp


# Marks of references behind a sentence.
_MARKS = re.compile(
    r"(?<=[.!?”\")])(?: ?\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[a-z ]+|[\^@][\w:-]+)\])+"
    r"|(?<=[a-z]{3}\.)\d{1,3}(?:[,–-]\d{1,3})*(?!\S)"
    rf"|(?<=[.!?]){tokens.RAISED}+(?:[,–-]{tokens.RAISED}+)*"
)


@cache
def core(folder: Path = assets.DATA) -> Language:
    """Load the packaged pipeline: tags, dependencies, sentences, parts of speech, lemmas.

    Raises AssetError when one of its files is missing or damaged.
    """
    place = core_folder(folder)
    light.without_torch()
    import spacy

    import healthtext.spacy_components  # noqa: F401, two of its factories are in the pipeline

    nlp = spacy.load(place)
    nlp.max_length = MAX_LENGTH
    return nlp


def core_folder(folder: Path = assets.DATA) -> Path:
    """Return the folder of the packaged pipeline, for spacy.load.

    Raises AssetError when one of its files is missing or damaged.
    """
    names = [name for name in assets.manifest(folder) if name.startswith(f"{FOLDER}/")]
    for name in names or [f"{FOLDER}/config.cfg"]:
        assets.verified(folder, name)
    return folder / FOLDER


def _user_model(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except (OSError, ImportError) as error:
        raise SettingsError(
            "model", f"cannot load {model!r} ({str(error).splitlines()[0]})",
            f"give an installed spaCy model, the folder of one, or {CORE}",
        ) from None  # fmt: skip
    if nlp.lang not in ("en", "xx"):  # xx is what spaCy calls a pipeline for any language
        problem = f"{model!r} is for the language {nlp.lang!r}, and only English is read"
        raise SettingsError("model", problem, "give a model for English")
    nlp.max_length = MAX_LENGTH
    return nlp


def version(model: str) -> str:
    """Name a model: its language and name, its version, and what it was asked for by."""
    meta = load(model).meta
    name = f"{meta['lang']}_{meta['name']}"
    return f"{name} {meta['version']}" + (f" ({model})" if model != name else "")


def read(nlp: Language, text: str) -> Doc:
    """Make a document of a text; a model reads a long one in pieces, so that memory is bounded.

    The pieces end at line breaks where they can, and always between words. A model that sets no
    sentences gets those of the packaged rules.
    """
    if len(text) <= PIECE or not any(map(nlp.has_pipe, _LEARNED)):
        return _divided(nlp(tokens.read(nlp, text)))
    return tokens.joined([_divided(nlp(tokens.read(nlp, piece))) for piece in pieces(text)])


def _divided(doc: Doc) -> Doc:
    return doc if doc.has_annotation("SENT_START") else divide(doc)


_LEARNED = ("parser", "ner", "tok2vec", "transformer")  # what needs memory for every word
_ENDS = tuple(map(re.compile, (r"(?s).*\n\s*(?=\S)", r"(?s).*[.!?]\s+(?=\S)", r"(?s).*\s(?=\S)")))


def pieces(text: str, longest: int = PIECE) -> Iterator[str]:
    """Cut a text behind a line break, else behind a sentence, else between words."""
    start = 0
    while len(text) - start > longest:
        found = (end.match(text, start, start + longest) for end in _ENDS)
        stop = next((match.end() for match in found if match), start + longest)
        yield text[start:stop]
        start = stop
    yield text[start:]


# Abbreviations whose full stop ends no sentence: before anything, before a number or a single
# capital (Fig. 2, Vit. D), before small letters (etc., 5 mg. daily), numbers and brackets (et al.).
_BEFORE_ALL = frozenset(["approx", "ca", "cf", "excl", "incl", "viz"])
_BEFORE_NUMBER = frozenset(
    ("app", "ch", "chap", "eq", "eqs", "fig", "figs", "no", "nos", "pp", "ref", "refs",
     "sect", "suppl", "tab", "vit", "vol", "vols")
)  # fmt: skip
_BEFORE_SMALL = frozenset(
    ("al", "cm", "dept", "etc", "hr", "hrs", "kg", "lb", "lbs", "max", "mcg", "mg", "ml",
     "mm", "mo", "oz", "resp", "tbsp", "tsp", "wk", "wks", "yr", "yrs")
)  # fmt: skip


def divide(doc: Doc) -> Doc:
    """Set the sentences of a document by their full stops; those of abbreviations end none."""
    from spacy.pipeline import Sentencizer

    divided: Doc = Sentencizer()(doc)
    for token in divided[1:]:
        if token.is_sent_start and _goes_on(divided, token.i):
            token.is_sent_start = False
    for at in lettered.unmarked(divided):
        divided[at].is_sent_start = True
    return _behind_marks(divided)


def _behind_marks(doc: Doc) -> Doc:
    """Let a sentence begin behind the marks of references to what the one before it says."""
    text, starts = doc.text, [token.idx for token in doc]
    for mark in _MARKS.finditer(text):
        inside = doc[bisect_left(starts, mark.start()) : bisect_left(starts, mark.end())]
        if not any(token.is_sent_start for token in inside):
            continue
        for token in inside:
            token.is_sent_start = False
        if inside.end < len(doc):
            doc[inside.end].is_sent_start = not text[mark.end() : mark.end() + 2].strip().islower()
    return doc


def _goes_on(doc: Doc, start: int) -> bool:
    """Tell whether the sentence that was ended before a token goes on with it."""
    stop = start - 1
    while stop > 1 and doc[stop].text != "." and doc[stop].is_punct:
        stop -= 1
    if doc[stop].text != "." or stop < 1 or doc[stop - 1].whitespace_:
        return False
    between = {token.text for token in doc[stop + 1 : start]}
    word, first = doc[stop - 1], doc[start].text
    short = word.lower_
    if between & {",", ";", ":"} or short in _BEFORE_ALL:
        return True
    if short in _BEFORE_NUMBER:
        # "Is it safe? No. 5 people died."
        answer = short == "no" and (stop < 2 or bool(word.is_sent_start))
        return not answer and (first[0].isdigit() or (len(first) == 1 and first.isupper()))
    if short == "al" and (first[0].isdigit() or between & {"(", "["}):
        return True
    return short in _BEFORE_SMALL and first[0].islower()


def sentences(doc: Doc) -> Iterator[Span]:
    """Yield sentences; a line break always ends one, since headings and list items have no dot.

    The bullet or number of a list item, or the markup before a first word, stands alone.
    """
    for span in _lines(doc):
        first = _first(span)
        if first > span.start:
            yield doc[span.start : first]
        last = _last(span, first)
        yield doc[first:last]
        if last < span.end:
            yield doc[last : span.end]


_BULLETS = frozenset("-–—*•·●○◦▪■□‣►➤→✓✔✗>#_")


def _first(span: Span) -> int:
    """Return the token that a sentence begins with, behind its bullet; all may be one."""
    at = next((token.i for token in span if not _BULLETS.issuperset(token.text)), span.start)
    rest = span.doc[at : span.end]
    return at + 2 if len(rest) > 2 and rest[0].is_digit and rest[1].text == ")" else at


def _last(span: Span, first: int) -> int:
    """Return the token behind the last one but for markup: "*" that opens what follows."""
    at = span.end
    while at > first + 1 and _MARKUP.issuperset(span.doc[at - 1].text):
        at -= 1
    return at


_MARKUP = frozenset("*_")


def _lines(doc: Doc) -> Iterator[Span]:
    """Yield what no full stop and no line break divides, whoever has set the sentences."""
    more = lettered.unmarked(doc)
    for span in _broken(doc):
        inside = (at for at in more if span.start < at < span.end)
        for start, end in pairwise((span.start, *inside, span.end)):
            yield doc[start:end]


def _broken(doc: Doc) -> Iterator[Span]:
    """Yield what neither a line break nor a sentence's bound in the document divides."""
    spaces = doc.to_array("IS_SPACE").nonzero()[0].tolist()
    breaks = [at for at in spaces if "\n" in doc[at].text]
    for sent in doc.sents:
        start = sent.start
        for at in breaks[bisect_left(breaks, start) : bisect_left(breaks, sent.end)]:
            if at > start:
                yield doc[start:at]
            start = at + 1
        if start < sent.end:
            yield doc[start : sent.end]


_INFLECTED = ("NOUN", "VERB", "AUX", "ADJ", "ADV")
_IRREGULAR = {
    ("n't", "PART"): "not", ("'s", "AUX"): "be", ("'m", "AUX"): "be", ("'re", "AUX"): "be",
    ("'ve", "AUX"): "have", ("'ll", "AUX"): "will", ("'d", "AUX"): "would", ("ca", "AUX"): "can",
    ("wo", "AUX"): "will", ("i", "PRON"): "I", ("me", "PRON"): "I", ("him", "PRON"): "he",
    ("us", "PRON"): "we", ("them", "PRON"): "they", ("an", "DET"): "a", ("these", "DET"): "this",
    ("those", "DET"): "that", ("these", "PRON"): "this", ("those", "PRON"): "that",
    ("mine", "PRON"): "my",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def lemma(form: str, part: str) -> str:
    """Return the lemma of a form by its universal part of speech; names keep their form."""
    if part in ("PROPN", "X", "SYM", "PUNCT", "SPACE"):
        return form
    lower = form.lower().replace("’", "'")
    if (lower, part) in _IRREGULAR or part not in _INFLECTED:
        return _IRREGULAR.get((lower, part), lower)
    from lemminflect import getLemma

    found: tuple[str, ...] = getLemma(lower, part)
    return found[0] if found else lower
