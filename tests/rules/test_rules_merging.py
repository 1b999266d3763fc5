"""A dossier printed for each of its cases gives one proposal for a paper, and the edits of all its rows."""

from __future__ import annotations

import pytest

from procsimplify.model import read_procedure
from procsimplify.rules import propose

FIRST = {"id": "photos", "type": "photo", "title": {"vi": "02 ảnh 4x6 cm"}, "copies": 2}


def dossier(second):
    return {
        "code": "x", "title": {"vi": "Thử"},
        "parties": {"office": {"level": "province", "role": ["receives", "decides"]}},
        "channels": ["in-person", "online"],
        "cases": ["first", "again"],
        "dossier": [
            FIRST | {"cases": ["first"]},
            {"id": "more", "type": "photo", "copies": 2, "cases": ["again"]} | second,
        ],
        "steps": [
            {"id": "submit", "kind": "submit", "at": "office", "gives": "dossier"},
            {"id": "decide", "kind": "decide", "who": "office", "takes": "dossier"},
        ],
    }  # fmt: skip


def proposed(second):
    found = [one for one in propose(read_procedure(dossier(second))) if one.rule == "several-photos"]
    return sorted(sorted(one.targets) for one in found)


def test_the_same_words_are_one_proposal_with_the_edits_of_both():
    assert proposed({"title": {"vi": "- 02  ảnh 4 x 6cm."}}) == [["document:more", "document:photos"]]


@pytest.mark.parametrize(
    "second", [{"title": {"vi": "02 ảnh chân dung"}}, {"title": {"vi": "03 ảnh 4x6 cm"}, "copies": 3}]
)
def test_other_words_or_another_number_are_another_proposal(second):
    assert proposed(second) == [["document:more"], ["document:photos"]]
