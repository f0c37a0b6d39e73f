"""Many articles at once: what the tables of a batch or a watch say about a whole corpus."""

from healthtext.corpus.measures import Measures, measure

__all__ = ["Measures", "measure"]
