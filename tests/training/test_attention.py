"""An attention made one operator computes what PyTorch's two dozen compute without padding."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from healthtext import annotator, assets, encoder

onnx = pytest.importorskip("onnx", reason="onnx is not installed: no network can be rewritten")
runtime = pytest.importorskip("onnxruntime")
Floats = npt.NDArray[np.float32]
HEADS, SIZE = 3, 4
WIDTH = HEADS * SIZE
RNG = np.random.default_rng(11)


def attention(path: Path, masked: bool = True) -> None:
    """Write one attention as PyTorch exports it: projections, shapes, scales, mask, softmax."""
    helper, kind = onnx.helper, onnx.TensorProto
    make = helper.make_node
    nodes = [make("Where", ["mask", "nothing", "never"], ["hidden"])]
    for name, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
        nodes += [
            make("MatMul", ["embedded", name], [f"{name}_made"]),
            make("Reshape", [f"{name}_made", "apart"], [f"{name}_heads"]),
            make("Transpose", [f"{name}_heads"], [f"{name}_turned"], perm=order),
        ]
    nodes += [
        make("Mul", ["q_turned", "root"], ["q_scaled"]),
        make("Mul", ["k_turned", "root"], ["k_scaled"]),
        make("MatMul", ["q_scaled", "k_scaled"], ["product"]),
        make("Add", ["product", "hidden"], ["scores"]),
        make("Softmax", ["scores"], ["shares"], axis=-1),
        make("MatMul", ["shares", "v_turned"], ["mixed"]),
        make("Transpose", ["mixed"], ["back"], perm=[0, 2, 1, 3]),
        make("Reshape", ["back", "together"], ["joined"]),
        make("MatMul", ["joined", "q"], ["found"]),
    ]
    tables = [onnx.numpy_helper.from_array(RNG.normal(size=(WIDTH, WIDTH)).astype(np.float32), name)
              for name in "qkv"]  # fmt: skip
    for name, value in (("apart", [0, -1, HEADS, SIZE]), ("together", [0, -1, WIDTH])):
        tables.append(onnx.numpy_helper.from_array(np.array(value, np.int64), name))
    for name, number in (("root", SIZE**-0.25), ("nothing", 0.0), ("never", -1e9)):
        tables.append(onnx.numpy_helper.from_array(np.float32(number), name))
    axes = ["windows", "pieces"]
    given = [helper.make_tensor_value_info("embedded", kind.FLOAT, [*axes, WIDTH])]
    given.append(helper.make_tensor_value_info("mask", kind.BOOL, ["windows", 1, 1, "pieces"]))
    graph = helper.make_graph(
        nodes if masked else nodes[-1:], "attention", given if masked else [
            helper.make_tensor_value_info("joined", kind.FLOAT, [*axes, WIDTH])
        ],
        [helper.make_tensor_value_info("found", kind.FLOAT, [*axes, WIDTH])], tables,
    )  # fmt: skip
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), path)


def run(path: Path, **given: npt.NDArray[np.generic]) -> Floats:
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found: Floats = session.run(None, given)[0]
    return found


def test_one_operator_computes_the_same(tmp_path: Path) -> None:
    from training.despin.attention import fuse

    path = tmp_path / "network.onnx"
    attention(path)
    embedded = RNG.normal(size=(1, 9, WIDTH)).astype(np.float32)
    before = run(path, embedded=embedded, mask=np.ones((1, 1, 1, 9), bool))
    assert fuse(path, HEADS) == 1
    graph = onnx.load(str(path)).graph
    assert [given.name for given in graph.input] == ["embedded"]
    assert [node.op_type for node in graph.node] == ["MatMul"] * 3 + [
        "MultiHeadAttention",
        "MatMul",
    ]
    assert {table.name for table in graph.initializer} == {"q", "k", "v"}, "the rest is dropped"
    assert np.allclose(run(path, embedded=embedded), before, atol=1e-3)
    assert fuse(path, HEADS) == 0


def test_a_wrong_number_of_heads_computes_something_else(tmp_path: Path) -> None:
    from training.despin.attention import fuse

    path = tmp_path / "network.onnx"
    attention(path)
    embedded = RNG.normal(size=(1, 9, WIDTH)).astype(np.float32)
    before = run(path, embedded=embedded, mask=np.ones((1, 1, 1, 9), bool))
    fuse(path, 2 * HEADS)
    assert not np.allclose(run(path, embedded=embedded), before, atol=1e-1)


def test_what_is_no_attention_is_left(tmp_path: Path) -> None:
    from training.despin.attention import fuse

    path = tmp_path / "network.onnx"
    attention(path, masked=False)
    before = path.read_bytes()
    assert fuse(path) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [encoder.NETWORK, annotator.NETWORK])
def test_the_packaged_networks_have_one_operator_a_layer_and_no_mask(name: str) -> None:
    graph = onnx.load(str(assets.path(name))).graph
    operators = [node.op_type for node in graph.node]
    assert operators.count("MultiHeadAttention") == 6
    assert "Softmax" not in operators
    assert [given.name for given in graph.input] == ["embedded"]
