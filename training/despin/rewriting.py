"""What the scripts that rewrite an exported network have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from onnx import GraphProto, NodeProto, TensorProto


def keep(graph: GraphProto, nodes: Iterable[NodeProto]) -> None:
    """Keep those of the nodes that an output needs, and the tables that they need."""
    needed = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(list(nodes)):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(NodeProto.FromString(node.SerializeToString()))
    tables = [TensorProto.FromString(one.SerializeToString())
              for one in graph.initializer if one.name in needed]  # fmt: skip
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(tables)


def main(rewrite: Callable[[Path], int], about: str, done: str) -> None:
    """Rewrite the networks that the command line names, and say how much of each was `done`."""
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("networks", type=Path, nargs="+")
    for path in parser.parse_args().networks:
        print(f"{path}: {rewrite(path)} {done}")
