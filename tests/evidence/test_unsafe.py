"""What is called safe for those whom it harms: what fires, what is silent, the table."""

from __future__ import annotations

import pytest

from healthtext import assets, evidence, syntax
from healthtext.evidence.advised import advice, unsafe

FIRES = [
    "Ibuprofen is perfectly safe throughout pregnancy.",
    "Isotretinoin is safe for pregnant women.",
    "Valproate is a safe choice for expectant mothers with epilepsy.",
    "Valproate is fine in pregnancy.",
    "Raw milk is safer than pasteurised milk for children.",
    "Honey is a safe natural sweetener for newborn babies.",
    "Aspirin is a gentle way to bring down a toddler's fever.",
    "Pregnant women can safely drink wine with dinner.",
    "It is safe to give honey to a baby.",
    "It's perfectly fine to drink beer while pregnant.",
    "Cannabis poses no risk during pregnancy.",
    "It is completely safe for pregnant women to smoke cannabis.",
    "Stomach sleeping is fine for babies.",
    "Codeine syrup is a good choice for a young child's cough.",
    "Amber teething necklaces are harmless for infants.",
    "Energy drinks are okay for kids.",
    "Naproxen remains safe during the whole pregnancy.",
    "Ibuprofen is perfectly safe at any stage of pregnancy.",
    "Ibuprofen is safe for mums-to-be.",
    "Ibuprofen is safe if you are pregnant.",
    "Pregnant women can still drink a small glass of wine.",
    "Wine in moderation is fine in pregnancy.",
    "Honey is safe for babies under 12 months.",
    "Ibuprofen and paracetamol are both safe in pregnancy.",
    "Experts agree ibuprofen is safe in pregnancy.",
    "Even ibuprofen is safe for you if you are pregnant.",
    "A glass of red wine is fine when you're expecting.",
    "Raw milk is safe for babies and pregnant women.",
    "Aspirin is safe for adults and children.",
    "It is harmless to drink a glass of wine a day when pregnant.",
    "Pregnant women can still eat swordfish.",
    "Cannabis is risk-free in pregnancy.",
    # for the ill, for all, and what is safe for nobody
    "Potassium tablets are perfectly safe for people with kidney disease.",
    "Naproxen is safe if you have heart failure.",
    "Liquorice is fine for people with high blood pressure.",
    "Aspirin is safe for everyone.",
    "Kava is a safe herb for sleep.",
    "Kava is completely harmless.",
    "It is perfectly safe to drink raw milk.",
    "Raw milk is safer than pasteurised milk.",
    "Tanning beds are a safe way to get a tan.",
    "Chewing tobacco is a harmless habit.",
    "Smoking a few cigarettes a day is harmless.",
    "Chaparral tea is a safe tonic.",
]
SILENT = [
    "No wine is safe in pregnancy.",
    "Ibuprofen is not safe throughout pregnancy.",
    "Is isotretinoin safe for pregnant women?",
    "Paracetamol is safe for pregnant women, but ibuprofen is not.",
    "Ibuprofen is safe for most adults, but not in pregnancy.",
    "Honey is safe for children over one year.",
    "Honey is good for a cough in older children.",
    "Aspirin is safe for adults, never for children.",
    "Alcohol-free beer is fine in pregnancy.",
    "Low-dose aspirin is safe for pregnant women at risk of pre-eclampsia.",
    "Some people think that ibuprofen is safe in pregnancy.",
    "It is a myth that honey is safe for babies.",
    "Ask your doctor whether warfarin is safe in pregnancy.",
    "Warfarin is safe for most people.",
    "Yoga is safe in pregnancy.",
    "Quitting smoking is safe in pregnancy.",
    "Doctors once believed that thalidomide was safe for pregnant women.",
    "Drinking water is safe for pregnant women.",
    "Stop smoking: it is safe to use nicotine patches when pregnant.",
    # doing without it
    "Avoiding alcohol is safest during pregnancy.",
    "Not smoking is safest in pregnancy.",
    "Abstaining from alcohol is considered safest during pregnancy.",
    "Avoiding raw milk is safest for pregnant women.",
    "Avoiding honey is safest for babies under one.",
    "Cutting out alcohol is a good choice in pregnancy.",
    "Avoiding ibuprofen is a good choice in pregnancy.",
    "Not taking ibuprofen is the safe choice for you and your baby throughout pregnancy.",
    "Swapping wine for sparkling water is a good choice during pregnancy.",
    "Drinking less alcohol is a good choice during pregnancy.",
    # what people have, and what some do
    "Pregnant women may also have liver problems.",
    "Babies may also have cow's milk allergy.",
    "Pregnant women may also have used cannabis before.",
    "Pregnant women can still have alcohol cravings.",
    "Babies may even have codeine in their blood.",
    "Pregnant women may still smoke at the first visit.",
    # something else is safe
    "It is safer to use paracetamol than naproxen in pregnancy.",
    "Alternatives to ibuprofen are safe in pregnancy.",
    "Heparin rather than warfarin is safe in pregnancy.",
    "It is fine to use heparin in place of warfarin throughout pregnancy.",
    "Pregnant women can safely take paracetamol but should avoid ibuprofen.",
    "It is safe to take most antibiotics except doxycycline during pregnancy.",
    "Most antibiotics are safe, though tetracycline should be avoided in pregnancy.",
    "Water is a good alternative to drinking wine when pregnant.",
    "Sleeping on the back is safer than stomach sleeping for babies.",
    "Losartan is safe for most people and labetalol is safe for pregnant women.",
    "Codeine is fine for adults and children are given paracetamol.",
    "Decongestants are fine for adults and saline drops for infants.",
    "While ibuprofen is safe for many people, pregnant women should take paracetamol.",
    # what is made of it, or about it
    "Smoking cessation counselling is safe during pregnancy.",
    "Goat's milk formula is suitable for babies from birth.",
    "Formula based on cow's milk is suitable for babies.",
    "Liver ultrasound is safe in pregnancy.",
    "Raw milk cheese is fine for children at that dairy.",
    "Shark cartilage is safe in pregnancy.",
    "Your liver is fine during pregnancy.",
    "Babies can safely be given formula based on goat's milk.",
    "Alcohol is a fine disinfectant and a safe choice for pregnant women.",
    # an age, or another way
    "Honey is fine after your baby turns 1.",
    "Honey is safe for babies of 14 months.",
    "Ibuprofen is safe up to 20 weeks for most pregnant women.",
    "Raw milk is safe for children when boiled.",
    # other people
    "Honey is safe for you and your baby during pregnancy.",
    "Isotretinoin is safe for men whose partners are pregnant women.",
    "Codeine is safe for parents of young children.",
    "Honey is safe for everyone but infants.",
    "Honey is safe to eat while breastfeeding your baby.",
    "Aspirin is safe for people who care for babies.",
    "Isotretinoin is safe for women who do not plan to be pregnant.",
    # nobody says so
    "How much ibuprofen is safe in pregnancy is debated.",
    "Few experts agree that ibuprofen is safe in pregnancy.",
    "It is tempting to hold that ibuprofen is safe in pregnancy.",
    # what is named after it, holds a trace of it, or stands about
    "Some pregnant women can still drink beer in secret.",
    "It is safer to use lamotrigine than valproate in pregnancy.",
    "The alcohol in ripe fruit is harmless in pregnancy.",
    "Wine gums are fine in pregnancy.",
    "It is fine to eat beer-battered fish in pregnancy.",
    "It is safe to have a liver scan during pregnancy.",
    "It is fine to have wine in the house when pregnant.",
    "Cow's milk is fine in small amounts in your baby's porridge.",
    "How much wine is safe in pregnancy is debated.",
    "Few experts agree that cannabis is safe in pregnancy.",
    "It is tempting to hold that a glass of wine is safe in pregnancy.",
    # for the ill, for all, and what is safe for nobody
    "Potassium tablets are safe for people with healthy kidneys.",
    "Paracetamol is safe for people with kidney disease.",
    "Potassium tablets are not safe for people with kidney disease.",
    "Naproxen is safe for people with kidney disease only under supervision.",
    "Aspirin is safe for most people.",
    "Aspirin is not safe for everyone.",
    "Kava may be safe for a short time.",
    "Kava is safe for most people, but can harm the liver.",
    "Kava is not harmless.",
    "Neither kava nor comfrey is safe.",
    "Vaping is safer than smoking.",
    "Comfrey is safe on unbroken skin.",
    "Raw milk is safe once it has been boiled.",
    "Pasteurised milk is safer than raw milk.",
    "Smoking is safe for nobody.",
    "Kava is safe at low doses.",
    "Asbestos is safe as long as it is left undisturbed.",
    "It is safe to swap cigarettes for gum.",
]


