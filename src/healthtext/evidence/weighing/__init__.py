"""Which rows of a store speak of what is asked, and how much each says for or against it."""
