"""The National Public Service Portal's language: its pages read into procedures, with the words of every inference."""

from procsimplify.files.portal.document_types import TypeMatch, types_of
from procsimplify.files.portal.imported import Coverage, Imported, Inferred
from procsimplify.files.portal.importing import Summary, import_portal, imports
from procsimplify.files.portal.lint import Linted, lint, lint_catalogue, lint_records
from procsimplify.files.portal.procedure import page_of, shape_of, to_procedure
from procsimplify.files.portal.records import Record, read_records

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
    "page_of",
    "read_records",
    "shape_of",
    "to_procedure",
    "types_of",
]
