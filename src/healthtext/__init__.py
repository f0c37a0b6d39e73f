"""healthtext."""
