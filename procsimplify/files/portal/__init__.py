"""The National Public Service Portal's language: its pages read into procedures, with the words of every inference."""

from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.imported import Coverage, Imported, Inferred
from procsimplify.files.portal.importing import Summary, import_portal, imports
from procsimplify.files.portal.lint import Linted, lint, lint_catalogue, lint_records
from procsimplify.files.portal.procedure import page_of, shape_of, to_procedure
from procsimplify.files.portal.records import Record, read_records
from procsimplify.files.portal.row_types import named_types, types_of

__all__ = [
    "Coverage",
    "Imported",
    "Inferred",
    "Linted",
    "Record",
    "Summary",
    "TypeMatch",
    "import_portal",
    "imports",
    "lint",
    "lint_catalogue",
    "lint_records",
    "named_types",
    "page_of",
    "read_records",
    "shape_of",
    "to_procedure",
    "types_of",
]
