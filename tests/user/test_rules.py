"""The user's rules at work: edits, refusals, and what is left alone, step by step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from healthtext import edits, rules, user
from healthtext.errors import SettingsError
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Edit, Proposal, Report, Safety
from healthtext.rules import Rule
from healthtext.settings import Settings
from healthtext.user import Rules

LIST = "wrong,right\nspinal twine,spinal cord\ntwo tablets,three tablets\nasthma,bronchitis\n"


@pytest.fixture
def own(tmp_path: Path) -> user.Rules:
    """The list that the examples of the rules are for."""
    return loaded(tmp_path, LIST)


def loaded(folder: Path, rows: str, **options: frozenset[str]) -> user.Rules:
    (folder / "own.csv").write_text(rows, "utf-8")
    return user.load(Settings(phrases=frozenset([str(folder / "own.csv")]), **options))  # type: ignore[arg-type]


def only(folder: Path, text: str, wrong: str, right: str) -> Edit | str:
    """Return what one row does in a text: an edit, a finding's message, or nothing."""
    found = loaded(folder, f'wrong,right\n"{wrong}","{right}"\n')
    made = found.propose(text).edits
    said = [finding.message for finding in found.findings(text)]
    assert len(made) + len(said) <= 1
    return (*made, *said, "")[0]


@pytest.mark.parametrize(
    ("text", "wrong", "right", "repaired"),
    [
        ("A spinal twine.", "spinal twine", "spinal cord", "A spinal cord."),
        ("Spinal twine.", "spinal twine", "spinal cord", "Spinal cord."),
        ("SPINAL TWINE.", "spinal twine", "spinal cord", "SPINAL CORD."),
        ("The spinal\r\ntwine.", "spinal twine", "spinal cord", "The spinal\r\ncord."),
        ("The spinal twine’s end.", "spinal twine", "spinal cord", "The spinal cord’s end."),
        ("It is an pure oil.", "pure", "natural", "It is a natural oil."),
        ("An pure oil.", "pure", "natural", "A natural oil."),
        ("Vitamin A insufficiency.", "insufficiency", "excess", "Vitamin A excess."),
        ("CALL FOR AID AND WAIT.", "aid", "help", "CALL FOR HELP AND WAIT."),
        ("Call for AID and wait.", "aid", "help", "Call for Help and wait."),
        ("BUY AN PURE OIL NOW.", "pure", "natural", "BUY A NATURAL OIL NOW."),
        ("The haemoglobin fell.", "haemoglobin", "hemoglobin", "The hemoglobin fell."),
        ("The mri scan.", "mri", "MRI", "The MRI scan."),
        ("Covid is here, Covid.", "Covid", "covid", "Covid is here, covid."),
        ("A coronary illness.", "coronary illness", "heart disease", "A heart disease."),
        ("You may ease it.", "ease", "relieve", "You may relieve it."),
        ("We met Vitality Co there.", "Vitality Co", "Energy Co", "We met Energy Co there."),
    ],
)  # fmt: skip
def test_what_a_row_writes(
    tmp_path: Path, text: str, wrong: str, right: str, repaired: str
) -> None:
    made = only(tmp_path, text, wrong, right)
    if text.startswith("Covid"):  # once, not at the sentence's start
        assert edits.apply(text, loaded(tmp_path, "Covid,covid\n").propose(text).edits) == repaired
        return
    assert isinstance(made, Edit), made
    assert edits.apply(text, [made]) == repaired
    assert (made.step, made.rule, made.safety) == ("user", "user-phrase", "safe")
    assert f"own.csv, row 2: “{right}” for “{wrong}”" in made.reason


