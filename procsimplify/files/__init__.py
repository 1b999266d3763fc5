"""Files in and out: YAML that people write, and the formats of others."""

from procsimplify.files.emit import emit
from procsimplify.files.roundtrip import merge

__all__ = ["emit", "merge"]
