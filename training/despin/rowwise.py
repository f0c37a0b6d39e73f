"""Give every piece its own step when what a GELU makes is rounded to int8.

python -m training.despin.rowwise NETWORK.onnx...

ONNX Runtime rounds activations to 255 steps between the least and the greatest of a whole batch.
What comes out of a GELU has a few pieces ten times as large as all others, for which all others are
rounded coarsely: nearly all that int8 costs is lost there. Divided by its own greatest value before
rounding, and multiplied by it after the product, a piece keeps its 255 steps. No weight changes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper

from training.despin import rewriting

LEAST = 0.25  # what a row is divided by at least; no GELU goes below -0.17
FLOOR = "rowwise_floor"
_GELU = 3  # steps from its Erf to its result: plus one, times x, halved


def even(path: Path) -> int:
    """Rewrite a network in place; return how many roundings were changed."""
    model = onnx.load(str(path))
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    roundings = [
        node for node in graph.node
        if node.op_type == "DynamicQuantizeLinear" and _gelu(node.input[0], makers)
    ]  # fmt: skip
    if roundings:
        graph.initializer.append(numpy_helper.from_array(np.float32(LEAST), FLOOR))
        _rewrite(graph, roundings)
        onnx.save(model, str(path))
    return len(roundings)


def _gelu(name: str, makers: dict[str, NodeProto]) -> bool:
    """Tell whether a value is the result of a GELU as PyTorch writes it."""
    names = {name}
    for _ in range(_GELU):
        nodes = [makers[one] for one in names if one in makers]
        names = {one for node in nodes if node.op_type in ("Mul", "Add") for one in node.input}
    return any(makers[one].op_type == "Erf" for one in names if one in makers)


def _rewrite(graph: GraphProto, roundings: list[NodeProto]) -> None:
    before: dict[str, list[NodeProto]] = {}
    after: dict[str, NodeProto] = {}
    for rounding in roundings:
        value = rounding.input[0]
        before[rounding.output[0]] = _divided(value)
        rounding.input[0] = f"{value}_even"
        for product in _users(graph, rounding.output[0]):
            scaled = _users(graph, _users(graph, product.output[0])[0].output[0])[0]
            result = scaled.output[0]
            scaled.output[0] = f"{result}_even"
            after[scaled.output[0]] = helper.make_node(
                "Mul", [f"{result}_even", f"{value}_size"], [result], name=f"{result}_Rowwise"
            )
    nodes = [
        one
        for node in graph.node
        for one in (*before.get(node.output[0], ()), node, after.get(node.output[0]))
        if one is not None
    ]
    copies = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del graph.node[:]
    graph.node.extend(copies)


def _divided(value: str) -> list[NodeProto]:
    """Return the steps that divide each row of a value by its greatest."""
    greatest, size = f"{value}_greatest", f"{value}_size"
    return [
        helper.make_node(
            "ReduceMax", [value], [greatest], name=f"{value}_ReduceMax", axes=[-1], keepdims=1
        ),
        helper.make_node("Max", [greatest, FLOOR], [size], name=f"{value}_Max"),
        helper.make_node("Div", [value, size], [f"{value}_even"], name=f"{value}_Div"),
    ]


def _users(graph: GraphProto, name: str) -> list[NodeProto]:
    return [node for node in graph.node if name in node.input]


if __name__ == "__main__":
    rewriting.main(even, __doc__, "roundings changed")
