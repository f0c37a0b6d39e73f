"""What fitting the ranker site by site leaves behind for the benchmarks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import systems
from benchmarks.scoring import Gold, Page
from healthtext import assets
from healthtext.records import Edit
from training.ranker import examples as labelled
from training.ranker import fit, labels

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


@pytest.mark.parametrize(
    ("start", "old", "new", "settled"),
    [
        (4, "lived by way of", "lived through", True),
        (10, "by way of", "through", True),
        (10, "by way of", "by", False),  # nearer to the gold, and still to go
        (4, "lived", "survived", False),
        (4, "lived", "endured", True),  # an alternative
        (20, "a migraine", "migraines", False),  # outside the gold
    ],
)
def test_a_wording_is_settled_when_the_gold_keeps_it(
    start: int, old: str, new: str, settled: bool
) -> None:
    text = "Who lived by way of a migraine knows."
    page = Page("a", "S", text, (Gold(4, 19, ("lived through", "endured")),))
    edit = Edit(start, start + len(old), old, new, "despin", "despin-phrase")
    assert labels.settled(page, edit) is settled


def test_simulated_pages_weigh_more_for_what_mends(monkeypatch: pytest.MonkeyPatch) -> None:
    page = labelled.spun_page(PAGES[0], "simulated")
    weights: list[float] = []

    class Model:
        def fit(self, *given: np.ndarray) -> Model:  # type: ignore[type-arg]
            weights.append(float(given[2].max()))
            return self

    monkeypatch.setattr(fit, "HistGradientBoostingClassifier", lambda **_: Model())
    monkeypatch.setattr(fit, "_packed", lambda *_: {})
    fit.fit([page])
    assert weights == [1.0, 1.0, fit.TRUE_TO_LIFE]