@pytest.mark.parametrize(
    ("text", "wrong", "right", "why"),
    [
        ("Take two tablets.", "two tablets", "three tablets", "a number or a dose"),
        ("Take 20 mg now.", "mg", "g", "the unit of a number"),
        ("Take two 5 mg pills.", "5 mg pills", "5 mg tablets", "a number or a mark"),
        ("It is not safe.", "not safe", "safe", "turn the meaning round"),
        ("It will increase.", "increase", "decrease", "turn the meaning round"),
        ("He has asthma now.", "asthma", "bronchitis", "one medical term another"),
        ("He has Asthma now.", "Asthma", "Bronchitis", "one medical term another"),
        ("Take some ibuprofen.", "ibuprofen", "insulin", "one medical term another"),
        ("“He has had asthma for years now”", "asthma", "bronchitis", "one medical term another"),
    ],
)
def test_what_the_gate_refuses_is_reported(
    tmp_path: Path, text: str, wrong: str, right: str, why: str
) -> None:
    said = only(tmp_path, text, wrong, right)
    assert isinstance(said, str)
    assert why in said
    assert f"own.csv, row 2 writes “{right}”" in said


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("He said “this is the very best remedy of all” then.", "suggest"),
        ("We met Doctor Remedy there.", "suggest"),
        ("See https://example.org/remedy now.", ""),
        ("It works (Remedy et al., 2019) well.", ""),
        ("A therapy.", ""),
    ],
)
def test_quotations_and_names_are_the_editors_and_addresses_nobodys(
    tmp_path: Path, text: str, tier: str
) -> None:
    made = only(tmp_path, text, "remedy", "therapy")
    assert (made.safety if isinstance(made, Edit) else made) == tier


@pytest.mark.parametrize(
    ("text", "tier"),
    [("Use 800 mg an afternoon.", "suggest"), ("We met an afternoon later.", "safe")],
)
def test_how_often_a_medicine_is_taken_is_the_editors(
    tmp_path: Path, text: str, tier: Safety
) -> None:
    made = only(tmp_path, text, "an afternoon", "a day")
    assert isinstance(made, Edit)
    assert made.safety == tier


def test_nothing_in_protected_places_nor_the_article_before_them(own: user.Rules) -> None:
    text = "A spinal twine and a spinal twine."
    made = own.propose(text, [(0, 14)]).edits
    assert [edit.start for edit in made] == [21]
    text = "It is an `x` pure oil, an pure oil."
    pure = Rules({("pure",): user.Row("pure", "natural", "own.csv", 1)})
    assert [edit.old for edit in pure.propose(text, [(23, 25)]).edits] == ["pure", "pure"]


@pytest.mark.parametrize("rule", rules.of_step("user"), ids=lambda rule: rule.id)
def test_examples_of_the_catalogue(rule: Rule, own: user.Rules) -> None:
    def fires(text: str) -> bool:
        made = [edit.rule for edit in own.propose(text).edits]
        return rule.id in (*made, *(finding.rule for finding in own.findings(text)))

    assert all(map(fires, rule.bad))
    assert not any(map(fires, rule.good))


TEXT = (
    "Massage remedy can ease ache in the decrease again. It impacts the spinal twine, and "
    "you'll be able to really feel it. Massage remedy is one of many oldest ways.\n"
)


def report(text: str, apply: Safety = "safe", **options: object) -> Report:
    options = {"skip": frozenset({"grammar"}), "apply": apply, **options}
    result = Pipeline(Settings(**options)).run(from_text(text))  # type: ignore[arg-type]
    assert isinstance(result, Report), result
    return result


def test_despin_leaves_allowed_words_alone_and_only_those() -> None:
    assert "spinal cord" in report(TEXT).repaired
    found = report(TEXT, "suggest", allow=frozenset({"Spinal Twine"}))
    assert "spinal twine" in found.repaired
    assert "lower back" in found.repaired
    assert not any("twine" in edit.old for edit in found.edits)


def test_cleaning_does_not_heed_allowed_words_but_protected_ones() -> None:
    text = f"Posted By admin Posted On\n\n{TEXT}"
    assert "Posted" not in report(text, allow=frozenset({"posted by admin"})).repaired
    found = report(text, "suggest", protect=frozenset({"posted by admin"}))
    assert "Posted By admin" in found.repaired
    assert not any("Posted By admin" in edit.old for edit in found.edits)


