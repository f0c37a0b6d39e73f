"""The lists that spinners' wordings are known from."""

from __future__ import annotations

import pytest

from healthtext import assets
from healthtext.despin import channel

OWNERS = frozenset("my your his her its our their".split())  # noqa: SIM905
KEEPS = OWNERS | frozenset("the a an".split())  # noqa: SIM905


@pytest.mark.parametrize("name", ["dialect_p", "dialect_q", "dialect_s", "function_templates"])
def test_no_function_words_take_the_place_of_whose_it_is(name: str) -> None:
    rows = assets.path(f"lexicons/{name}.tsv").read_text("utf-8").splitlines()
    pairs = [row.split("\t")[:2] for row in rows if row and not row.startswith("#")]
    lost = [
        (spun, original)
        for spun, original in pairs
        if OWNERS & {*spun.split()}
        and assets.function_words().issuperset(original.split())
        and not KEEPS & {*original.split()}
        and not original.endswith(("self", "selves"))
    ]
    assert len(pairs) > 1000 and not lost


def test_the_packaged_channel_was_made_of_these_lists() -> None:
    wordings = {original.words for original in channel.load().phrase(["in", "your"])}
    assert ("for", "your") in wordings and ("for",) not in wordings
