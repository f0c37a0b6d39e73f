"""How firmly a claim is put, on whose authority, and whether it wants a source."""
