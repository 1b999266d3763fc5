"""Changes, edits, applying and undoing them, and what is preserved."""
