"""The words of the package: each thing that can be named has a name in both languages, with the same placeholders."""

import re
from typing import get_args

import pytest

from procsimplify.base.messages import phrase_text, table
from procsimplify.costing import ELEMENTS, method, method_ids
from procsimplify.costing.unpriced import UnpricedKind
from procsimplify.model import PROVENANCES
from procsimplify.model.quantity import COUNT_UNITS, TIME_UNITS

UNITS = [unit for unit in (*TIME_UNITS, *sorted(COUNT_UNITS)) if unit not in ("", "km", "m2", "m3")]
NAMED = [
    *(f"unit-{unit}" for unit in UNITS),
    *(f"element-{element}" for element in sorted({*ELEMENTS, *(e for m in method_ids() for e in method(m).elements)})),
    *(f"provenance-{mark}" for mark in PROVENANCES),
    *(f"{start}-{kind}" for kind in get_args(UnpricedKind) for start in ("unpriced", "why")),
]


@pytest.mark.parametrize("name", NAMED)
def test_has_words_in_both_languages(name: str):
    words = table("costing")["phrases"][name]  # a nested table of the file
    places = {lang: set(re.findall(r"\{(\w+)\}", words[lang])) for lang in ("vi", "en")}
    assert places["vi"] == places["en"]
    given = dict.fromkeys(places["vi"], "x")
    assert phrase_text(f"costing.{name}", **given).get("vi")


@pytest.mark.parametrize("name", method_ids())
def test_a_method_says_what_it_rests_on_and_leaves_out(name: str):
    found = method(name)
    texts = (*found.sources, *found.notes, *found.leaves_out, found.title)
    assert found.sources
    assert all(text.vi and text.en and text.vi != text.en for text in texts)
