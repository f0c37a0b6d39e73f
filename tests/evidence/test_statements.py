"""Plain statements in the shapes that people put them in, and what they say of true and false."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

HARM = row("jellies", "risk of gout", "harm")
NONE = row("jellies", "risk of gout", "none", certainty="high")
GOOD = row("jellies", "treatment of gout", "benefit")
USELESS = row("jellies", "treatment of gout", "none", certainty="high")
KEEPS = row("jellies", "prevention of measles", "benefit")
SALT = row("salt", "blood pressure", "harm", direction="increased")
SMOKE = row("smoking", "risk of lung cancer", "harm")
WILD = row("sugar", "risk of hyperactivity", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("The idea that jellies cause gout is a myth.", HARM, "contradicted"),
        ("The idea that jellies cause gout is a myth.", NONE, "supported"),
        ("The claim that jellies cause gout is false.", NONE, "supported"),
        ("The idea that jellies cause gout is no myth.", NONE, "contradicted"),
        ("Doctors have ruled out that jellies cause gout.", HARM, "not_checkable"),
        ("Nothing links jellies to gout.", NONE, "supported"),
        ("Nothing links jellies to gout.", HARM, "contradicted"),
        ("There is a link between jellies and gout.", HARM, "supported"),
        ("There is no link between jellies and gout.", HARM, "contradicted"),
        ("You can get gout from jellies.", HARM, "supported"),
        ("You cannot get gout from jellies.", HARM, "contradicted"),
        ("You can't get gout from jellies.", HARM, "contradicted"),
        ("You can get relief from jellies.", HARM, "not_checkable"),
        ("Jellies are a waste of money for gout.", USELESS, "supported"),
        ("Jellies are a waste of time and money for gout.", GOOD, "contradicted"),
        ("Jellies are not a waste of money for gout.", GOOD, "not_checkable"),
        ("For gout, jellies work well.", GOOD, "supported"),
        ("The best treatment for gout is jellies.", GOOD, "nothing_found"),
        ("The best treatment for gout is jellies.", USELESS, "contradicted"),
        ("The best way to prevent measles is jellies.", KEEPS, "nothing_found"),
        ("The only cure for gout is jellies.", GOOD, "not_checkable"),
        ("People with gout do better with jellies.", GOOD, "supported"),
        ("Want to get rid of gout? Take jellies.", USELESS, "contradicted"),
        ("Salt drives up blood pressure.", SALT, "supported"),
        ("Salt sends your blood pressure up.", SALT, "supported"),
        ("Salt brings blood pressure down.", SALT, "contradicted"),
        ("Smokers get lung cancer more often than others.", SMOKE, "supported"),
        ("Smokers get lung cancer less often than others.", SMOKE, "contradicted"),
        ("People who eat jellies are more likely to get gout.", HARM, "supported"),
        ("People who eat jellies are not more likely to get gout.", HARM, "contradicted"),
        ("Girls who eat jellies get less gout.", HARM, "contradicted"),
        ("Jellies double your risk of gout.", HARM, "supported"),
        ("To treat gout, take jellies.", USELESS, "contradicted"),
        ("To treat gout, do not take jellies.", GOOD, "not_checkable"),
        ("Jellies cure gout? No.", GOOD, "not_checkable"),
        ("Jellies for gout were disappointing.", GOOD, "not_checkable"),
        ("There is little point in jellies for gout.", GOOD, "not_checkable"),
        ("Sugar does not make children hyperactive.", WILD, "supported"),
        ("Sugar makes children hyperactive.", WILD, "contradicted"),
    ],
)
def test_a_statement_is_read_with_its_sign(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
