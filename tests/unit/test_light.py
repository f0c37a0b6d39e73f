"""PyTorch is imported by nobody who has no use for it, and hidden from nobody who has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MARK = "PyTorch was asked for"
LOADS = "from healthtext import light, syntax\n{first}\nsyntax.load({model!r})('Pain.')\n"
OWN = "light.own_process()"


@pytest.fixture
def fake(tmp_path: Path) -> dict[str, str]:
    """A PyTorch that says when it is imported; it stands before one that is installed."""
    (tmp_path / "torch").mkdir()
    code = f"import sys\nprint({MARK!r}, file=sys.stderr)\nraise ImportError('none')\n"
    (tmp_path / "torch/__init__.py").write_text(code)
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}


def said(code: str, fake: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=fake, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("model", ["", "en_healthtext_core"])
def test_a_process_of_our_own_does_without(model: str, fake: dict[str, str]) -> None:
    assert MARK not in said(LOADS.format(first=OWN, model=model), fake)


def test_other_processes_keep_what_thinc_finds(fake: dict[str, str]) -> None:
    assert MARK in said(LOADS.format(first="", model=""), fake)


def test_the_command_line_and_its_workers_are_processes_of_our_own(fake: dict[str, str]) -> None:
    for module in ("healthtext.cli", "healthtext.engines.worker"):
        code = (
            f"import {module} as own\nfrom healthtext import light\n"
            "own.cli = own._end_with = lambda *_: print(light._own)\n"
            "own.main()\n"
        )
        command = [sys.executable, "-c", code, "0", "1"]
        done = subprocess.run(command, env=fake, capture_output=True, text=True, check=False)
        assert done.stdout.startswith("True")


def test_pytorch_can_be_imported_afterwards(fake: dict[str, str]) -> None:
    code = LOADS.format(first=OWN, model="") + "try:\n import torch\nexcept ImportError:\n pass\n"
    assert MARK in said(code, fake)


KIN = "from healthtext.despin import forms\nassert forms.kin('affects', 'affect')\n"
TOLD = "import sys\nprint('spacy' in sys.modules)\nimport spacy\n"


def printed(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("own", "spacy"), [(OWN, False), ("", True)])
def test_word_forms_bring_spacy_along_only_elsewhere(own: str, spacy: bool, tmp_path: Path) -> None:
    code = f"from healthtext import light\n{own}\n{KIN}{TOLD}"
    assert printed(code, tmp_path) == f"{spacy}\n"


@pytest.mark.parametrize(
    ("options", "spacy"),
    [((), False), (("--all",), False), (("--model", "en_healthtext_core"), True)],
)
def test_repairs_alone_need_no_spacy(options: tuple[str, ...], spacy: bool, tmp_path: Path) -> None:
    """A run that repairs reads no parse; one that is given a model loads it."""
    (tmp_path / "a.txt").write_text(
        "Massage remedy eases the spinal twine in the decrease again.\n"
    )
    arguments = ["fix", "--skip", "grammar", *options, "a.txt"]
    code = (
        "import sys\nfrom healthtext import cli\n"
        f"sys.argv = ['healthtext', *{arguments!r}]\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    print('spacy' in sys.modules)\n"
    )
    text, told = printed(code, tmp_path).splitlines()
    assert "spinal cord" in text
    assert told == str(spacy)
