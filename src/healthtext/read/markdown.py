"""Markdown: which characters of the file are prose; everything else is protected."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from healthtext.read.marks import protecting
from healthtext.records import Article, Source, Span
from healthtext.spans import merged

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_FRONT = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ABOUT = re.compile(
    r"""^(title|author|date|url)[ \t]*[:=][ \t]*(["']?)(.+?)\2[ \t]*\r?$""", re.MULTILINE
)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
# Markup for a reader, though not for the parser: bare addresses, names of footnotes and wiki pages,
# what site builders fill in (Hugo, Jekyll), attributes (Pandoc), and the spaces of a line break.
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
)
_NAMES = re.compile(
    r"\[\^[^\]\s]{1,100}\]|\[\[[^\[\]\n]{1,200}\]\]"
    r"|\{\{.{1,300}?\}\}|\{%.{1,300}?%\}|\{[#.:][^{}\n]{1,200}\}"
)
_HARD_BREAK = re.compile(r"(?<! ) {2,}(?=\n)")
_MARKUP = "markup"


@dataclass(slots=True)
class _Inline:
    """The content of one inline token: where its lines are in the file, and its markup."""

    content: str
    starts: list[int] = field(default_factory=list)  # of its lines, in the content
    lines: list[Span] = field(default_factory=list)  # the same lines, in the file
    markup: list[Span] = field(default_factory=list)  # in the content

    def in_file(self, span: Span) -> Span:
        return self._place(span[0]), self._place(span[1] - 1) + 1

    def _place(self, at: int) -> int:
        line = bisect_right(self.starts, at) - 1
        return self.lines[line][0] + at - self.starts[line]


def article(text: str, source: Source) -> Article:
    """Make an article of a Markdown file: its text as it is, all but the prose protected."""
    front = _FRONT.match(text)
    if front:
        about: dict[str, Any] = {match[1]: match[3] for match in _ABOUT.finditer(front[2])}
        source = replace(source, **about)
    body = front.end() if front else 0
    lines = [match.span(1) for match in _LINE.finditer(text, body)]
    env: dict[str, Any] = {}
    tokens = _parser().parse(text[body:], env)
    inlines = list(_inlines(text, body, lines, tokens, env))
    between = _between([line for inline in inlines for line in inline.lines], text)
    markup = [inline.in_file(span) for inline in inlines for span in inline.markup]
    read = Article(source.name, text, source, tuple(merged([*between, *markup])))
    code = [span for span in markup if text[span[0]] == "`"]
    return protecting(read, [*code, *_blocks_of_code(tokens, lines)])


def _blocks_of_code(tokens: list[Token], lines: list[Span]) -> Iterator[Span]:
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            inside = lines[slice(*token.map)]
            yield inside[0][0], inside[-1][1]


def _inlines(
    text: str, at: int, lines: list[Span], tokens: list[Token], env: dict[str, Any]
) -> Iterator[_Inline]:
    """Yield what the parser takes for running text in a text whose Markdown begins at `at`."""
    for opening, token in pairwise(tokens):
        if token.type == "inline" and token.map and token.content:
            inline = _Inline(token.content)
            if _locate(inline, opening, text, lines[slice(*token.map)], at):
                at = inline.lines[-1][1]
                _find_markup(inline, _parser(), env)
                yield inline


def _locate(inline: _Inline, opening: Token, text: str, lines: list[Span], at: int) -> bool:
    """Find the content's lines in the file; False where the file writes it otherwise.

    They end their lines; only in headings and table cells something may follow. A cell with an
    escaped pipe is not found as it is, and stays protected.
    """
    inner = opening.type in ("heading_open", "th_open", "td_open")
    start = 0
    for content, (low, end) in zip(inline.content.split("\n"), lines, strict=False):
        low = max(low, at)
        if opening.markup.startswith("#"):
            low = text.index("#", low) + len(opening.markup)
        found = text.find(content, low, end) if inner else text.rfind(content, low, end)
        if found < 0:
            return False
        at = found + len(content)
        inline.starts.append(start)
        inline.lines.append((found, at))
        start += len(content) + 1
    return True


def _find_markup(inline: _Inline, parser: MarkdownIt, env: dict[str, Any]) -> None:
    parser.inline.parse(inline.content, parser, {**env, _MARKUP: inline}, [])
    for pattern in (_URL, _NAMES, _HARD_BREAK):
        inline.markup += (match.span() for match in pattern.finditer(inline.content))


@cache
def _parser() -> MarkdownIt:
    """Return a parser of blocks whose rules for inline markup note where they found some."""
    from markdown_it import MarkdownIt, rules_inline

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    rules: dict[str, Rule] = {
        "escape": rules_inline.escape, "backticks": rules_inline.backtick,
        "strikethrough": rules_inline.strikethrough.tokenize,
        "emphasis": rules_inline.emphasis.tokenize, "link": rules_inline.link,
        "image": rules_inline.image, "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline, "entity": rules_inline.entity,
    }  # fmt: skip
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _noting(rule, is_link=name == "link"))
    return parser


def _noting(rule: Rule, *, is_link: bool) -> Rule:
    def note(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = rule(state, silent)
        inline = state.env.get(_MARKUP)
        if found and not silent and inline and state.src is inline.content:
            inline.markup += _link_ends(state, start) if is_link else [(start, state.pos)]
        return found

    return note


def _link_ends(state: StateInline, start: int) -> list[Span]:
    """Return what is before and behind the text of the link that the parser has just read.

    Of [text] and [text][] the text is the name of its address too: all of it is markup.
    """
    end = state.md.helpers.parseLinkLabel(state, start)
    is_name = state.src[end : state.pos] in ("]", "][]")
    return [(start, state.pos)] if is_name else [(start, start + 1), (end, state.pos)]


def _between(lines: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield what is between lines of running text, but not white space across line ends."""
    at = 0
    for start, end in (*lines, (len(text), len(text))):
        gap = text[at:start]
        lead, trail = gap[: len(gap) - len(gap.lstrip())], gap[len(gap.rstrip()) :]
        low = max(lead.rfind("\n"), lead.rfind("\r")) + 1
        breaks = [i for i in (trail.find("\n"), trail.find("\r")) if i >= 0]
        high = len(gap) - len(trail) + min(breaks) if breaks else len(gap)
        if low < high:
            yield at + low, at + high
        at = end
