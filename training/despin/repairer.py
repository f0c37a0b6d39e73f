"""Write the repairer's arithmetic as an ONNX graph without weights: they are its inputs.

python -m training.despin.repairer

NumPy's own matrix product takes five times as long for these shapes on a core with AVX-512. The
weights stay in heads.npz, where the table is stored once.
"""

from __future__ import annotations

from onnx import ModelProto, TensorProto, helper

from healthtext.assets import DATA
from healthtext.encoder.repairer import GRAPH

_INPUTS: tuple[tuple[str, int, list[str]], ...] = (
    ("hidden", TensorProto.FLOAT, ["pieces", "width"]),
    ("wanted", TensorProto.INT64, ["places"]),
    ("weight", TensorProto.FLOAT, ["width", "width"]),
    ("shift", TensorProto.FLOAT, ["width"]),
    ("gain", TensorProto.FLOAT, ["width"]),
    ("offset", TensorProto.FLOAT, ["width"]),
    ("table", TensorProto.INT8, ["width", "common"]),
    ("scales", TensorProto.FLOAT, ["common"]),
    ("bias", TensorProto.FLOAT, ["common"]),
    ("most", TensorProto.INT64, ["count"]),
)
_OUTPUTS: tuple[tuple[str, int, list[str]], ...] = (
    ("rows", TensorProto.FLOAT, ["pieces", "width"]),
    ("best", TensorProto.FLOAT, ["places", "likeliest"]),
    ("columns", TensorProto.INT64, ["places", "likeliest"]),
)
_NUMBERS = (("root", 2**0.5), ("one", 1.0), ("half", 0.5))


def graph() -> ModelProto:
    """Return dense layer, GELU and layer norm; of some rows the likeliest common pieces too.

    All 3,000 log P of a row would take longer to sort through in NumPy than to compute. The table
    is compared as it is stored, in whole numbers: half the time, and log P moves by .005.
    """
    nodes = [
        helper.make_node("MatMul", ["hidden", "weight"], ["product"]),
        helper.make_node("Add", ["product", "shift"], ["dense"]),
        helper.make_node("Div", ["dense", "root"], ["scaled"]),
        helper.make_node("Erf", ["scaled"], ["erf"]),
        helper.make_node("Add", ["erf", "one"], ["share"]),
        helper.make_node("Mul", ["dense", "share"], ["twice"]),
        helper.make_node("Mul", ["twice", "half"], ["gelu"]),
        helper.make_node("LayerNormalization", ["gelu", "gain", "offset"], ["rows"], epsilon=1e-5),
        helper.make_node("Gather", ["rows", "wanted"], ["some"]),
        helper.make_node("DynamicQuantizeLinear", ["some"], ["whole", "step", "zero"]),
        helper.make_node("MatMulInteger", ["whole", "table", "zero"], ["counted"]),
        helper.make_node("Cast", ["counted"], ["steps"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["scales", "step"], ["size"]),
        helper.make_node("Mul", ["steps", "size"], ["compared"]),
        helper.make_node("Add", ["compared", "bias"], ["logits"]),
        helper.make_node("LogSoftmax", ["logits"], ["logs"], axis=-1),
        helper.make_node("TopK", ["logs", "most"], ["best", "columns"], axis=-1),
    ]
    inputs = [helper.make_tensor_value_info(*one) for one in _INPUTS]
    outputs = [helper.make_tensor_value_info(*one) for one in _OUTPUTS]
    numbers = [helper.make_tensor(n, TensorProto.FLOAT, [], [value]) for n, value in _NUMBERS]
    made = helper.make_graph(nodes, "repairer", inputs, outputs, numbers)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def main() -> None:
    (DATA / GRAPH).write_bytes(graph().SerializeToString())


if __name__ == "__main__":
    main()
