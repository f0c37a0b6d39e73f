"""What a claim or a question asks of a store, taken apart and in the terms of studies."""
