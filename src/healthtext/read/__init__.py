"""Read plain text, Markdown, HTML, DOCX and JSONL into articles; bad input becomes a Failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from healthtext.read import encoding, files, gates, marks
from healthtext.read.gates import attempt
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings


def read(name: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield what is in one source, a path or - for standard input: many articles for JSONL.

    Never raises for bad input. `Source.encoding` is the Python codec that also writes it back.
    """
    kind = files.kind_of(name)
    source = Source(name=files.shown(name), kind=kind or "text")
    if kind == "jsonl":
        from healthtext.read import jsonl

        yield from jsonl.records(name, source, settings)
    else:
        yield attempt(lambda: _article(name, source, settings), source.name, source)


def from_bytes(
    data: bytes, source: Source, settings: Settings, *, charset: str = ""
) -> Article | Failure:
    """Make an article of a document that is in memory, such as a fetched page.

    `charset` is what HTTP says about its encoding.
    """
    if not source.kind:
        source = replace(source, kind=files.sniff(data))
    return attempt(lambda: _of_bytes(data, source, settings, charset), source.name, source)


def from_text(text: str, *, id: str = "text") -> Article:
    """Make an article of a text that is in memory already."""
    return marks.respected(Article(id, text, Source(name=id)))


def _article(name: str, source: Source, settings: Settings) -> Article:
    """Read a source that holds one article; raises InputError."""
    data = files.fetch(name, source.name, settings)
    kind = files.kind_of(name) or files.sniff(data)
    return _of_bytes(data, replace(source, kind=kind), settings)


def _of_bytes(data: bytes, source: Source, settings: Settings, charset: str = "") -> Article:
    """Make an article of a document's content, of the kind that `source` says."""
    if source.kind == "docx":
        from healthtext.read import docx

        article = docx.article(data, source, settings)
    else:
        gates.refuse_binary_bytes(data, source.name)
        declares = source.kind == "html"
        decoded = encoding.decode(data, source.name, declares=declares, label=charset)
        source = replace(source, encoding=decoded.encoding, warnings=decoded.warnings)
        article = _of_text(decoded.text, source, settings)
    return gates.admit(article)


def _of_text(text: str, source: Source, settings: Settings) -> Article:
    if source.kind == "html":
        from healthtext.read import html

        return html.article(text, source, settings)
    if source.kind == "markdown":
        from healthtext.read import markdown

        return markdown.article(text, source)
    return Article(source.name, text, source)
