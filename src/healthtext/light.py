"""spaCy without PyTorch, where nobody asked for it.

spaCy computes with thinc, which imports PyTorch wherever it is installed, for models that need it:
600 MB of memory and some seconds for each process. The packaged models need none. thinc remembers
for as long as the process lives whether there is PyTorch, so that a process that is not our own,
where other code may want a model with PyTorch next, is left alone.
"""

from __future__ import annotations

import sys

_own = False


def own_process() -> None:
    """Note that this process runs healthtext, with one model, and nothing else."""
    global _own
    _own = True


def without_torch() -> None:
    """Let thinc believe that there is no PyTorch, if the process is healthtext's own.

    PyTorch can be imported as ever afterwards. Where it has been imported already, or thinc has,
    nothing is to be gained.
    """
    if not _own or "torch" in sys.modules or "thinc.compat" in sys.modules:
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # what cannot be imported
    try:
        import thinc.compat  # noqa: F401
    finally:
        del sys.modules["torch"]
