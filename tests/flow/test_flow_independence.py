"""Order and independence against their definitions, read off the tree of the procedure by another way."""

from itertools import product
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.flow import analyse
from procsimplify.model import read_procedure, variants
from procsimplify.testing.procedures import grow_tree

INNER = ("note", "map", "opinion")


def with_papers(random: Random, blocks: int) -> dict[str, Any]:
    """Grow a procedure without variants; let some steps give, take and keep inner papers, some come after others."""
    tree = grow_tree(random, blocks, variants=False)
    tree["papers"] = list(INNER)
    for step in tree["steps"][2:]:
        for key, often in (("gives", 0.3), ("takes", 0.3), ("keeps", 0.08)):
            papers = [paper for paper in INNER if random.random() < often]
            if key == "takes" and random.random() < 0.2:
                papers = ["dossier"]
            if papers:
                step[key] = papers
        if random.random() < 0.1:
            step["kind"] = "forward"
        if random.random() < 0.2:
            step["after"] = ["submit"]
    return tree


def arrows(tree: dict[str, Any]) -> dict[str, list[str]]:
    """Where each written step leads; rounds of completion lead to other steps nowhere."""
    ids = {step["id"] for step in tree["steps"]}
    found: dict[str, list[str]] = {}
    for step in tree["steps"]:
        then = step["then"]
        if isinstance(then, str):
            targets = [then]
        elif "all" in then:
            targets = then["all"]
        else:
            targets = [arm["to"] for arm in then["choice"]] + [arm.get("then", "end") for arm in then["choice"]]
        found[step["id"]] = [target for target in targets if target in ids]
    return found


