"""Take out of a BERT exported by PyTorch what costs time and does nothing.

python -m training.despin.unguarded NETWORK.onnx...

PyTorch writes attention with a guard against rows without any piece, which no window of ours has:
a quarter of the time on ONNX Runtime went into it. Without it every bit of the results is the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, TensorProto


def unguard(path: Path) -> int:
    """Rewrite a network in place; return how many guards were taken out."""
    model = onnx.load(str(path))
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    plain = {node.output[0]: node.input[2] for node in graph.node if _guards(node, makers)}
    for node in graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = plain.get(name, name)
    if plain:
        keep(graph, graph.node)
        onnx.save(model, str(path))
    return len(plain)


def _guards(node: NodeProto, makers: Mapping[str, NodeProto]) -> bool:
    """Tell whether a node only puts something in place of what is no number."""
    if node.op_type != "Where" or node.input[0] not in makers:
        return False
    asked = makers[node.input[0]]
    return bool(asked.op_type == "IsNaN" and asked.input[0] == node.input[2])


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("networks", type=Path, nargs="+")
    for path in parser.parse_args().networks:
        print(f"{path}: {unguard(path)} guards taken out")


if __name__ == "__main__":
    main()
