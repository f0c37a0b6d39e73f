"""What an editor decided about each edit of one article: kept, replayed, counted, learnt from.

`records` names the parts of a review, `store` reads and writes the file, `replay` finds the places
again and makes the text, `learn` turns decisions into lists for the next run, `stats` counts.
"""
