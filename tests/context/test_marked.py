"""Marked sentences, each with one of a like form that means something else.

They are beside the public table, whose sentences are fixed.
"""

from __future__ import annotations

import pytest

from benchmarks.context import labels, parse
from healthtext import context, syntax
from healthtext.records import Entity

LISTS = [
    "No {nausea|negated}, {vomiting|negated}, or {diarrhea|negated}.",
    "No {rash|negated}, {itching|negated} or {hives|negated} were noted.",
    "No {fever|negated}, {wheezing|negated} or {rash|negated}.",
    "The patient denies {nausea|negated}, {vomiting|negated}, or {diarrhea|negated}.",
    "She had no {fever|negated}, {vomiting|negated} or {rash|negated}.",
    "No {fever|negated}, {chills|negated}, {sweating|negated}, or {cough|negated}.",
    "There were no {symptoms|negated}, including {fever|negated} or {vomiting|negated}.",
    "Signs are lack of {energy|negated}, {dry skin}, thinning {hair}, and {depression}.",
    "There is a lack of {iron|negated} and {iodine|negated}.",
    # what goes on to say what comes of it
    "He sleeps without {drugs|negated}, reducing {pain} by exercise.",
    "It works without {surgery|negated}, easing {pain}.",
    "There was no {clotting|negated}, leading to {bleeding}.",
    "He has no {appetite|negated}, resulting in {weight loss}.",
    "He has no {allergies|negated}, avoiding the need for {steroids}.",
]
LEFT_AS_IT_IS = [
    "No doctor found the {tumour}.",
    "No doctor found a {tumour|negated}.",
    "Nobody noticed the {rash} at first.",
    "Nobody noticed any {rash|negated}.",
    "The doctors did not find her {tumour} in time.",
    "The nurse did not see any {swelling|negated}.",
    "Nobody treated the {infection}.",
    "No study has compared {aspirin} with placebo.",
    "No study has found {bleeding|negated}.",
    "No trial has tested {zinc} for a {cold}.",
    "There is no known cause of {fibromyalgia}.",
    "There is no known case of {rabies|negated}.",
    "No treatment reverses {cirrhosis}.",
    "No treatment causes {cirrhosis|negated}.",
    "A change of diet does not help {autism}.",
    "It does not help to cause {sleep|negated}.",
    "None of these remedies cure {herpes}.",
    "None of these people got {herpes|negated}.",
    "Hardly anyone dies of {measles} now.",
    "Hardly anyone gets {measles|negated} now.",
    "It does nothing for {arthritis}.",
    "Nothing caused {arthritis|negated}.",
    "No amount of {alcohol} is safe.",
    "No {alcohol|negated} is safe.",
    "{Polio|negated} no longer occurs in Europe.",
    "{Polio} still occurs in Asia.",
    "{Smallpox|negated} has been eradicated.",
    "She refused {chemotherapy|negated}.",
    "{Surgery|negated} is rarely needed.",
    "{Surgery} is often needed.",
]
ASKED = [
    "With no {insulin|negated}, {glucose} builds up.",
    "With no {insulin|negated} he left.",
    "My sister says {garlic} cures {colds}.",
    "My sister has {colds|family}.",
    "{Garlic} is said to ward off {colds|hedged}.",
    "He said what to do with {garlic}.",
    "Do you suffer from {asthma|hypothetical}, {epilepsy|hypothetical} or {migraine|hypothetical}?",
    "They do suffer from {asthma}.",
    "Have you had a {stomach ulcer|hypothetical}?",
    "Those of you who have had a {stomach ulcer} know.",
    "The doctor will check you for {hernias|hypothetical}.",
    "The doctor will check you in with {hernias}.",
    "Scientists believe {bacteria|hedged} cause it.",
    "Scientists grow {bacteria} to study it.",
    "It is not clear that {aspirin|hedged} helps.",
    "It is clear that {aspirin} helps.",
    "She was once diagnosed with {anorexia|historical}.",
    "At once, the {anorexia} got worse.",
    "She stopped taking {lithium|historical}.",
    "She has had {asthma} since childhood.",
    "May is the month of {hay fever}.",
    "May {hay fever|hedged} be the cause?",
    "Tests on cells show that {garlic|in_vitro} works.",
    "Tests on people show that {garlic} works.",
]
SEEN = [
    "No signs of {stroke|negated} were seen.",
    "No evidence of {pneumonia|negated} was seen.",
    "No {fracture|negated} can be seen.",
    "No {cancer|negated} was diagnosed.",
    "No symptoms of {fever|negated}, {giddiness|negated}, and {headache|negated} found.",
    "There were no symptoms of {fever|negated}, {giddiness|negated}, and {headache|negated} found.",
    "No {headache|negated} reported.",
    "No {tumour|negated} found in the {liver}.",
    # who sees something, what is seen to do nothing, and what is left as it is
    "No {drug} cures {asthma}.",
    "No {drug} was seen to cure {asthma}.",
    "No {vitamin} has been shown to prevent {colds}.",
    "Do not see {pain} as weakness.",
    "Doctors found {cancer} in the {liver}.",
]
GIVEN = [
    "{Codeine|negated} must not be given before {surgery}.",
    "{Ibuprofen|negated} should not be used in {asthma}.",
    "{Warfarin|negated} must not be taken with {grapefruit}.",
    "{Codeine|negated} should never be given after {surgery}.",
    "{Antibiotics|negated} should not be used routinely for {sore throat}.",
    "{Metformin|negated} is contraindicated in {kidney failure}.",
    "{Aspirin|negated}, {ibuprofen|negated} and {naproxen|negated} should not be used in {asthma}.",
    # who must not be given it, and what else must not be done
    "People with {asthma} should not be given {ibuprofen|negated}.",
    "Patients not given {antibiotics|negated} had more {sepsis}.",
    "Because of the {asthma}, {aspirin|negated} must not be given.",
    "In {asthma}, {ibuprofen|negated} should not be used.",
    "{Aspirin} is not contraindicated in {asthma}.",
    "{Aspirin} should be given in {stroke}.",
    "{Chest pain} should not be taken lightly.",
]
POPULATION = [
    "In {cell cultures|in_vitro}, garlic kills {cancer|in_vitro}.",
    "In {HeLa cell lines|in_vitro}, garlic kills {cancer|in_vitro}.",
    "Dogs had less {arthritis|animal}.",
    "The cats given fish oil had less {arthritis|animal}.",
    "An estimated 4.5 million children under 18 have {asthma|children}.",
    # a name that begins so, pets and those who have children
    "{Childhood asthma} and {canine teeth} differ.",
    "Families with dogs had less {asthma}.",
    "Dogs can cause {allergy}.",
    "She has 3 children and {gout}.",
]
WHOSE = [
    "My son has {asthma|family}.",
    "Her daughter was treated for {eczema|family}.",
    "My boyfriend has {gout|other}.",
    "My best friend has {lupus|other}.",
    "The best way to treat {lupus} is this.",
]
POSSIBLE = [
    "It is possible that the {rash|hedged} is {measles|hedged}.",
    "It cannot be excluded that {aspirin|hedged} causes {asthma|hedged}.",
    "We were unable to exclude {pneumonia|hedged}.",
    "It is possible to treat {measles}.",
    "It is not possible that {measles} returns.",
    "She was unable to take {aspirin|negated}.",
]
OVER = [
    "The {pain|negated} is gone.",
    "The {tumor|negated} has disappeared.",
    "{Ginger} made sure the {pain|negated} has gone.",
    "{Aspirin} helped and the {pain|negated} is gone.",
    "The {rash|historical} resolved within days.",
    "The {fever|historical} went away on its own.",
    "She survived a {stroke|historical}.",
    "Past medical history: {asthma|historical}, {gout|historical}.",
    # what is less, in part or not yet over; how long one lived
    "The {swelling} has gone down.",
    "The {hair} has partly disappeared.",
    "{Symptoms} resolved in half of the patients.",
    "The {fever} has not gone away.",
    "If the {fever|hypothetical} has gone away, stop.",
    "Rest until the {fever} is gone.",
    "The {pain} after {surgery} has disappeared.",
    "He resolved to treat his {asthma}.",
    "He survived 5 years with {cancer}.",
    "Ask about medical history: {asthma}.",
]
WELL = [
    "No {infection|negated} and normal {kidneys}.",
    "No {infection|negated}, normal {kidneys}.",
    "No {infection|negated} and a {cough}.",
    "No {infection|negated} and {fever|negated}.",
]
ALL = [*LISTS, *LEFT_AS_IT_IS, *ASKED, *SEEN, *GIVEN, *POPULATION, *WHOSE, *POSSIBLE, *OVER, *WELL]


@pytest.mark.parametrize("marked", ALL)
def test_labels_as_marked(marked: str) -> None:
    text, targets = parse(marked)
    entities = [Entity(t.start, t.end, text[t.start : t.end], "CONDITION") for t in targets]
    found = context.label(syntax.load()(text), entities)
    assert [(e.text, labels(e.context)) for e in found] == [
        (text[t.start : t.end], t.labels) for t in targets
    ]
