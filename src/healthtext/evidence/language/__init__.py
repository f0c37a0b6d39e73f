"""How claims and studies word things, and when two wordings are of one thing."""
