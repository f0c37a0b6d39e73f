"""What a reader is told to do that may harm: acts, doses, and what is wrongly called safe."""
