"""Build the spun-health corpus from its marked-up sources.

`python build.py` writes clean/, spun/, gold.jsonl and manifest.json beside this
file; `python build.py --check` writes nothing and exits 1 if any of them is stale.
Broken markup is reported in one line (file, line, what is wrong) with exit 2.
The markup is described in README.md.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
HEADER_KEYS = ("title", "topic", "dialect", "author")
# Usual edits per 100 words of a dialect; an article outside is marked in the table.
USUAL_RATE = {"S": (15.0, 20.0), "P": (12.0, 18.0), "Q": (17.0, 23.0)}
CERTAINTY = {"~": "likely", "?": "unclear"}
MARK = re.compile(r"\{\{(?P<sign>[~?]?)(?P<body>(?:(?!\{\{|\}\})[^\n])*)\}\}")
DELIMITER = re.compile(r"\{\{|\|\||\}\}")
BAD_SPACING = re.compile(r" {2}| $| [,.;:!?](?!\w)|\n{3}|\t|\r", re.MULTILINE)


class MarkupError(ValueError):
    """Tell which file and line holds which mistake."""


@dataclass(frozen=True, slots=True)
class GoldEdit:
    """Hold one edit; offsets are half-open code points into the spun text."""

    start: int
    end: int
    spun: str
    gold: str
    alternatives: list[str]
    certainty: str


@dataclass(frozen=True, slots=True)
class SpunArticle:
    """Hold one parsed article in both versions."""

    id: str
    dialect: str
    topic: str
    title: str
    source: str
    spun: str
    clean: str
    edits: list[GoldEdit]


def parse(name: str, source: str) -> SpunArticle:
    """Parse one source file; raise MarkupError naming file, line and mistake."""
    header, body, first_line = split_header(name, source)
    spun, clean, edits = parse_body(name, body, first_line)
    check_spacing(name, clean, spun, first_line)
    return SpunArticle(
        id=name.removesuffix(".txt"),
        dialect=header["dialect"],
        topic=header["topic"],
        title=header["title"],
        source=source,
        spun=spun,
        clean=clean,
        edits=edits,
    )


def split_header(name: str, source: str) -> tuple[dict[str, str], str, int]:
    """Return the header fields, the body and the line on which the body starts."""
    head, blank, body = source.partition("\n\n")
    if not blank or not body.endswith("\n") or body.endswith("\n\n"):
        fail(name, 1, "expected header lines, a blank line, a body and one final newline")
    fields = [line.partition(": ") for line in head.split("\n")]
    keys = tuple(key for key, _, _ in fields)
    if keys != HEADER_KEYS or not all(value.strip() for _, _, value in fields):
        fail(name, 1, f"header lines must be {', '.join(HEADER_KEYS)}, each with a value")
    header = {key: value for key, _, value in fields}
    if header["dialect"] not in USUAL_RATE:
        fail(name, 1, f"unknown dialect {header['dialect']!r}")
    return header, body, len(fields) + 2


def parse_body(name: str, body: str, first_line: int) -> tuple[str, str, list[GoldEdit]]:
    """Return the spun text, the clean text and the edits between them."""
    spun, clean, done = "", "", 0
    edits: list[GoldEdit] = []
    for match in MARK.finditer(body):
        plain = plain_text(name, body, done, match.start(), first_line)
        spun, clean, done = spun + plain, clean + plain, match.end()
        edit = read_edit(name, line_at(body, match.start(), first_line), match, len(spun))
        spun, clean = spun + edit.spun, clean + edit.gold
        edits.append(edit)
    tail = plain_text(name, body, done, len(body), first_line)
    return spun + tail, clean + tail, edits


def plain_text(name: str, body: str, start: int, end: int, first_line: int) -> str:
    """Return the text between two marks; refuse stray delimiters."""
    stray = DELIMITER.search(body, start, end)
    if stray:
        line = line_at(body, stray.start(), first_line)
        fail(name, line, f"stray {stray.group()!r} outside a complete mark")
    return body[start:end]


def read_edit(name: str, line: int, match: re.Match[str], start: int) -> GoldEdit:
    """Turn one mark into an edit that starts at `start` in the spun text."""
    spun, *targets = match["body"].split("||")
    if not targets:
        fail(name, line, f"no '||' in {match.group()!r}")
    if len({spun, *targets}) != len(targets) + 1:
        fail(name, line, f"the same text twice in {match.group()!r}")
    certainty = CERTAINTY.get(match["sign"], "sure")
    return GoldEdit(start, start + len(spun), spun, targets[0], targets[1:], certainty)


def check_spacing(name: str, clean: str, spun: str, first_line: int) -> None:
    """Refuse doubled, trailing or misplaced blanks in either version."""
    for version, text in (("clean", clean), ("spun", spun)):
        match = BAD_SPACING.search(text)
        if match:
            near = text[max(0, match.start() - 20) : match.end() + 10]
            line = line_at(text, match.start(), first_line)
            fail(name, line, f"bad spacing in the {version} version near {near!r}")


def line_at(text: str, position: int, first_line: int) -> int:
    """Return the source line number of a position; marks never span lines."""
    return first_line + text.count("\n", 0, position)


def fail(name: str, line: int, what: str) -> NoReturn:
    """Raise MarkupError for one place."""
    message = f"{name}:{line}: {what}"
    raise MarkupError(message)


def read_articles(root: Path) -> list[SpunArticle]:
    """Parse every source file, sorted by name."""
    paths = sorted((root / "source").glob("*.txt"))
    return [parse(path.name, read_source(path)) for path in paths]


def read_source(path: Path) -> str:
    """Read one source file as UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fail(path.name, data.count(b"\n", 0, error.start) + 1, "not UTF-8")


