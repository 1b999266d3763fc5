"""What every other package stands on: findings, texts in two languages, exact numbers, reading and writing safely.

Only the names that nearly every package needs are here; the rest is imported from its module (`base.yaml`,
`base.numbers`, `base.atomic`, …), so that importing this package stays light.
"""

from procsimplify.base.errors import InputError, NotWellFormed, ProcsimplifyError, Refused, UsageError
from procsimplify.base.findings import Finding, Place, Severity
from procsimplify.base.text import Language, Text

__all__ = [
    "Finding",
    "InputError",
    "Language",
    "NotWellFormed",
    "Place",
    "ProcsimplifyError",
    "Refused",
    "Severity",
    "Text",
    "UsageError",
]
