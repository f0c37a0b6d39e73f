"""The packaged evidence base: it opens, it is what its notes say, and it holds no sentences."""

from __future__ import annotations

import re

from healthtext import assets
from healthtext.evidence import store
from healthtext.evidence.store import DIRECTIONS, EFFECTS
from healthtext.records import Evidence, kinds

LONGEST = 8  # words of a field
STUDIES = {"systematic review", "randomised trial", "guidance", "page"}
NAMES = re.compile(r"10\.\d{4,9}/[^\s;<>\"']+|PMC\d+|PMID:\d+|https?://[a-z0-9.-]+/[^\s;<>\"']*")
CERTAINTIES = {"high", "moderate", "low", "very low", "not stated"}


def rows() -> list[Evidence]:
    opened = store.default()
    return list(opened._facts("order by fact.id", ()))


def test_it_opens_and_holds_what_its_notes_say() -> None:
    opened = store.default()
    found = rows()
    assert opened.info().facts == len(found)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", opened.info().snapshot)
    reviews = {row.identifier for row in found if row.study == "systematic review"}
    trials = [row for row in found if row.study == "randomised trial"]
    assert int(opened._meta("reviews")) == len(reviews) >= 4000
    assert int(opened._meta("trial_rows")) == len(trials) >= 10_000
    assert int(opened._meta("trials")) == len({row.identifier for row in trials})
    assert int(opened._meta("guidance_rows")) == opened.kinds()["guidance"] >= 400
    assert int(opened._meta("page_rows")) == opened.kinds()["page"] >= 500
    assert int(opened._meta("guidance_not_read")) == sum(
        kinds.is_unread(row.study) for row in found
    )


def test_it_is_small() -> None:
    assert assets.path(store.PACKAGED).stat().st_size < 15_000_000


def test_every_value_is_of_its_set() -> None:
    for row in rows():
        assert row.direction in DIRECTIONS and row.effect in EFFECTS, row
        assert row.certainty in CERTAINTIES and row.certainty, row
        assert kinds.group(row.study) in STUDIES and NAMES.fullmatch(row.identifier), row
        assert kinds.of_body(row.study) == row.identifier.startswith("http"), row
        assert row.intervention and row.outcome, row


def test_no_field_is_a_sentence() -> None:
    for row in rows():
        assert not row.sentence
        for field in (row.intervention, row.outcome, row.comparator):
            assert len(field.split()) <= LONGEST, field
        assert len(row.population.split()) <= 2 * LONGEST + 1, row.population


def test_concepts_and_words_find_rows() -> None:
    opened = store.default()
    assert opened.by_concepts("MESH:D020935", "TEST:none") == ()
    assert any("acupuncture" in row.intervention.lower() for row in opened.search("acupuncture"))


def test_no_wording_stands_for_two_things() -> None:
    seen: dict[str, str] = {}
    for line in assets.rows("lexicons/study_synonyms.tsv"):
        canonical, others = line.split("\t")[:2]
        for wording in (canonical, *others.split("|")):
            assert seen.setdefault(wording, canonical) == canonical, wording
