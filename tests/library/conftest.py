"""Files of evidence, made here."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from healthtext.library import Library

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//x" "x.dtd">
"""


def article(
    pmid: int, abstract: str = "Ginger reduced nausea. It was safe.", *, version: int = 1,
    revised: int = 2020, title: str = "Ginger for nausea", types: tuple[str, ...] = (),
    comments: str = "", doi: str = "",
) -> str:  # fmt: skip
    """Write an article as PubMed does."""
    kinds = "".join(f"<PublicationType>{one}</PublicationType>" for one in types)
    text = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>" if abstract else ""
    number = f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else ""
    return f"""<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID>
<DateRevised><Year>{revised}</Year><Month>1</Month><Day>9</Day></DateRevised>
<Article><Journal><JournalIssue><PubDate><Year>2014</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>{title}</ArticleTitle>{text}
<PublicationTypeList>{kinds}</PublicationTypeList></Article>
<CommentsCorrectionsList>{comments}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList>{number}</ArticleIdList></PubmedData></PubmedArticle>
"""


def pubmed(*articles: str) -> bytes:
    """Write a file as PubMed does."""
    return f"{HEAD}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>".encode()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def written(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return written


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.writable(tmp_path / "own.sqlite") as opened:
        yield opened
