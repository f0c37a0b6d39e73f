"""A language server: what `check` finds, shown by any editor while one writes."""
