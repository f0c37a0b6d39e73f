"""How the packaged syntax pipeline is made: prepare, `spacy train`, export; see CARD.md."""
