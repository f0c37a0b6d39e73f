"""The table of guidance: its form only, since what it says is checked by people."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from training.evidence import guidance

HOSTS = {
    "AAD": "aad.org",  # the dermatologists of the United States
    "AAE": "aae.org",  # the endodontists of the United States
    "AAP": "aap.org",
    "ACOG": "ncbi.nlm.nih.gov",  # its opinions as PubMed has them
    "ACOG news": "acog.org",
    "ACS": "cancer.org",
    "ADA": "ada.org",
    "AHRQ": "ahrq.gov",
    "AirNow": "airnow.app.cloud.gov",  # of the EPA and its partners
    "ARPANSA": "arpansa.gov.au",
    "BfR": "bfr-meal-studie.de",  # a site of the German institute for risk assessment
    "California Air Resources Board": "arb.ca.gov",
    "CCPC": "ccpc.ie",
    "CDC": "cdc.gov",
    "Cancer Research UK": "cancerresearchuk.org",
    "Centre for Food Safety": "cfs.gov.hk",  # of the government of Hong Kong
    "Choosing Wisely": "choosingwisely.org",  # lists of the societies of the professions
    "Child and Youth Health": "cyh.sa.gov.au",  # of South Australia
    "Connecticut Commission on Fire Prevention and Control": "portal.ct.gov",
    "EMA": "ema.europa.eu",
    "EPA": "epa.gov",
    "FDA": "fda.gov",
    "GARD": "rarediseases.info.nih.gov",
    "Hawaii Department of Health": "hawaii.gov",
    "Health for Under 5s": "healthforunder5s.co.uk",  # of the NHS in Leicestershire
    "Healthy Pilipinas": "healthypilipinas.ph",  # of the Department of Health
    "HIVinfo": "hivinfo.nih.gov",
    "HSE": "hse.ie",
    "HSE Under the Weather": "undertheweather.ie",
    "Howard County Health Department": "howardcountymd.gov",
    "IHS": "ihs.gov",  # the Indian Health Service of the United States
    "Lake County Health Department": "lakecounty.in.gov",
    "London Borough of Bromley": "bromley.gov.uk",
    "MedlinePlus": "medlineplus.gov",
    "MHRA": "gov.uk",  # the medicines agency of the United Kingdom
    "Massachusetts Department of Public Health": "mass.gov",
    "NCCIH": "nccih.nih.gov",
    "NCI": "cancer.gov",
    "NEI": "nei.nih.gov",
    "NHLBI": "nhlbi.nih.gov",
    "NHMRC": "nhmrc.gov.au",
    "NHS": "nhs.uk",
    "NHS Health Scotland": "readysteadybaby.org.uk",
    "NHS Lanarkshire": "lanarkshiresexualhealth.org",
    "NHTSA": "nhtsa.gov",  # the road safety agency of the United States
    "NIA": "nia.nih.gov",
    "NIAMS": "niams.nih.gov",
    "NICE": "nice.org.uk",
    "NICHD": "nichd.nih.gov",
    "NIDCR": "nidcr.nih.gov",
    "NIDDK": "niddk.nih.gov",
    "LiverTox": "ncbi.nlm.nih.gov",  # a book of the NIDDK
    "NIH ODS": "ods.od.nih.gov",
    "NIHR": "nihr.ac.uk",
    "NIHSeniorHealth": "nihseniorhealth.gov",
    "NIMH": "nimh.nih.gov",
    "NINDS": "ninds.nih.gov",
    "NLM": "nlm.nih.gov",  # MedlinePlus and the Genetics Home Reference at their older addresses
    "NIPH": "fhi.no",  # the Norwegian Institute of Public Health
    "NYC Health": "nyc.gov",  # of the city of New York
    "PAHO": "paho.org",
    "Philippine Department of Health": "doh.gov.ph",
    "Public Health Agency": "publichealth.hscni.net",
    "Punjab Population Welfare Department": "pwd.punjab.gov.pk",
    "SIGN": "sign.ac.uk",
    "Saginaw County Health Department": "saginawpublichealth.org",
    "Southern Nevada Health District": "southernnevadahealthdistrict.org",
    "TGA": "tga.gov.au",
    "Texas Department of State Health Services": "dshs.state.tx.us",
    "UK NSC": "gov.uk",  # the screening committee of the United Kingdom
    "UKTIS": "medicinesinpregnancy.org",
    "USPSTF": "uspreventiveservicestaskforce.org",
    "VA": "va.gov",  # the department of veterans of the United States
    "Virginia Department of Health": "vdh.virginia.gov",
    "WA Health": "health.wa.gov.au",  # of Western Australia
    "WHO": "who.int",
    "Whatcom County Health": "co.whatcom.wa.us",
    "healthdirect": "healthdirect.gov.au",
    "WHO/CCP": "fphandbook.org",  # WHO's handbook of family planning
}


def rows() -> list[dict[str, str]]:
    """Read the table, which the reader refuses where columns, values or lengths are wrong."""
    return list(guidance.rows(guidance.TABLE.read_text("utf-8").splitlines(), "guidance.tsv"))


def faults(row: dict[str, str]) -> list[str]:
    """Say what is wrong with the form of a row that the reader takes."""
    found = [name for name, value in row.items() if value != " ".join(value.split())]
    found += [n for n in row if n not in ("title", "url") and row[n].endswith((".", ";"))]
    return found + (["url"] if not of_its_body(row["url"], row["body"]) else [])


def of_its_body(url: str, body: str) -> bool:
    """Say whether an address is https and of the body that is said to speak."""
    parts, host = urlsplit(url), HOSTS.get(body, "")
    own = parts.netloc == host or parts.netloc.endswith("." + host)
    return bool(host) and parts.scheme == "https" and own and not re.search(r"\s", url)


def test_every_row_is_well_formed() -> None:
    wrong = [(row["intervention"], row["outcome"], faults(row)) for row in rows() if faults(row)]
    assert wrong == []


def test_a_pair_has_one_judgement_a_purpose() -> None:
    keys = Counter(
        (row["intervention"].lower(), row["outcome"].lower(), row["purpose"]) for row in rows()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_only_a_risk_or_a_warning_is_a_harm() -> None:
    """What treats or prevents may do harm as well; that is a row of its own."""
    assert [row for row in rows() if row["effect"] == "harm" and row["purpose"] != "risk"] == []


def test_an_address_has_one_title() -> None:
    titles = {(row["url"], row["title"]) for row in rows()}
    assert len(titles) == len({url for url, _ in titles})


GOOD = {
    "intervention": "zinc", "outcome": "diarrhea", "purpose": "treat", "effect": "benefit",
    "certainty": "", "population": "children", "body": "WHO", "title": "Diarrhoeal disease",
    "year": "2024", "url": "https://www.who.int/news-room/fact-sheets/detail/diarrhoeal-disease",
    "checked": "recalled",
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("outcome", "diarrhea."),
        ("outcome", "acute  diarrhea"),
        ("url", "http://www.who.int/diarrhoea"),
        ("url", "https://www.who.int.example.org/diarrhoea"),
        ("url", "https://www.cdc.gov/diarrhoea"),
        ("body", "A Clinic"),
    ],
)
def test_a_fault_of_form_is_seen(column: str, value: str) -> None:
    assert faults(GOOD) == []
    assert faults(GOOD | {column: value}) == ["url" if column == "body" else column]
