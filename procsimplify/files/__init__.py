"""Files in and out: YAML that people write, and the formats of others."""

from procsimplify.files.emit import emit
from procsimplify.files.loading import load, load_with_source, shipped_procedures
from procsimplify.files.roundtrip import merge

__all__ = ["emit", "load", "load_with_source", "merge", "shipped_procedures"]
