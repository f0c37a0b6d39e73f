"""The review file: JSON with a schema and a version, checked when it is read.

The JSON Schema is data/schema/review.schema.json. A file whose decisions contradict each other is
refused here, for every command alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from healthtext.errors import InputError
from healthtext.records import SAFETIES
from healthtext.render.text import quoted
from healthtext.review.records import DECISIONS, SCHEMA, Item, Review, Subject

Kinds = Mapping[str, type | tuple[type, ...]]
_TOP: Kinds = {"schema": str, "version": str, "article": dict, "items": list}
_ARTICLE: Kinds = {"id": str, "name": str, "sha256": str, "characters": int}
_ITEM: Kinds = {
    "id": str, "start": int, "end": int, "old": str, "new": str, "before": str, "after": str,
    "rule": str, "tier": str, "score": float, "made": bool, "decision": str, "text": str,
    "seconds": (float, type(None)), "at": str,
}  # fmt: skip
_MEND = "give a review file as `healthtext review` or the page of a report writes it"


def to_json(review: Review) -> dict[str, Any]:
    """Turn a review into plain JSON values."""
    values = asdict(review)
    return {key: values[key] for key in _TOP} | {"items": list(values["items"])}


def dumps(review: Review) -> str:
    """Return a review as JSON, one item a line, so that two versions of a file can be compared."""
    values = to_json(review)
    items = values.pop("items")
    head = json.dumps(values, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",".join(f"\n  {json.dumps(item, ensure_ascii=False)}" for item in items)
    return f'{head},\n "items": [{lines}\n ]\n}}\n'


def load(path: Path) -> Review:
    """Read a review file. Raises InputError for one that is none or contradicts itself."""
    return from_json(_json(path), str(path))


def from_json(values: Any, where: str) -> Review:
    """Return the review that `to_json` gave these values for. Raises InputError."""
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        found = values.get("schema") if isinstance(values, dict) else type(values).__name__
        raise InputError(where, f"is no review of schema {SCHEMA} (found {found!r})", _MEND)
    _typed(values, _TOP, where, "the file")
    article = Subject(**_typed(values["article"], _ARTICLE, where, "article"))
    found = [
        _item(value, article, where, f"item {number}")
        for number, value in enumerate(values["items"], 1)
    ]
    items = tuple(_once(sorted(found, key=lambda item: (item.start, item.end))))
    problems = list(conflicts(items))
    if problems:
        more = f" (and {len(problems) - 1} more)" if problems[1:] else ""
        raise InputError(where, f"{problems[0]}{more}", "take one of the two items out")
    return Review(article, items, values["schema"], values["version"])


def conflicts(items: Sequence[Item]) -> Iterator[str]:
    """Name what two items in order say about the same place."""
    for first, second in pairwise(items):
        if second.start < first.end or (first.start, first.end) == (second.start, second.end):
            if first.start == first.end and first.id != second.id:
                continue  # two insertions may meet at a point
            yield (
                f"decisions conflict at characters {second.start}-{second.end}: "
                f"{_said(first)}, {_said(second)}"
            )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a review file."""
    text = (files("healthtext") / "data" / "schema" / "review.schema.json").read_text("utf-8")
    return cast(dict[str, Any], json.loads(text))


def _said(item: Item) -> str:
    done = {"pending": "undecided", "accept": "accepted", "reject": "rejected"}
    what = done.get(item.decision) or f"replaced by {quoted(item.text)}"
    return f"{quoted(item.old)} to {quoted(item.new)} is {what}"


def _once(items: Sequence[Item]) -> Iterator[Item]:
    """Leave out an item that says the same as the one before it."""
    last: tuple[object, ...] = ()
    for item in items:
        this = (item.id, item.start, item.end, item.decision, item.text)
        if this != last:
            yield item
        last = this


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(str(path), f"cannot be read ({reason})", _MEND) from None
    except (ValueError, RecursionError) as error:
        raise InputError(str(path), f"is no JSON ({error})", _MEND) from None


def _item(value: Any, article: Subject, where: str, name: str) -> Item:
    fields = _typed(value, _ITEM, where, name)
    item = Item(**{key: fields[key] for key in _ITEM})
    if item.decision not in DECISIONS or item.tier not in SAFETIES:
        raise InputError(where, f"{name} has {item.decision!r} on tier {item.tier!r}", _MEND)
    if not 0 <= item.start <= item.end <= article.characters:
        raise InputError(where, f"{name} is outside the article", _MEND)
    if item.end - item.start != len(item.old):
        raise InputError(where, f"{name} does not quote what it replaces", _MEND)
    return item


def _typed(values: Any, kinds: Kinds, where: str, name: str) -> dict[str, Any]:
    """Return the named values; raises InputError for one that is missing or of another type."""
    if not isinstance(values, dict):
        raise InputError(where, f"{name} is no object", _MEND)
    for key, kind in kinds.items():
        if key not in values:
            raise InputError(where, f"{name} has no {key!r}", _MEND)
        if not _is(values[key], kind):
            raise InputError(where, f"{name} has {key} = {values[key]!r}", _MEND)
    return {key: values[key] for key in kinds}


def _is(value: Any, kind: type | tuple[type, ...]) -> bool:
    """Tell whether a JSON value is of a type: whole numbers are floats too, booleans are not."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if isinstance(value, bool):
        return bool in kinds
    return isinstance(value, kinds) or (isinstance(value, int) and float in kinds)
