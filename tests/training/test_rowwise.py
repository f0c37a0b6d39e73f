"""What GELUs make is rounded row by row: a small row does not suffer from a large one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from healthtext import assets, encoder

onnx = pytest.importorskip("onnx", reason="onnx is not installed: no network can be rewritten")
runtime = pytest.importorskip("onnxruntime")
Floats = npt.NDArray[np.float32]
RNG = np.random.default_rng(7)
WEIGHTS = RNG.normal(size=(16, 8)).astype(np.float32)


def layer(path: Path, gelu: bool = True) -> None:
    """Write a GELU, or a plain product of the same shape, and a rounded matrix product."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    helper, kind = onnx.helper, onnx.TensorProto
    make = helper.make_node
    nodes = [
        make("Div", ["given", "root"], ["scaled"]),
        make("Erf" if gelu else "Tanh", ["scaled"], ["bent"]),
        make("Add", ["bent", "one"], ["raised"]),
        make("Mul", ["given", "raised"], ["doubled"]),
        make("Mul", ["doubled", "half"], ["value"]),
        make("MatMul", ["value", "weights"], ["found"]),
    ]
    numbers = {"root": 2**0.5, "one": 1.0, "half": 0.5}
    held = [helper.make_tensor(name, kind.FLOAT, [], [n]) for name, n in numbers.items()]
    held.append(onnx.numpy_helper.from_array(WEIGHTS, "weights"))
    graph = helper.make_graph(
        nodes, "layer",
        [helper.make_tensor_value_info("given", kind.FLOAT, ["rows", 16])],
        [helper.make_tensor_value_info("found", kind.FLOAT, ["rows", 8])], held,
    )  # fmt: skip
    opset = [helper.make_opsetid("", 17)]
    full = path.with_suffix(".full.onnx")
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), full)
    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)


def run(path: Path, given: Floats) -> Floats:
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found: Floats = session.run(None, {"given": given})[0]
    return found


def worst(path: Path, given: Floats) -> float:
    """Return the greatest error of the first rows, whose values are small."""
    exact = run(path.with_suffix(".full.onnx"), given)
    return float(np.abs(run(path, given)[:4] - exact[:4]).max())


def test_a_row_is_rounded_as_finely_beside_one_a_hundred_times_its_size(tmp_path: Path) -> None:
    from training.despin.rowwise import even

    path = tmp_path / "network.onnx"
    layer(path)
    given = RNG.normal(size=(5, 16)).astype(np.float32)
    given[4] *= 100
    before, alone = worst(path, given), run(path, given[:4])
    assert even(path) == 1
    assert worst(path, given) < before / 20
    assert np.allclose(run(path, given)[:4], run(path, given[:4]), atol=0.05)
    assert np.allclose(run(path, given[:4]), alone, atol=0.1)
    assert even(path) == 0


def test_rows_of_nothing_stay_nothing(tmp_path: Path) -> None:
    from training.despin.rowwise import even

    path = tmp_path / "network.onnx"
    layer(path)
    even(path)
    assert not run(path, np.zeros((3, 16), np.float32)).any()


def test_what_no_gelu_makes_is_left(tmp_path: Path) -> None:
    from training.despin.rowwise import even

    path = tmp_path / "network.onnx"
    layer(path, gelu=False)
    before = path.read_bytes()
    assert even(path) == 0
    assert path.read_bytes() == before


def test_the_packaged_encoder_rounds_row_by_row(tmp_path: Path) -> None:
    from training.despin.rowwise import even

    path = tmp_path / "encoder.onnx"
    path.write_bytes(assets.path(encoder.NETWORK).read_bytes())
    names = [node.name for node in onnx.load(str(path)).graph.node]
    assert sum(name.endswith("_Rowwise") for name in names) == 7
    assert even(path) == 0
