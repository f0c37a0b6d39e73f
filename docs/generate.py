"""Write the generated pages of docs/: commands, rules, schema, and the outputs in the tutorial.

    python docs/generate.py

A test fails when a page is not what this would write.
"""

from __future__ import annotations

import doctest
import io
import math
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
from click.testing import CliRunner

from healthtext.cli import COMMANDS, cli, progress
from healthtext.records import STEPS
from healthtext.render.json import schema
from healthtext.rules import Rule, of_step
from healthtext.settings import Settings

DOCS = Path(__file__).parent
NOTICE = "<!-- Written by docs/generate.py: change that or the code, not this page. -->\n"
SETTINGS = {
    "skip": "Steps to leave out, as `--skip` does.",
    "apply": "The lowest tier of edits that `fix` makes: `safe`, `review` or `suggest`.",
    "id_field": "Field of a JSONL record that holds its id.",
    "text_field": "Field of a JSONL record that holds its text.",
    "model": "A spaCy model, by installed name or folder, instead of the packaged one.",
    "languagetool_url": "A LanguageTool server of your own instead of one that is started.",
    "variant": "The English to check for, such as `en-GB`; empty for what the article spells like.",
    "disable_rules": "Rules, by id, that make no edits and no findings.",
    "max_bytes": "The largest article that is read, in bytes.",
    "timeout": "Seconds that one page may take to fetch, and to read.",
    "pages": "Fetch the page behind a feed item: `auto` (no full text), `always` or `never`.",
    "delay": "The least seconds between two requests to one host.",
    "contact": "An address that the sites you read can write to; it goes into the User-Agent.",
    "allow_private": "Fetch from this machine and its network too.",
    "vocab": "Your [medical terms](own-rules.md), as files.",
    "phrases": "Your [phrase lists](own-rules.md), as files relative to the configuration.",
    "allow": "Wordings that despinning and grammar never change.",
    "allow_files": "Files of such wordings, one a line.",
    "protect": "Terms that no step touches.",
    "protect_files": "Files of such terms, one a line.",
    "scorer": "A [second opinion](scorers.md) for despinning: `mlm:FOLDER` or `openai:URL#MODEL`.",
    "scorer_timeout": "Seconds that one request to the scorer may take.",
    "scorer_requests": "The most requests to the scorer for one article.",
    "evidence": "Stores of [your own evidence](own-evidence.md), as files.",
    "online": "Ask Europe PMC about every claim, over the internet.",
}
_BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every generated page."""
    yield "commands.md", commands()
    yield "rules.md", rules()
    yield "schema.md", report_schema()
    for name in ("tutorial.md", "own-evidence.md"):
        yield name, run_tutorial((DOCS / name).read_text("utf-8"))


def commands() -> str:
    """Return the reference of the command line."""
    parts = [f"# Commands\n\n{NOTICE}\n{_help(cli, None)}"]
    parent = click.Context(cli, info_name="healthtext", **cli.context_settings)
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        assert command is not None
        parts.append(f"## {name}\n\n{_help(command, parent)}")
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=name, parent=parent)
            for part, inner in command.commands.items():
                parts.append(f"### {name} {part}\n\n{_help(inner, context)}")
    parts.append(_output_notes())
    parts.append(_settings())
    return "\n".join(parts)


def _help(command: click.Command, parent: click.Context | None) -> str:
    settings = {**command.context_settings, "terminal_width": 88, "max_content_width": 88}
    context = click.Context(command, info_name=command.name, parent=parent, **settings)
    return f"```text\n{command.get_help(context)}\n```\n"


def _output_notes() -> str:
    return """## Output, errors and exit status

Results go to standard output in UTF-8, with the line ends of the source; progress and errors go to
standard error. An input that fails is one line, `healthtext: FILE: PROBLEM; REMEDY`; the other
inputs are still processed. Colour is for terminals; `NO_COLOR` switches it off and `FORCE_COLOR`
on. Files are written beside their place and renamed when they are complete; an input is only ever
replaced by `fix --in-place`.

| exit status | meaning |
|---|---|
| 0 | done; `check` found nothing |
| 1 | `check` found something |
| 2 | bad usage, a bad configuration, or an input that failed |
| 130, 143, 129 | stopped by Ctrl-C, SIGTERM or a terminal that closed; no half file is left |
"""


def _settings() -> str:
    rows = [
        f"| `{field.name}` | `{_toml(_default(field))}` | {SETTINGS[field.name]} |"
        for field in fields(Settings)
    ]
    table = "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])
    return f"""## Configuration

Settings are read from `healthtext.toml`, or the table `[tool.healthtext]` of `pyproject.toml`,
whichever is nearest at or above the working folder. Options of the command line win.

