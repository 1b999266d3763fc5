"""The edits: one file each, found by this folder."""
