"""Delegating to a unit of the same level; the object of a procedure is one paper; registers shipped with the rules."""

import pytest

from procsimplify.base.errors import Refused
from procsimplify.model import from_tree
from procsimplify.rewrite import read_edit


def permit(**more):
    tree = {
        "code": "1",
        "title": "Permit",
        "as-of": "2026-07-01",
        "parties": {
            "head": {"level": "central"},
            "unit": {"level": "central", "body": "head"},
            "other": {"level": "central"},
        },
        "dossier": [
            {"id": "marriage", "type": "marriage-certificate", "holder": "vietnamese"},
            {"id": "card", "type": "existing-licence", "role": "object", "returned": "stamped"},
        ],
        "results": ["licence"],
        "steps": [
            {"id": "submit", "kind": "submit", "at": "unit", "takes": "dossier", "sets": "3"},
            {"id": "decide", "kind": "decide", "who": "head", "takes": "dossier", "gives": "licence"},
        ],
    }
    return from_tree(tree | more)


def test_a_unit_of_the_same_level_may_decide():
    after = read_edit({"edit": "delegate", "step": "decide", "to": "unit"}).rewrite(permit())
    assert after.step("decide").who == "unit"


@pytest.mark.parametrize(("who", "to"), [("head", "other"), ("unit", "head")])
def test_no_other_party_of_the_same_level_may(who, to):
    steps = [{"id": "decide", "kind": "decide", "who": who, "gives": "licence"}]
    with pytest.raises(Refused, match="not lower"):
        read_edit({"edit": "delegate", "step": "decide", "to": to}).rewrite(permit(steps=steps))


def test_the_object_of_the_procedure_is_one_paper_however_many_sets_there_are():
    fewer = read_edit({"edit": "reduce-copies", "step": "submit", "sets": "1"})
    assert fewer.rewrite(permit()).step("submit").sets == 1
    dossier = [{"id": "plan", "type": "plan", "returned": "stamped"}]
    with pytest.raises(Refused):
        fewer.rewrite(permit(dossier=dossier))


def test_a_register_that_is_shipped_is_declared_by_the_edit():
    once = {"edit": "replace-document-by-data", "document": "marriage", "register": "civil-status-database"}
    after = read_edit(once).rewrite(permit())
    assert [(item.id, item.by.instrument) for item in after.registers] == [("civil-status-database", "3458/QĐ-BTP")]
    assert after.demand("marriage").handover == "look-up"
    with pytest.raises(Refused, match="unheard-of"):
        read_edit(once | {"register": "unheard-of"}).rewrite(permit())


def test_a_register_that_the_procedure_declares_goes_before_the_shipped_one():
    own = {"civil-status-database": {"types": "marriage-certificate", "status": "draft"}}
    once = {"edit": "replace-document-by-data", "document": "marriage", "register": "civil-status-database"}
    with pytest.raises(Refused, match="not published"):
        read_edit(once).rewrite(permit(registers=own))