def test_what_a_phrase_list_writes_is_final_and_named(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("spinal twine,decrease again\n")
    lists = frozenset([str(tmp_path / "own.csv")])
    found = report(TEXT, "suggest", phrases=lists)
    assert "impacts the decrease again" in found.repaired.replace("affects", "impacts")
    assert found.repaired.count("decrease again") == 1
    assert [e.rule for e in found.edits if "twine" in e.old] == ["user-phrase"]
    assert found.versions["user"].endswith("(own.csv: 1)")
    assert "user" not in report(TEXT).versions


def test_the_digest_is_of_the_rules() -> None:
    rows = {("a",): user.Row("a", "b", "own.csv", 1)}
    moved = {("a",): user.Row("a", "b", "own.csv", 7)}
    other = {("a",): user.Row("a", "c", "own.csv", 1)}
    assert Rules(rows).version == Rules(moved).version != Rules(other).version
    assert (
        Rules({}, frozenset({("a",)})).version
        != Rules({}, frozenset(), frozenset({("a",)})).version
    )


def test_a_refused_row_is_a_finding_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("asthma,bronchitis\n")
    text = f"{TEXT}He has asthma.\n"
    lists = frozenset([str(tmp_path / "own.csv")])
    found = report(text, phrases=lists)
    (finding,) = [one for one in found.findings if one.rule == "USER_RULE_REFUSED"]
    assert found.repaired[finding.start : finding.end] == "asthma"
    assert text[finding.original_start : finding.original_end] == "asthma"
    silent = report(text, phrases=lists, disable_rules=frozenset({"USER_RULE_REFUSED"}))
    assert "USER_RULE_REFUSED" not in {one.rule for one in silent.findings}
    assert found.repaired == report(text).repaired


def test_marks_switch_off_every_step(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("massage remedy,massage therapy\n")
    off = f"<!-- healthtext: off -->{TEXT}<!-- healthtext: on -->"
    text = f"{TEXT}\n{off}\n\n{TEXT}"
    found = report(text, "suggest", phrases=frozenset([str(tmp_path / "own.csv")]))
    assert off in found.repaired
    start = text.index(off)
    assert not any(e.start < start + len(off) and e.end > start for e in found.edits)
    assert any(e.start > start for e in found.edits)


def test_rules_are_switched_off_in_every_step() -> None:
    text = f"{TEXT}Garlic cures high blood pressure.\n"
    kinds = {claim.kind for claim in report(text).claims}
    assert "treatment" in kinds
    assert "treatment" not in {
        claim.kind for claim in report(text, disable_rules=frozenset({"claims-treatment"})).claims
    }


@pytest.mark.parametrize("off", ["despin-term", "despin-phrase"])
def test_a_rule_of_despinning_is_switched_off_alone(off: str) -> None:
    text = f"{TEXT}The neck, reminiscent of the again, aches.\n"
    every = {edit.rule for edit in report(text).edits if edit.step == "despin"}
    left = {edit.rule for edit in report(text, disable_rules=frozenset({off})).edits}
    assert off in every
    assert left & {"despin-term", "despin-phrase"} == {"despin-term", "despin-phrase"} - {off}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"allow": frozenset({"spinal twine"})}, "is in allow too"),
        ({"protect": frozenset({"Spinal  Twine"})}, "is in protect too"),
        ({"allow": frozenset({" "})}, "is no wording"),
        ({"allow_files": frozenset({"/nowhere/words.txt"})}, "cannot be read"),
    ],
)
def test_rules_that_contradict_each_other_are_named(
    tmp_path: Path, options: dict[str, frozenset[str]], says: str
) -> None:
    with pytest.raises(SettingsError, match=says):
        loaded(tmp_path, LIST, **options)


