"""What a page strikes out is not read, and a tag that nobody closed takes no article along."""

from __future__ import annotations

import pytest

from healthtext.read.struck import in_html
from healthtext.read.worker import extract

PAGE = "<html><body><article><p>Aspirin is a {} medicine for pain.</p><p>{}</p></article></body>"
REST = "Ask your doctor or a pharmacist before you take it with other medicines. " * 3


@pytest.mark.parametrize(
    "struck",
    ["<del>lengthy</del><ins>long</ins>", "<s>lengthy</s>long", "<STRIKE>lengthy</STRIKE>long"],
)
def test_what_is_struck_out_is_not_read(struck: str) -> None:
    text = extract(PAGE.format(struck, REST))["text"]
    assert text.startswith("Aspirin is a long medicine for pain.")


@pytest.mark.parametrize("struck", [f"<s>old {REST * 2}", f"<del>old<p>{REST}</p></del>"])
def test_long_or_whole_paragraphs_stay(struck: str) -> None:
    assert REST.strip() in extract(PAGE.format(struck, REST))["text"]


def test_a_page_without_struck_text_is_not_parsed() -> None:
    page = "<p>A <strong>short</strong> delay, <span>small</span>"
    assert in_html(page) is page
