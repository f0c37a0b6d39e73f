"""Make one operator of each attention that PyTorch writes as two dozen, and drop the mask.

python -m training.despin.attention NETWORK.onnx...

ONNX Runtime's own operator goes through queries and keys in blocks that stay in the cache, if there
is no mask. Windows are read one at a time: none is padded, and a mask would have nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, helper

from training.despin import rewriting

HEADS = 12  # of all-MiniLM-L6-v2; queries are scaled by the root of a head's width, as BERT's are
MASK, DOMAIN = "mask", "com.microsoft"
_SHAPING = ("Mul", "Transpose", "Reshape")  # all that stands between a projection and its product

Makers = Mapping[str, NodeProto]


def fuse(path: Path, heads: int = HEADS) -> int:
    """Rewrite a network in place; return how many attentions were made one operator."""
    model = onnx.load(str(path))
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    fused = [_fused(graph, makers, node, heads) for node in graph.node if node.op_type == "Softmax"]
    if fused:
        instead = {node.output[0]: node for node in fused}
        rewriting.keep(graph, [instead.get(node.output[0], node) for node in graph.node])
        unmasked = [given for given in graph.input if given.name != MASK]
        del graph.input[:]
        graph.input.extend(unmasked)
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
        onnx.save(model, str(path))
    return len(fused)


def _fused(graph: GraphProto, makers: Makers, softmax: NodeProto, heads: int) -> NodeProto:
    """Return the operator that computes an attention's result from its three projections."""
    masked = makers[softmax.input[0]]
    product = next(makers[name] for name in masked.input if makers[name].op_type == "MatMul")
    mixed = _users(graph, softmax.output[0], "MatMul")[0]
    given = [_projection(name, makers) for name in (*product.input, mixed.input[1])]
    last = mixed
    while shaped := _users(graph, last.output[0], *_SHAPING):
        last = shaped[0]
    return helper.make_node(
        "MultiHeadAttention", given, last.output, f"{last.output[0]}_Attention",
        domain=DOMAIN, num_heads=heads,
    )  # fmt: skip


def _projection(name: str, makers: Makers) -> str:
    while makers[name].op_type in _SHAPING:
        name = makers[name].input[0]
    return name


def _users(graph: GraphProto, name: str, *operators: str) -> list[NodeProto]:
    return [node for node in graph.node if name in node.input and node.op_type in operators]


if __name__ == "__main__":
    rewriting.main(fuse, __doc__, "attentions made one operator")
