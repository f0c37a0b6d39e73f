"""Show reports to people and programs: text, diff, json, html. Nothing here changes a report."""
