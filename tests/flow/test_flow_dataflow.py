"""The data flow: against the tree and the token game on random procedures, and as sentences on small ones."""

import json
from pathlib import Path
from random import Random
from typing import Any

import flow_judge as judge
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.shipped import folder
from procsimplify.files import load
from procsimplify.flow import analyse, data_flow, data_flow_of
from procsimplify.flow.describe import RELATIONS, SYMMETRIC, describe
from procsimplify.model import Procedure, read_procedure, variants
from procsimplify.testing.procedures import grow_tree, procedures

INNER = ("note", "map", "opinion")
BODIES = {"office": "office", "department": "department", "committee": "committee"}


def grown(random: Random, blocks: int) -> dict[str, Any]:
    tree = grow_tree(random, blocks, variants=False)
    tree["papers"] = list(INNER)
    for step in tree["steps"][2:]:
        for key in ("gives", "takes"):
            papers = [paper for paper in INNER if random.random() < 0.35]
            if key == "takes" and random.random() < 0.25:
                papers = ["dossier"]
            if papers:
                step[key] = papers
    for demand in leaves(tree["dossier"]):
        if random.random() < 0.3:
            demand["issuer"] = random.choice(["office", "committee", "notary"])
    return tree


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = node.get("all") or node.get("one-of")
    return [node] if below is None else [leaf for child in below for leaf in leaves(child)]


def papers_of(step: dict[str, Any], key: str, demands: list[dict[str, Any]]) -> set[str]:
    value = step.get(key, [])
    named = {value} if isinstance(value, str) else set(value)
    return {d["id"] for d in demands} | (named - {"dossier"}) if "dossier" in named else named


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_who_holds_what_against_the_token_game(random: Random, blocks: int) -> None:
    tree = grown(random, blocks)
    flow = analyse(variants(read_procedure(tree))[0].procedure)
    graph = flow.core.graph
    try:
        states = judge.explore(graph)
    except judge.TooLarge:
        return
    demands = leaves(tree["dossier"])
    fetched = {d["id"] for d in demands if d.get("handover") == "look-up"}
    follower = {step["id"]: step for step in tree["steps"]}
    gives: dict[str, set[tuple[str, str]]] = {}
    for node, name in graph.written.items():
        if name not in follower:
            continue
        step = follower[name]
        who = step.get("who", "applicant")
        taken, made = papers_of(step, "takes", demands), papers_of(step, "gives", demands)
        if who in BODIES:
            gives[node] = {(who, paper) for paper in taken | made}
        elif who == "applicant" and step["kind"] in ("submit", "supplement"):
            body = step.get("at")
            if body is None:
                parties = {follower[b].get("who", "applicant") for a, b in flow.next if a == name}
                body = parties.pop() if len(parties) == 1 else None
            gives[node] = {(body, paper) for paper in taken - fetched} if body in BODIES else set()
    start = {(d["issuer"], d["id"]) for d in demands if d.get("issuer") in BODIES}
    known = judge.had(graph, states, gives, {}, start)
    for step in follower:
        copies = [known[node] for node, name in graph.written.items() if name == step]
        expected = set.intersection(*copies)
        found = {(item.authority, item.paper) for item in data_flow(flow).holdings if item.step == step}
        assert found == expected, step


