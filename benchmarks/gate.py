"""The quality gate: no figure falls below its floor unless somebody says so.

python -m benchmarks.gate FIGURES.json ... [--only START ...] [--write] [--lower NAME ...]

FIGURES are what --json of benchmarks.ner, benchmarks.syntax, benchmarks.own and
training.annotator.evaluate wrote. Floors lie in benchmarks/floors.json, with the digests of the
files they were measured on: a figure on other data says nothing and does not pass. Exit 1 when a
figure is below its floor, or is missing: --only wants those whose names begin so, and no others.

--write raises the floors to what was measured, less NOISE. It never lowers one: name the figure
with --lower, once for each, and say in the commit why.

Examples:

    python -m benchmarks.gate ner.json syntax.json heads.json own.json
    python -m benchmarks.gate ner.json --only ner
    python -m benchmarks.gate ner.json --write
    python -m benchmarks.gate ner.json --write --lower "ner AnatEM Anatomy"
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
NOISE = 0.005  # between machines: int8 kernels round differently

Record = Mapping[str, Mapping[str, Any]]


def digest(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(measured: Record, floors: Record, only: Sequence[str] = ("",)) -> Iterator[str]:
    """Yield a line for every figure that does not pass, and for data that is not the floors'.

    `only` are beginnings of the names that have to be there.
    """
    for name, found in measured["data"].items():
        wanted = floors["data"].get(name)
        if wanted is None:
            yield f"{name}: the floors have no digest of it; --write gives it one"
        elif wanted != found:
            yield f"{name}: sha256 {found}, the floors are for {wanted}; take that file"
    for name, value in measured["figures"].items():
        floor = floors["figures"].get(name)
        if floor is not None and value < floor:
            yield f"{name}: {value:.4f} is below its floor {floor:.4f}"
    for name in floors["figures"]:
        if name.startswith(tuple(only)) and name not in measured["figures"]:
            yield f"{name}: has a floor and was not measured; for a part of the figures: --only"


def raised(measured: Record, floors: Record, lower: Sequence[str] = ()) -> dict[str, Any]:
    """Return new floors. Raises ValueError when one that is not in `lower` would fall.

    A figure between its floor and NOISE above it leaves the floor where it is.
    """
    figures = dict(floors["figures"])
    for name, value in measured["figures"].items():
        floor, proposed = figures.get(name, 0.0), round(value - NOISE, 4)
        if value < floor and name not in lower:
            raise ValueError(f"{name}: {value:.4f} is below its floor {floor:.4f}; "
                             f'if that is meant: --lower "{name}"')  # fmt: skip
        if max(floor, proposed) > 0:  # what finds nothing yet has no floor
            figures[name] = proposed if name in lower else max(floor, proposed)
    unknown = [name for name in lower if name not in measured["figures"]]
    if unknown:
        raise ValueError(f"{unknown[0]}: was not measured; the figures have its exact name")
    return {
        "figures": dict(sorted(figures.items())),
        "data": {**floors["data"], **measured["data"]},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figures", type=Path, nargs="+")
    parser.add_argument("--only", action="append", metavar="START")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--write", action="store_true", help="raise the floors")
    parser.add_argument("--lower", action="append", default=[], metavar="NAME")
    options = parser.parse_args(arguments)
    if options.lower and not options.write:
        parser.error("--lower: only with --write")
    measured = _joined([json.loads(file.read_text("utf-8")) for file in options.figures])
    floors = json.loads(options.floors.read_text("utf-8"))
    if options.write:
        _write(options, measured, floors)
        return
    found = list(problems(measured, floors, options.only or ("",)))
    print("\n".join(found) or f"{len(measured['figures'])} figures pass")
    raise SystemExit(bool(found))


def _joined(parts: Sequence[Record]) -> Record:
    """Return what several files hold as one."""
    return {
        kind: {name: value for part in parts for name, value in part[kind].items()}
        for kind in ("figures", "data")
    }


def _write(options: argparse.Namespace, measured: Record, floors: Record) -> None:
    try:
        made = raised(measured, floors, options.lower)
    except ValueError as error:
        raise SystemExit(str(error)) from None
    options.floors.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    print(f"{options.floors}: {len(made['figures'])} floors")


if __name__ == "__main__":
    main()