def test_files_of_wordings(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# our house style\nherbal tea  # a product\n\nWellness\n", "utf-8")
    found = user.load(Settings(allow_files=frozenset([str(path)])))
    assert found.allowed == {("herbal", "tea"), ("wellness",)}
    path.write_bytes(b"ok\nd\xe9j\xe0\n")
    with pytest.raises(SettingsError, match="it is not UTF-8"):
        user.load(Settings(allow_files=frozenset([str(path)])))
    path.write_text("ok\n" + "x" * 300)
    with pytest.raises(SettingsError, match="line 2"):
        user.load(Settings(protect_files=frozenset([str(path)])))


class Grammar:
    """A grammar step that knows one mistake."""

    status = "fake"

    def start(self) -> None:
        return

    def propose(self, text: str, *_: object) -> Proposal:
        at = text.find("teh wellness")
        return Proposal(
            (Edit(at, at + 3, "teh", "the", "grammar", "grammar-spelling"),) * (at >= 0)
        )


@pytest.mark.parametrize(
    ("options", "fixed"),
    [
        ({}, True),
        ({"allow": frozenset({"wellness"})}, True),
        ({"allow": frozenset({"teh"})}, False),
        ({"allow": frozenset({"Teh wellness"})}, False),
        ({"protect": frozenset({"teh"})}, False),
        ({"disable_rules": frozenset({"grammar-spelling"})}, False),
    ],
)
def test_grammar_heeds_the_users_rules(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, frozenset[str]], fixed: bool
) -> None:
    monkeypatch.setattr(Pipeline, "grammar", Grammar())
    skip = frozenset({"clean", "despin", "entities", "claims", "evidence"})
    found = report("It is teh wellness.", skip=skip, **options)
    assert (found.repaired == "It is the wellness.") is fixed


def test_many_hits_take_time_in_proportion() -> None:
    rows = {("spinal", "twine"): user.Row("spinal twine", "spinal cord", "own.csv", 1)}
    paragraph = "Aspirin and “a rather long quotation here” eased the spinal twine.\n\n" * 30

    def seconds(text: str) -> float:
        begun = time.process_time()
        assert len(Rules(rows).propose(text).edits) == text.count("twine")
        return time.process_time() - begun

    seconds(paragraph)
    assert seconds(paragraph * 24) < 60 * max(seconds(paragraph * 2), 0.05)


def test_parts_of_a_long_text_are_judged_in_place() -> None:
    rows = {("spinal", "twine"): user.Row("spinal twine", "spinal cord", "own.csv", 1)}
    text = "x " * (user.PART // 2 - 3) + "the spinal twine and the SPINAL TWINE" + " y" * user.PART
    made = Rules(rows).propose(text).edits
    assert edits.apply(text, made) == text.replace("twine", "cord").replace("TWINE", "CORD")


@pytest.mark.parametrize(
    ("rows", "text", "once"),
    [
        ("very very,very\n", "It is very very very very very good.", "It is very good."),
        ("very very,very\n", "Very very good, very good.", "Very good, very good."),
        ("very very,very\n", "very " * 300 + "good.", "very good."),
        ("ill health,bad health\nbad health,poor health\n", "An ill health.", "A poor health."),
        ("old stone,stone path\npath way,road\n", "An old stone way.", "A stone road."),
        ("very very,very\n", "“It is the very very very best of all” then.", ""),
    ],
)
def test_a_second_run_changes_nothing(tmp_path: Path, rows: str, text: str, once: str) -> None:
    own = loaded(tmp_path, f"wrong,right\n{rows}")
    found = edits.apply(text, [e for e in own.propose(text).edits if e.safety == "safe"])
    assert found == (once or text)
    assert [e for e in own.propose(found).edits if e.safety == "safe"] == []


def test_what_is_protected_stays_when_looked_up_again(tmp_path: Path) -> None:
    own = loaded(tmp_path, "wrong,right\nvery very,very\n")
    text = "It is very very very good."
    assert edits.apply(text, own.propose(text, [(16, 20)]).edits) == "It is very very good."


def test_a_list_that_would_grow_without_end_is_left_off_in_time(tmp_path: Path) -> None:
    own = loaded(tmp_path, "wrong,right\nfirst last,last first first first first\n")
    began = time.process_time()
    text = "first" + " last" * 200
    assert len(edits.apply(text, own.propose(text).edits)) < 10 * user.PART
    assert time.process_time() - began < 20