{table}
"""


def _default(field: Any) -> object:
    return field.default if field.default is not MISSING else field.default_factory()


def _toml(value: object) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else repr(value).replace("'", '"')


def rules() -> str:
    """Return the reference of the rules."""
    parts = [
        f"# Rules\n\n{NOTICE}\nRules in small letters make edits, those in capitals make findings. "
        "Each is tested with the examples given here. `healthtext explain RULE` shows the same.\n"
    ]
    for step in STEPS:
        found = of_step(step)
        if found:
            parts.append(f"## {step}\n")
            parts += [_rule(rule) for rule in found]
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    lines = [f"### {rule.id}", "", f"**{_plain(rule.title)}** ({rule.severity})", ""]
    lines += [_plain(rule.why), ""]
    if rule.message:
        lines += [f"Says: {_plain(rule.message)}", ""]
    for title, examples in (("Found in", rule.bad), ("Not found in", rule.good)):
        lines += [f"{title}:", "", *(f"- {_code(example)}" for example in examples), ""]
    return "\n".join([*lines, f"Source: {_plain(rule.source)}", ""])


def _plain(text: str) -> str:
    """Write text so that Markdown takes none of it as markup."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text.strip().replace("\n", " "))


def _code(text: str) -> str:
    """Quote text in Markdown code, what cannot be seen in escapes."""
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    fence = "`" * (max(map(len, re.findall(r"`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def report_schema() -> str:
    """Return the description of the JSON report, made from its schema."""
    whole = schema()
    parts = [
        f"# The JSON report\n\n{NOTICE}\n{whole['description']}\n\n"
        "The JSON Schema is packaged as `healthtext/data/schema/report.schema.json`; "
        "`healthtext.render.json.schema()` returns it and `from_json` restores a report.\n",
        _table(whole["properties"]),
        "The original text is not repeated. Where it is needed, put `old` back for `new` at every "
        "`safe` edit of `repaired`, from the last to the first.\n",
    ]
    for name, definition in whole["$defs"].items():
        parts += [f"## {name}\n\n{definition['description']}\n", _table(definition["properties"])]
    return "\n".join(parts)


def _table(properties: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [
        f"| `{name}` | {_type(value)} | {value.get('description', '')} |"
        for name, value in properties.items()
    ]
    return "\n".join(["| field | type | meaning |", "|---|---|---|", *rows, ""])


def _type(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{item}`" for item in value["enum"])
    if value.get("type") == "array":
        return "pair of integers" if "prefixItems" in value else f"list of {_type(value['items'])}"
    if value.get("type") == "object" and "additionalProperties" in value:
        return f"object of {_type(value['additionalProperties'])}s"
    if "anyOf" in value:
        return " or ".join(_type(choice) for choice in value["anyOf"])
    kind = value["type"]
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def run_tutorial(text: str) -> str:
    """Run a tutorial in an empty folder and return it with the outputs that came.

    A block with a title is a file to write, console blocks hold `$ healthtext ...` calls and
    pycon blocks Python ones.
    """
    names: dict[str, Any] = {}
    # A slow machine would write how far a run is.
    slow = patch.object(progress, "LINE_EVERY", math.inf)
    with tempfile.TemporaryDirectory() as folder, chdir(folder), slow:
        return _BLOCK.sub(lambda block: _run_block(block, names), text)


def _run_block(block: re.Match[str], names: dict[str, Any]) -> str:
    kind, title, body = block.groups()
    if title:
        Path(title).write_text(body, "utf-8")
    elif kind == "console":
        body = "".join(_console(body))
    elif kind == "pycon":
        body = "".join(_python(body, names))
    head = f'```{kind} title="{title}"' if title else f"```{kind}"
    return f"{head}\n{body}```"


def _console(body: str) -> Iterator[str]:
    """Yield every call of a block with its output; `> FILE` at its end is understood."""
    for line in body.splitlines():
        if not line.startswith("$ healthtext "):
            continue
        call, _, target = line.removeprefix("$ healthtext ").partition(" > ")
        result = CliRunner(env={"COLUMNS": "88", "NO_COLOR": "1"}).invoke(cli, shlex.split(call))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        if target:
            Path(target).write_bytes(result.stdout_bytes)
        shown = result.stderr if target else result.output
        yield f"{line}\n{_STORE.sub('of … (… findings, digest …)', shown)}"


# The packaged evidence grows, and the page is to stay as it is.
_STORE = re.compile(r"of \d{4}-\d\d-\d\d \([\d,]+ findings, digest \w+\)")


def _python(body: str, names: dict[str, Any]) -> Iterator[str]:
    for example in doctest.DocTestParser().get_examples(body):
        first, *more = example.source.splitlines()
        shown = io.StringIO()
        with redirect_stdout(shown):
            exec(compile(example.source, "tutorial", "single"), names)
        yield "".join([f">>> {first}\n", *(f"... {line}\n" for line in more), shown.getvalue()])


def main() -> None:
    """Write every page that has changed."""
    os.environ.pop("FORCE_COLOR", None)
    for name, text in pages():
        path = DOCS / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