@settings(max_examples=80, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_who_makes_and_uses_what_against_the_tree(random: Random, blocks: int) -> None:
    tree = grown(random, blocks)
    found = data_flow(analyse(variants(read_procedure(tree))[0].procedure))
    demands = leaves(tree["dossier"])
    fetched = {d["id"] for d in demands if d.get("handover") == "look-up"}
    names = [*(d["id"] for d in demands), *INNER, "permit", "refusal"]
    assert [item.id for item in found.papers] == names
    for name in names:
        item = found.paper(name)
        users, makers = ([s for s in tree["steps"] if name in papers_of(s, key, demands)] for key in ("takes", "gives"))
        mine = [s["id"] for s in users if s.get("who", "applicant") == "applicant"]
        if name in fetched:
            assert item.looked_up_by == item.used_by == tuple(s["id"] for s in users if s["id"] not in mine)
            assert item.handed_over_by == ()
        else:
            assert item.used_by == tuple(s["id"] for s in users)
            assert item.made_by == tuple(s["id"] for s in makers)
            assert set(item.handed_over_by) == {s["id"] for s in users if s["id"] in mine and s["kind"] == "submit"} | {
                s["id"] for s in users if s["id"] in mine and s["kind"] == "supplement"
            }
        idle = {(s["id"], name) for s in makers if not users and name not in ("permit", "refusal")}
        assert {pair for pair in found.never_used if pair[1] == name} == idle
    types = {d["id"]: d["type"] for d in demands}
    for asked in found.asked_twice:
        if asked.kind == "same-type":
            assert types[asked.papers[0]] == types[asked.papers[1]]


@settings(max_examples=25, deadline=None)
@given(procedures(blocks=3))
def test_of_a_procedure_is_what_its_variants_have(procedure: Procedure) -> None:
    whole = data_flow_of(procedure)
    parts = [(one.procedure, data_flow(analyse(one.procedure))) for one in variants(procedure)]
    for item in whole.papers:
        here = [part.paper(item.id) for _, part in parts if item.id in {paper.id for paper in part.papers}]
        assert set(item.used_by) == {step for paper in here for step in paper.used_by}
        assert set(item.made_by) == {step for paper in here for step in paper.made_by}
    for holding in whole.holdings:
        for plain, part in parts:
            there = holding.step in {s.id for s in plain.steps} and holding.paper in {p.id for p in part.papers}
            assert not there or holding in part.holdings
    for step, paper in whole.never_used:
        assert not any(paper in analyse(plain).taken[s.id] for plain, _ in parts for s in plain.steps), step
    assert set(whole.asked_twice) == {asked for _, part in parts for asked in part.asked_twice}
    json.dumps(whole.to_json())


def trial(dossier: list[Any], steps: list[dict[str, Any]], **rest: Any) -> Procedure:
    return read_procedure({"code": "0.1", "title": "Trial", "dossier": dossier, "steps": steps, **rest})


OFFICES = {
    "hall": {"body": "committee", "level": "commune"},
    "archive": {"body": "committee", "level": "commune"},
    "embassy": {"foreign": "true"},
}


def test_what_is_asked_twice() -> None:
    deed = {"id": "deed", "type": "contract", "issuer": "archive"}
    foreign = {"id": "paper", "type": "court-document", "issuer": "embassy"}
    either = {"id": "either", "one-of": [{"id": "lease", "type": "contract"}, {"id": "sale", "type": "contract"}]}
    steps = [
        {"id": "ask", "kind": "submit", "takes": "dossier", "at": "hall"},
        {"id": "check", "kind": "check", "who": "hall", "takes": "deed"},
        {"id": "again", "kind": "submit", "takes": "deed", "at": "hall"},
        {"id": "decide", "kind": "decide", "who": "hall", "takes": "dossier"},
    ]
    plain = variants(trial([deed, foreign, either], steps, parties=OFFICES))[0].procedure
    found = data_flow(analyse(plain)).asked_twice
    told = {(item.kind, item.papers, item.steps, item.authority) for item in found}
    assert told == {
        ("same-type", ("deed", "lease"), (), None),
        ("same-type", ("deed", "sale"), (), None),
        ("handed-twice", ("deed",), ("ask", "again"), None),
        ("own-paper", ("deed",), (), "committee"),
    }, "alternatives of one another are not two demands, and an authority abroad is none of ours"


def test_a_paper_of_one_arm_alone_comes_from_nowhere() -> None:
    steps = [
        {"id": "ask", "kind": "submit", "takes": "dossier"},
        {
            "id": "sort",
            "kind": "check",
            "who": "authority",
            "then": {"choice": [{"to": "survey", "chance": "1/2"}, {"to": "decide", "chance": "rest"}]},
        },
        {"id": "survey", "kind": "survey", "who": "authority", "gives": ["map", "sketch"], "then": "decide"},
        {"id": "decide", "kind": "decide", "who": "authority", "takes": ["deed", "map"]},
    ]
    procedure = trial([{"id": "deed", "type": "contract"}], steps, papers=["map", "sketch"])
    found = data_flow(analyse(variants(procedure)[0].procedure))
    assert found.from_nowhere == (("decide", "map"),)
    assert found.never_used == (("survey", "sketch"),)
    assert found.paper("deed").held_at_start
    assert found.held_by("survey", "deed") == ("authority",)
    assert found.held_by("decide", "map") == (), "on the other arm nobody drew it"
    orders = {(item.first, item.then, item.paper): item.always for item in found.order}
    assert orders == {("survey", "decide", "map"): False, ("ask", "decide", "deed"): True}


@pytest.mark.parametrize("path", sorted(folder("procedures").rglob("*.yaml")), ids=lambda path: Path(path).stem)
def test_every_shipped_procedure_is_described(path: Path) -> None:
    procedure = load(str(path))
    assert data_flow_of(procedure).from_nowhere == ()
    for one in variants(procedure):
        told = describe(analyse(one.procedure))
        data = told.to_json()
        json.dumps(data)
        for name in RELATIONS:
            pairs = [tuple(pair) for pair in data["relations"][name]]
            assert len(pairs) == len(set(pairs))
            assert name not in SYMMETRIC or not any((b, a) in pairs for a, b in pairs if a != b)
        lines = told.lines()
        assert len(lines) > 5
        assert all(line.vi and line.en for line in lines)


def test_a_description_in_words() -> None:
    back = {"choice": [{"to": "check", "chance": "20%"}, {"to": "decide", "chance": "rest"}]}
    steps = [
        {"id": "ask", "kind": "submit", "takes": "dossier", "effort": "30 min"},
        {"id": "check", "kind": "check", "who": "authority", "takes": "deed", "wait": "1 day"},
        {"id": "weigh", "kind": "appraise", "who": "authority", "wait": "2 day", "then": back},
        {"id": "decide", "kind": "decide", "who": "authority", "wait": "1 day"},
    ]
    told = describe(analyse(variants(trial([{"id": "deed", "type": "contract"}], steps))[0].procedure))
    english = [line.get("en") for line in told.lines()]
    assert "“check” begins with any of “ask”, “weigh”" in english
    assert "“check” happens 1.25 times a case on average; steps not listed here happen once" in english
    assert "“check” is in one loop with “weigh”" in english
    assert (
        "“deed”: the applicant has it; handed over at “ask”; used by “check”; “authority” holds it when “check” begins"
    ) in english
    assert "4.77 days on average" in english  # 30 min + 3 days × 1.25 + 1 day
    assert "90 % of cases end within 7.02 days" in english
    with pytest.raises(KeyError):
        told.relation("nothing")
