"""Write the parts of the reference that are made from the program: ``python docs/generate.py``.

A part stands between ``<!-- keys: Step -->`` and ``<!-- end -->``; everything else is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from procsimplify.files.keys import key_table, models_of
from procsimplify.model.quantity import COUNT_UNITS, TIME_UNITS
from procsimplify.model.vocabulary import DOCUMENT_TYPES, STEP_KINDS

REFERENCE = Path(__file__).parent / "reference"
PAGES = ("procedure-file.md",)
_PART = re.compile(r"<!-- (keys|words): ([A-Za-z-]+) -->\n.*?<!-- end -->", re.S)
_WORDS = {
    "step-kinds": STEP_KINDS,
    "document-types": DOCUMENT_TYPES,
    "units": (*TIME_UNITS, *sorted(COUNT_UNITS - {""}), "VND"),
}


def fresh(text: str) -> str:
    """Give a page with its generated parts made anew."""
    models = {model.__name__: model for model in models_of()}

    def part(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        made = key_table(models[name]) if kind == "keys" else " · ".join(f"`{word}`" for word in _WORDS[name])
        return f"<!-- {kind}: {name} -->\n{made}\n<!-- end -->"

    return _PART.sub(part, text)


if __name__ == "__main__":
    for page in PAGES:
        path = REFERENCE / page
        path.write_text(fresh(path.read_text(encoding="utf-8")), encoding="utf-8")
