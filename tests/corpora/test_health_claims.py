"""Hold the sentences of consumer health pages, and the reader of their labels, to the guideline."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import health_claims
from benchmarks.health_claims import COLUMNS, CORPUS, FINDINGS, GENRES, HALVES, Label, labels
from healthtext import claims, rules
from healthtext.evidence.advised import dangers

PASSAGES = health_claims.passages()
SENTENCES = [sentence for passage in PASSAGES for sentence in passage.sentences]
GUIDELINE = (CORPUS / "GUIDELINE.md").read_text(encoding="utf-8")
EXAMPLES = {text for one in dangers.load().dangers for text in (*one.fires, *one.silent)}
TWO = (
    health_claims.Passage("a_1", "a", "blog", "dev", ("One.", "Two.")),
    health_claims.Passage("a_2", "a", "shop", "held", ("Three.",)),
)


def test_there_are_400_different_sentences_in_70_passages() -> None:
    assert (len(PASSAGES), len(SENTENCES), len(set(SENTENCES))) == (70, 400, 400)
    assert len({passage.id for passage in PASSAGES}) == 70
    assert all(4 <= len(passage.sentences) <= 8 for passage in PASSAGES)


def test_manifest_is_up_to_date() -> None:
    kept = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
    assert kept == health_claims.manifest()


def test_of_the_two_passages_of_a_topic_the_digest_decides_the_half() -> None:
    for topic in {passage.topic for passage in PASSAGES}:
        both = [passage for passage in PASSAGES if passage.topic == topic]
        assert len(both) == 2
        both.sort(key=lambda passage: hashlib.sha256(passage.id.encode()).hexdigest())
        assert [passage.half for passage in both] == list(HALVES)
        assert {passage.id for passage in both} == {f"{topic}_1", f"{topic}_2"}


def test_halves_match_in_genres_and_sentences() -> None:
    dev, held = (health_claims.passages(half=half) for half in HALVES)
    assert Counter(passage.genre for passage in dev) == Counter(p.genre for p in held)
    assert {passage.genre for passage in dev} == set(GENRES)
    assert [sum(len(p.sentences) for p in half) for half in (dev, held)] == [200, 200]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.id)
def test_sentences_are_clean_and_stand_where_the_spans_say(passage: health_claims.Passage) -> None:
    assert [passage.text[start:end] for start, end in passage.spans] == list(passage.sentences)
    for sentence in passage.sentences:
        assert sentence == " ".join(sentence.split())
        assert re.search(r"[.!?][”\")]?$", sentence)


def test_examples_of_guideline_and_rules_are_not_in_the_passages() -> None:
    quoted = {example.rstrip(".") for example in re.findall(r'"([^"]+)"', GUIDELINE)}
    for rule in (*rules.of_step("evidence"), *rules.of_step("claims")):
        quoted |= {example.rstrip(".") for example in (*rule.good, *rule.bad)}
    quoted |= {example.rstrip(".") for example in EXAMPLES}
    told = {sentence.rstrip(".") for sentence in SENTENCES}
    assert len(quoted) > 60
    assert not quoted & told


def test_guideline_defines_every_value() -> None:
    for value in (*claims.KINDS, *claims.STRENGTHS, *FINDINGS):
        assert f"`{value}`" in GUIDELINE
    assert "\t".join(COLUMNS) in GUIDELINE


def written(folder: Path, *rows: str, head: str = "\t".join(COLUMNS)) -> Path:
    """Write a label file; the columns of a row are separated by spaces here."""
    file = folder / "labels.tsv"
    lines = [head, *("\t".join(row.split()) for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_labels_are_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "a_1 0 0 - - - DANGEROUS_ADVICE",
        "a_1 1 1 treatment direct_causal positive NO_CITATION,ABSOLUTE_WORDING",
        "a_2 0 1 dose none positive -",
    )
    assert labels(file, TWO) == {
        ("a_1", 0): Label(False, findings=frozenset({"DANGEROUS_ADVICE"})),
        ("a_1", 1): Label(
            True, "treatment", "direct_causal", "positive",
            frozenset({"NO_CITATION", "ABSOLUTE_WORDING"}),
        ),
        ("a_2", 0): Label(True, "dose", "none", "positive"),
    }  # fmt: skip


def test_example_of_the_guideline_is_valid(tmp_path: Path) -> None:
    block = re.search(r"```\n(passage\t.+?)```", GUIDELINE, re.S)
    assert block
    file = tmp_path / "labels.tsv"
    file.write_text(block[1], encoding="utf-8")
    sentences = ("One.", "Two.", "Three.", "Four.")
    found = labels(file, [health_claims.Passage("example_1", "e", "blog", "dev", sentences)])
    assert [label.claim for label in found.values()] == [False, True, True, False]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a_1 0 2 - - - -", "claim is neither 0 nor 1"),
        ("a_1 1 0 - - - -", "expected a_1 0"),
        ("a_1 0 0 - - -", "6 columns, expected 7"),
        ("a_1 0 0 dose - - -", "without a claim kind, strength and polarity are -"),
        ("a_1 0 1 cure direct_causal positive -", "kind is one of"),
        ("a_1 0 1 cause causal positive -", "strength is one of"),
        ("a_1 0 1 cause direct_causal neutral -", "polarity is one of"),
        ("a_1 0 1 dose direct_causal positive -", "strength is none for"),
        ("a_1 0 1 harm none positive -", "strength is none for"),
        ("a_1 0 0 - - - LOUD", "findings are among"),
        ("a_1 0 0 - - - PSEUDO_MECHANISM,PSEUDO_MECHANISM", "named twice"),
        ("a_1 0 0 - - - VAGUE_ATTRIBUTION", "need a claim"),
        ("a_1 0 1 harm direct_causal negative NO_CITATION", "NO_CITATION is for"),
        ("a_1 0 1 cause direct_causal positive NO_CITATION", "NO_CITATION is for"),
        (
            "a_1 0 1 harm direct_causal positive NO_CITATION,VAGUE_ATTRIBUTION",
            "NO_CITATION or VAGUE_ATTRIBUTION, not both",
        ),
    ],
)
def test_fault_is_named_with_its_line(tmp_path: Path, row: str, what: str) -> None:
    file = written(tmp_path, row, "a_1 1 0 - - - -", "a_2 0 0 - - - -")
    with pytest.raises(ValueError, match=re.escape(what)) as caught:
        labels(file, TWO)
    assert str(caught.value).startswith("labels.tsv:2: ")


def test_missing_surplus_and_headless_files_are_refused(tmp_path: Path) -> None:
    rows = ["a_1 0 0 - - - -", "a_1 1 0 - - - -", "a_2 0 0 - - - -"]
    assert len(labels(written(tmp_path, *rows), TWO)) == 3
    for wrong in (rows[:2], [*rows, rows[2]], []):
        with pytest.raises(ValueError, match="3 lines of labels expected"):
            labels(written(tmp_path, *wrong), TWO)
    with pytest.raises(ValueError, match="the first line must be"):
        labels(written(tmp_path, *rows[1:], head="\t".join(rows[0].split())), TWO)


@pytest.mark.parametrize("name", ["labels_a", "labels_b", "labels"])
def test_every_sentence_has_its_labels(name: str) -> None:
    found = labels(CORPUS / f"{name}.tsv", PASSAGES)
    assert len(found) == 400
    assert {label.kind for label in found.values() if label.claim} == set(claims.KINDS)


def test_development_list_stands_apart_from_the_passages() -> None:
    singles = health_claims.development()
    texts = [one.text for one in singles]
    assert len(singles) == len(set(texts)) > 350
    assert not set(texts) & set(SENTENCES)
    assert {one.label.kind for one in singles if one.label.claim} == set(claims.KINDS)
    for rule in FINDINGS:
        assert sum(rule in one.label.findings for one in singles) >= 5


def test_genres_stand_apart_and_have_claims_and_others() -> None:
    every = health_claims.genres()
    texts = {one.text for one in every}
    others = {*SENTENCES, *(one.text for one in health_claims.development())}
    assert len(every) == len(texts) > 550
    assert not texts & others
    assert {one.genre for one in every} == {*health_claims.FIT, *health_claims.UNSEEN}
    for part in ("fit", "unseen"):
        share = sum(one.label.claim for one in health_claims.genres(part))
        assert 0.4 < share / len(health_claims.genres(part)) < 0.65


def test_the_wider_list_stands_apart_in_genres_of_its_own() -> None:
    every = health_claims.wider()
    texts = {one.text for one in every}
    others = {one.text for one in (*health_claims.development(), *health_claims.genres())}
    others |= {*SENTENCES, *(one.text for one in health_claims.advice())}
    assert len(every) == len(texts) > 1_000
    assert not texts & others
    known = {*GENRES, *health_claims.FIT, *health_claims.UNSEEN}
    assert not known & {one.genre for one in every}
    assert {one.label.kind for one in every if one.label.claim} == set(claims.KINDS)
    for rule in FINDINGS:
        assert sum(rule in one.label.findings for one in every) >= 10


def test_the_list_of_voices_stands_apart_in_genres_of_its_own() -> None:
    every = health_claims.voices()
    texts = {one.text for one in every}
    lists = health_claims.development, health_claims.genres, health_claims.wider
    others = {*SENTENCES, *(one.text for one in (*health_claims.advice(), *_all(*lists)))}
    assert len(every) == len(texts) == 600
    assert not texts & others
    assert set(Counter(one.genre for one in every).values()) == {25}
    older = {one.genre for one in (*health_claims.advice(), *_all(*lists[1:]))}
    assert not {*GENRES, *older} & {one.genre for one in every}
    assert {one.label.kind for one in every if one.label.claim} == set(claims.KINDS)


def _all(*lists: Callable[[], tuple[health_claims.Single, ...]]) -> list[health_claims.Single]:
    return [one for read in lists for one in read()]


def test_the_list_of_tellers_stands_apart_in_genres_of_its_own() -> None:
    every = health_claims.tellers()
    lists = health_claims.development, health_claims.genres, health_claims.wider
    older = [*_all(*lists, health_claims.voices, health_claims.advice)]
    assert len(every) == len({one.text for one in every}) == 600
    assert not {one.text for one in every} & {*SENTENCES, *(one.text for one in older)}
    assert set(Counter(one.genre for one in every).values()) == {30}
    assert not {*GENRES, *(one.genre for one in older)} & {one.genre for one in every}
    for rule in FINDINGS:
        there = sum(rule in one.label.findings for one in every)
        assert 5 < there < 200


def test_the_digest_of_a_genre_decides_whether_it_may_be_chosen_on() -> None:
    named = sorted(
        (*health_claims.TOLD, *health_claims.FRESH),
        key=lambda genre: hashlib.sha256(genre.encode()).hexdigest(),
    )
    assert sorted(named[:10]) == list(health_claims.TOLD)
    assert {one.part for one in health_claims.tellers(health_claims.TOLD)} == {"told"}
    assert {one.part for one in health_claims.tellers(health_claims.FRESH)} == {"fresh"}


@pytest.mark.parametrize(
    ("name", "gold", "least"),
    [("voices", health_claims.voices, 450), ("tellers", health_claims.tellers, 590)],
)
def test_gold_of_a_list_decides_only_where_the_two_readings_differ(
    name: str, gold: Callable[[], tuple[health_claims.Single, ...]], least: int
) -> None:
    first, second = (health_claims.genres(file=CORPUS / f"{name}_{at}.tsv") for at in "ab")
    decided = gold()
    assert [one.text for one in decided] == [one.text for one in first] == [o.text for o in second]
    agreed = [at for at, one in enumerate(first) if one.label == second[at].label]
    assert len(agreed) > least
    assert all(decided[at].label == first[at].label for at in agreed)


def test_examples_of_the_rules_are_not_in_the_part_that_is_only_watched() -> None:
    watched = {one.text for one in health_claims.development() if one.part == "check"}
    watched |= {one.text for one in health_claims.genres("unseen")}
    watched |= {one.text for one in health_claims.tellers()}
    for rule in rules.of_step("evidence"):
        assert not watched.intersection((*rule.good, *rule.bad))
    assert not watched & EXAMPLES


def test_fault_of_the_development_list_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "list.tsv"
    head = "\t".join(("sentence", *COLUMNS[2:]))
    file.write_text(f"{head}\nOne.\t1\tcure\tnone\tpositive\t-\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"list\.tsv:2: kind is one of"):
        health_claims.development(file)
    file.write_text("One.\t0\t-\t-\t-\t-\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the first line must be"):
        health_claims.development(file)


def test_gold_decides_only_where_the_readers_differ() -> None:
    names = ("labels_a", "labels_b", "labels")
    ours, theirs, gold = (labels(CORPUS / f"{name}.tsv", PASSAGES) for name in names)
    agreed = [place for place in gold if ours[place] == theirs[place]]
    assert len(agreed) > 300
    assert all(gold[place] == ours[place] for place in agreed)


def test_the_list_of_advice_has_more_near_misses_than_advice_in_every_part() -> None:
    parts = [health_claims.advice(of) for of in (health_claims.ADVISED, health_claims.CHOSEN)]
    assert len({one.text for part in parts for one in part}) == sum(map(len, parts)) == 567
    for part in parts:
        bad = [
            one for one in part if one.label.findings & {"DANGEROUS_ADVICE", "NATURAL_MEANS_SAFE"}
        ]
        assert {rule for one in bad for rule in one.label.findings} >= {
            "DANGEROUS_ADVICE", "NATURAL_MEANS_SAFE",
        }  # fmt: skip
        assert len(part) > 2.4 * len(bad) > 100


def test_thresholds_of_advice_are_chosen_on_sentences_that_nothing_learns_from() -> None:
    learnt = {one.text for one in (*health_claims.development(), *health_claims.genres())}
    learnt |= {one.text for one in health_claims.advice(health_claims.ADVISED)}
    assert not learnt & {one.text for one in health_claims.advice(health_claims.CHOSEN)}
    assert not {one.text for one in health_claims.advice()} & set(SENTENCES)
