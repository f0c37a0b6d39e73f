"""What fitting the ranker site by site leaves behind for the benchmarks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import systems
from benchmarks.scoring import Gold, Page
from healthtext import assets
from training.ranker import examples as labelled
from training.ranker import fit

TEXT = "The pain in the decrease again, reminiscent of the spinal twine, is the place it hurts."
PAGES = [Page(name, "S", TEXT, (Gold(16, 30, ("lower back",)),), site)
         for name, site in (("a", "x"), ("b", "y"))]  # fmt: skip


def test_every_site_is_left_out_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with np.load(assets.path("despin/ranker.npz")) as packed:
        table = dict(packed)
    seen = []
    examples = [labelled.clean_page("The spinal cord.", site) for site in "xy"]
    monkeypatch.setattr(fit, "fit", lambda rest: seen.append([e.site for e in rest]) or table)
    found = fit.by_site(PAGES, ["x", "y"], examples, tmp_path / "folds")
    assert seen == [["y"], ["x"]]
    assert sorted(path.name for path in (tmp_path / "folds").iterdir()) == [
        "edits.jsonl", "x.npz", "y.npz",
    ]  # fmt: skip
    again = systems.ready_made(tmp_path / "folds" / "edits.jsonl")
    for page in PAGES:
        kept = again(page)
        assert [(e.start, e.new, e.safety) for e in kept.edits] == [
            (e.start, e.new, e.safety) for e in found[page.id].edits
        ]
        assert 0 <= kept.scores["gold page"] <= kept.scores["page"]
    fit.report(PAGES, found)