def outputs(articles: list[SpunArticle]) -> dict[str, str]:
    """Return the content of every generated file by relative path."""
    files: dict[str, str] = {}
    for article in articles:
        files[f"clean/{article.id}.txt"] = article.clean
        files[f"spun/{article.id}.txt"] = article.spun
    files["gold.jsonl"] = "".join(gold_line(article) for article in articles)
    files["manifest.json"] = manifest(articles, files["gold.jsonl"])
    return files


def gold_line(article: SpunArticle) -> str:
    """Return one line of gold.jsonl."""
    record = {
        "id": article.id,
        "site": "project",
        "dialect": article.dialect,
        "topic": article.topic,
        "title": article.title,
        "text": article.spun,
        "edits": [asdict(edit) for edit in article.edits],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def manifest(articles: list[SpunArticle], gold: str) -> str:
    """Return manifest.json: counts and digests of every file."""
    content = {
        "files": {article.id: manifest_entry(article) for article in articles},
        "gold_sha256": digest(gold),
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def manifest_entry(article: SpunArticle) -> dict[str, object]:
    """Return the counts and digests of one article."""
    return {
        "dialect": article.dialect,
        "words": len(article.spun.split()),
        "edits": len(article.edits),
        "sha256": {
            "source": digest(article.source),
            "clean": digest(article.clean),
            "spun": digest(article.spun),
        },
    }


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def stale(root: Path, files: dict[str, str]) -> list[str]:
    """Return the relative paths that are missing, differ or have no source any more."""
    wrong = [path for path, text in files.items() if not matches(root / path, text)]
    return sorted(wrong + [path for path in generated(root) if path not in files])


def matches(path: Path, text: str) -> bool:
    """Say whether a file holds exactly this text."""
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def generated(root: Path) -> list[str]:
    """Return the relative paths of the article files that stand in clean/ and spun/."""
    return [f"{kind}/{path.name}" for kind in ("clean", "spun") for path in (root / kind).glob("*")]


def write(root: Path, files: dict[str, str]) -> None:
    """Write every generated file and remove those whose source is gone."""
    for path in generated(root):
        if path not in files:
            (root / path).unlink()
    for relative, text in files.items():
        (root / relative).parent.mkdir(exist_ok=True)
        (root / relative).write_bytes(text.encode("utf-8"))


def table(articles: list[SpunArticle]) -> Iterator[str]:
    """Yield a line of statistics for every article."""
    yield f"{'article':32} {'words':>6} {'edits':>6} {'/100w':>6} {'inside':>7}"
    for article in articles:
        words = len(article.spun.split())
        rate = 100 * len(article.edits) / words
        low, high = USUAL_RATE[article.dialect]
        note = "" if low <= rate <= high else f"  outside {low:.0f}-{high:.0f}"
        counts = f"{words:6} {len(article.edits):6} {rate:6.1f} {share_inside(article):7.0%}"
        yield f"{article.id:32} {counts}{note}"


def share_inside(article: SpunArticle) -> float:
    """Return the share (0 to 1) of spun words that an edit touches."""
    words = [match.span() for match in re.finditer(r"\S+", article.spun)]
    spans = [(edit.start, edit.end) for edit in article.edits]
    inside = [any(start < b and a < end for a, b in spans) for start, end in words]
    return sum(inside) / len(words)


def main() -> int:
    """Build or check the corpus; return the exit status."""
    parser = argparse.ArgumentParser(description="Build the spun-health corpus.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    check = parser.parse_args().check
    try:
        articles = read_articles(ROOT)
    except MarkupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print("\n".join(table(articles)))
    return report_stale(outputs(articles)) if check else build(outputs(articles))


def report_stale(files: dict[str, str]) -> int:
    """Name stale outputs on stderr; return 1 if there are any."""
    paths = stale(ROOT, files)
    for path in paths:
        print(f"stale: {path} (run python build.py)", file=sys.stderr)
    return 1 if paths else 0


def build(files: dict[str, str]) -> int:
    """Write the outputs; return 0."""
    write(ROOT, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
