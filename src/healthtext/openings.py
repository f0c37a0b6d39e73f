"""What begins the wordings of several words that a list has: most words of a text begin none.

Two words are known by their hash, which costs a look and a megabyte where a set of pairs would cost
thirty. Hashes of strings differ between processes, so this is made where it is used, never sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

PLACES = 1 << 20  # for two words by their hash: of strangers one in seven meets a pair


class Openings:
    """The first words of wordings; `longest` has the words of the longest one for each.

    `key` makes one of all forms of a second word.
    """

    def __init__(self, key: Callable[[str], str] = str) -> None:
        self.longest: dict[str, int] = {}
        self._key = key
        self._pairs = bytearray(PLACES)

    def add(self, wording: str) -> bool:
        """Note a wording whose words are parted by spaces; tell whether it has several."""
        first, _, rest = wording.partition(" ")
        if rest:
            self.longest[first] = max(rest.count(" ") + 2, self.longest.get(first, 1))
            self._pairs[self._place(first, rest.partition(" ")[0])] = 1
        return bool(rest)

    def may(self, first: str, second: str) -> bool:
        """Tell whether a wording may begin with two words: no for most, never for one that does."""
        return first in self.longest and bool(self._pairs[self._place(first, second)])

    def places(self, forms: Sequence[str]) -> list[int]:
        """Return the places of some words from which on a wording may go; it has two at least."""
        longest, pairs, key = self.longest, self._pairs, self._key
        return [
            at for at, (first, second) in enumerate(pairwise(forms))
            if first in longest and pairs[hash((first, key(second))) % PLACES]  # as _place
        ]  # fmt: skip

    def _place(self, first: str, second: str) -> int:
        return hash((first, self._key(second))) % PLACES
