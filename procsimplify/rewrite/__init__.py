"""Changes, edits, applying and undoing them, and what is preserved."""

from procsimplify.rewrite.applying import Applied, apply, apply_changes_to, apply_one, changes_between, undo
from procsimplify.rewrite.conflicts import Clash, Footprint, clash, footprint
from procsimplify.rewrite.edit import Edit, Phase, Substitute
from procsimplify.rewrite.naming import Named, name_changes
from procsimplify.rewrite.preservation import Preservation, Rise, Verdict, verify
from procsimplify.rewrite.registry import canonical_order, edit_kinds, read_edit, read_edits

__all__ = [
    "Applied",
    "Clash",
    "Edit",
    "Footprint",
    "Named",
    "Phase",
    "Preservation",
    "Rise",
    "Substitute",
    "Verdict",
    "apply",
    "apply_changes_to",
    "apply_one",
    "canonical_order",
    "changes_between",
    "clash",
    "edit_kinds",
    "footprint",
    "name_changes",
    "read_edit",
    "read_edits",
    "undo",
    "verify",
]