def told(text: str, disabled: tuple[str, ...] = ()) -> list[str]:
    found = evidence.findings(syntax.load()(text), (), (), disabled)
    return [text[one.start : one.end] for one in found if one.rule == advice.DANGEROUS]


@pytest.mark.parametrize("text", FIRES)
def test_what_is_called_safe_for_whom_it_harms_is_dangerous(text: str) -> None:
    assert unsafe.find(text)
    assert len(told(text)) == 1
    assert told(text, (advice.DANGEROUS,)) == []


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_called_so_is_none(text: str) -> None:
    assert unsafe.find(text) is None
    assert told(text) == []


def test_the_words_that_call_it_safe_are_pointed_at() -> None:
    assert told("As we wrote, ibuprofen is safe even late in pregnancy.") == [
        "ibuprofen is safe even late in pregnancy"
    ]


def test_every_row_names_things_people_and_a_source() -> None:
    rows = [line.split("\t") for line in assets.rows(unsafe.TABLE)]
    assert len(rows) > 20
    for names, people, source in rows:
        assert names == names.lower() and all(names.split("|"))
        assert set(people.split("|")) <= {*unsafe._PEOPLE, unsafe._ANYONE}
        assert len(source) > 5


def test_each_name_of_each_row_fires_for_its_people() -> None:
    whom = {
        "pregnant": "in pregnancy", "nursing": "while breastfeeding", "infant": "for babies",
        "toddler": "for toddlers", "child": "for young children",
        "kidney": "for people with kidney disease", "pressure": "in high blood pressure",
        "heart": "for those with heart failure", "everyone": "for everybody", "anyone": "to take",
    }  # fmt: skip
    for names, people, _ in (line.split("\t") for line in assets.rows(unsafe.TABLE)):
        for name in names.split("|"):
            for one in people.split("|"):
                assert unsafe.find(f"{name.capitalize()} is safe {whom[one]}."), (name, one)


def test_a_safety_that_is_weighed_is_none() -> None:
    assert told("Kava is perfectly safe.") == ["Kava is perfectly safe"]
    assert told("Kava is safe, but it can damage the liver.") == []
    assert told("Comfrey is safe, though only on unbroken skin.") == []
