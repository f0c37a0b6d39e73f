"""The repairer's arithmetic on ONNX Runtime: a graph whose weights are inputs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext import assets

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions

GRAPH = "models/despin/repairer.onnx"


def threads() -> int:
    """Return how many threads a network may use: OMP_NUM_THREADS, else 0, as many as it likes.

    ONNX Runtime has a pool of its own and does not read the variable; a worker of a batch sets it.
    """
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return int(wanted) if wanted.isdigit() else 0


def options() -> SessionOptions:
    """Return what every network here runs with.

    A thread without work sleeps: by default it spins, and so takes a core from who needs it.
    """
    from onnxruntime import SessionOptions

    found = SessionOptions()
    found.intra_op_num_threads = threads()
    found.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return found


def opened(network: Path) -> InferenceSession:
    """Return a network that is ready to run.

    A sum and its normalisation stay two steps: made one, they take six times as long.
    """
    from onnxruntime import InferenceSession

    return InferenceSession(
        str(network), options(), providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )  # fmt: skip


@cache
def session() -> InferenceSession:
    """Load the packaged graph. Raises AssetError when it is missing or damaged."""
    return opened(assets.path(GRAPH))
