"""A network without PyTorch's guard against rows without pieces computes the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from healthtext import annotator, assets, encoder

onnx = pytest.importorskip("onnx", reason="onnx is not installed: no network can be rewritten")
runtime = pytest.importorskip("onnxruntime")


def guarded(path: Path) -> None:
    """Write softmax, the guard, and a condition that is none."""
    helper, kind = onnx.helper, onnx.TensorProto
    nodes = [
        helper.make_node("Softmax", ["given"], ["shares"], axis=-1),
        helper.make_node("IsNaN", ["shares"], ["odd"]),
        helper.make_node("Where", ["odd", "zero", "shares"], ["kept"]),
        helper.make_node("Greater", ["given", "zero"], ["high"]),
        helper.make_node("Where", ["high", "kept", "zero"], ["found"]),
    ]
    graph = helper.make_graph(
        nodes, "guarded",
        [helper.make_tensor_value_info("given", kind.FLOAT, ["rows", 5])],
        [helper.make_tensor_value_info("found", kind.FLOAT, ["rows", 5])],
        [helper.make_tensor("zero", kind.FLOAT, [], [0.0])],
    )  # fmt: skip
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), path)


def test_a_guard_is_taken_out_and_nothing_else(tmp_path: Path) -> None:
    from training.despin.unguarded import unguard

    path = tmp_path / "network.onnx"
    guarded(path)
    feed = {"given": np.random.default_rng(4).normal(size=(3, 5)).astype(np.float32)}
    before = runtime.InferenceSession(str(path)).run(None, feed)[0]
    assert unguard(path) == 1
    operators = [node.op_type for node in onnx.load(str(path)).graph.node]
    assert operators == ["Softmax", "Greater", "Where"]
    assert np.array_equal(runtime.InferenceSession(str(path)).run(None, feed)[0], before)
    assert unguard(path) == 0


def test_the_command_says_what_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from training.despin import rewriting
    from training.despin.unguarded import unguard

    paths = [tmp_path / "one.onnx", tmp_path / "two.onnx"]
    for path in paths:
        guarded(path)
    monkeypatch.setattr("sys.argv", ["unguarded", *map(str, paths)])
    rewriting.main(unguard, "Take out.\n\nMore.", "guards taken out")
    assert capsys.readouterr().out == "".join(f"{path}: 1 guards taken out\n" for path in paths)


@pytest.mark.parametrize("name", [encoder.NETWORK, annotator.NETWORK])
def test_the_packaged_networks_have_no_guard(name: str) -> None:
    graph = onnx.load(str(assets.path(name))).graph
    assert not [node.name for node in graph.node if node.op_type == "IsNaN"]
