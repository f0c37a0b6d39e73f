"""spaCy without PyTorch, and lemminflect without spaCy, where nobody asked for them.

spaCy computes with thinc, which imports PyTorch wherever it is installed, for models that need it:
600 MB of memory and some seconds for each process. The packaged models need none. thinc remembers
for as long as the process lives whether there is PyTorch, so that a process that is not our own,
where other code may want a model with PyTorch next, is left alone.

lemminflect imports spaCy to hang its methods on tokens, which takes a second and which healthtext
does not use: repairs alone need no spaCy.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

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


class _NoSpacy:
    """A finder that knows spaCy, and says that it is not there."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "spacy":
            raise ModuleNotFoundError(name)


def word_forms() -> ModuleType:
    """Import lemminflect, without spaCy if the process is healthtext's own and has none yet."""
    if not _own or "spacy" in sys.modules or "lemminflect" in sys.modules:
        return importlib.import_module("lemminflect")
    hidden = _NoSpacy()
    sys.meta_path.insert(0, hidden)
    try:
        return importlib.import_module("lemminflect")
    finally:
        sys.meta_path.remove(hidden)
