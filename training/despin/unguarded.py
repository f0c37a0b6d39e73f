"""Take out of a BERT exported by PyTorch what costs time and does nothing.

python -m training.despin.unguarded NETWORK.onnx...

PyTorch writes attention with a guard against rows without any piece, which no window of ours has:
a quarter of the time on ONNX Runtime went into it. Without it every bit of the results is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import onnx
from onnx import NodeProto

from training.despin import rewriting


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
        rewriting.keep(graph, graph.node)
        onnx.save(model, str(path))
    return len(plain)


def _guards(node: NodeProto, makers: Mapping[str, NodeProto]) -> bool:
    """Tell whether a node only puts something in place of what is no number."""
    if node.op_type != "Where" or node.input[0] not in makers:
        return False
    asked = makers[node.input[0]]
    return bool(asked.op_type == "IsNaN" and asked.input[0] == node.input[2])


if __name__ == "__main__":
    rewriting.main(unguard, __doc__, "guards taken out")