def reachable(onward: dict[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(onward.get(start, []))
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += onward.get(here, [])
    return seen


def demands_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = node.get("all") or node.get("one-of")
    return [node] if below is None else [leaf for child in below for leaf in demands_of(child)]


def spelt(step: dict[str, Any], key: str, demands: list[dict[str, Any]]) -> set[str]:
    value = step.get(key, [])
    names = {value} if isinstance(value, str) else set(value)
    return names - {"dossier"} | {demand["id"] for demand in demands} if "dossier" in names else names


class Judge:
    """The definitions, one by one."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.steps = {step["id"]: step for step in tree["steps"]}
        self.demands = demands_of(tree["dossier"])
        self.onward = arrows(tree)
        self.reach = {name: reachable(self.onward, name) for name in self.steps}
        self.takes, self.gives, self.keeps = (
            {name: spelt(step, key, self.demands) for name, step in self.steps.items()}
            for key in ("takes", "gives", "keeps")
        )
        direct = {name: [b for b in self.steps if self.leads(name, b)] for name in self.steps}
        self.must = {name: reachable(direct, name) for name in self.steps}

    def who(self, name: str) -> str:
        return self.steps[name].get("who", "applicant")

    def leads(self, a: str, b: str) -> bool:
        """Whether law or a paper has b come after a, not through others."""
        if a in [order if isinstance(order, str) else order["id"] for order in self.steps[b].get("after", [])]:
            return True
        if a == b or b not in self.reach[a]:
            return False
        first = self.steps[a]
        handing = self.who(a) == "applicant" and first["kind"] in ("submit", "supplement")
        passing = first["kind"] in ("submit", "supplement", "forward", "issue") and self.who(a) != self.who(b)
        return bool(
            self.gives[a] & self.takes[b]
            or (passing and self.takes[a] & self.takes[b])
            or (handing and self.who(b) != "applicant")
        )

    def sole(self, paper: str) -> bool:
        if any(paper in kept for kept in self.keeps.values()):
            return True
        for demand in self.demands:
            if demand["id"] == paper:
                sets = [
                    int(step.get("sets", "1"))
                    for name, step in self.steps.items()
                    if step["kind"] in ("submit", "supplement")
                    and self.who(name) == "applicant"
                    and paper in self.takes[name]
                ]
                pieces = int(demand.get("copies", "1")) * max([1, *sets])
                lookup = demand.get("handover") == "look-up"
                return pieces <= 1 and not lookup and set(demand.get("accepts", [])) <= {"original"}
        return False

    def chooses(self, name: str) -> bool:
        then = self.steps[name]["then"]
        return "supplement" in self.steps[name] or (isinstance(then, dict) and len(then.get("choice", [])) > 1)

    def independent(self, a: str, b: str) -> bool:
        return (
            a != b
            and b not in self.must[a]
            and a not in self.must[b]
            and not (b in self.reach[a] and a in self.reach[b])
            and not self.gives[a] & self.takes[b]
            and not self.gives[b] & self.takes[a]
            and not any(self.sole(paper) for paper in self.takes[a] & self.takes[b])
            and not self.chooses(a)
            and not self.chooses(b)
        )


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_independent_is_what_its_definition_says(random: Random, blocks: int) -> None:
    tree = with_papers(random, blocks)
    judge = Judge(tree)
    flow = analyse(variants(read_procedure(tree))[0].procedure)
    assert flow.fault is None
    for a, b in product(judge.steps, repeat=2):
        assert ((a, b) in flow.independent) == judge.independent(a, b), (a, b)
        assert ((a, b) in flow.order) == (b in judge.must[a]), (a, b)


def test_the_judge_sees_both_answers() -> None:
    """The property test would be empty if nothing, or everything, were independent."""
    answers: list[bool] = []
    for seed in range(40):
        judge = Judge(with_papers(Random(seed), 4))
        answers += [judge.independent(a, b) for a, b in product(judge.steps, repeat=2) if a != b]
    assert answers.count(True) > 50
    assert answers.count(False) > 500


@settings(max_examples=80, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_independent_is_symmetric_irreflexive_and_never_against_law_or_data(random: Random, blocks: int) -> None:
    procedure = read_procedure(with_papers(random, blocks))
    flow = analyse(variants(procedure)[0].procedure)
    assert {(b, a) for a, b in flow.independent} == flow.independent
    assert all(a != b for a, b in flow.independent)
    for step in procedure.steps:
        assert not any((order.id, step.id) in flow.independent for order in step.after)
    for a, b in flow.independent:
        for paper in flow.given[a]:
            assert paper not in flow.taken[b]


def steps_of(**extra: dict[str, Any]) -> Any:
    """Ask, three authority steps one after the other, an answer; ``extra`` adds to them."""
    steps = [
        {"id": "ask", "kind": "submit", "takes": "dossier"},
        {"id": "survey", "kind": "survey", "who": "authority"},
        {"id": "consult", "kind": "consult", "who": "authority"},
        {"id": "weigh", "kind": "appraise", "who": "authority"},
        {"id": "answer", "kind": "decide", "who": "authority"},
    ]
    for step in steps:
        step.update(extra.get(str(step["id"]), {}))
    tree = {
        "code": "0.1",
        "title": "Trial",
        "papers": ["findings", "opinion"],
        "dossier": [{"id": "deed", "type": "contract", "accepts": "original"}],
        "steps": steps,
    }
    return analyse(variants(read_procedure(tree))[0].procedure)


def test_each_reason_why_two_steps_are_not_independent() -> None:
    pair = ("survey", "consult")
    assert pair in steps_of().independent
    assert pair not in steps_of(consult={"after": ["survey"]}).independent, "law"
    assert pair not in steps_of(survey={"gives": "findings"}, consult={"takes": "findings"}).independent, "data"
    both = {"takes": "deed"}
    assert pair not in steps_of(survey=both, consult=both).independent, "one original"
    assert pair in steps_of(ask={"sets": "2"}, survey=both, consult=both).independent, "two sets"
    choice = {"choice": [{"to": "consult", "chance": "rest"}, {"to": "end", "outcome": "refused", "chance": "1/2"}]}
    assert pair not in steps_of(survey={"then": choice}).independent, "it chooses"
    assert pair not in steps_of(survey={"supplement": {"chance": "1/2"}}).independent, "it may ask for more"
    for bound in ({}, {"at-most": "1", "then": "refused"}):
        back = {"choice": [{"to": "survey", "chance": "1/2", **bound}, {"to": "answer", "chance": "rest"}]}
        assert pair not in steps_of(weigh={"then": back}).independent, "one loop"


def test_an_order_through_others_is_an_order() -> None:
    flow = steps_of(
        survey={"gives": "findings"},
        consult={"takes": "findings", "gives": "opinion"},
        weigh={"takes": "opinion"},
    )
    assert ("survey", "weigh") in flow.order
    assert ("survey", "weigh") not in flow.independent
    assert ("ask", "answer") in flow.order, "handing in comes before what authorities do"
