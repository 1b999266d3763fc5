"""Hypothesis strategies for whole procedures: sound by construction, with cases, channels, papers and prices.

A procedure begins with preparing and handing in the dossier and goes on with blocks: a step, a choice that skips some
steps, a way to refusal, an ``all`` of two branches that meet again, a loop, bounded or not. Every quantity is
illustrative. Nothing here is a real procedure.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from procsimplify.model import Procedure, read_procedure

__all__ = ["grow_procedure", "grow_tree", "procedure_trees", "procedures"]

AS_OF = "2026-07-01"
CHANCES = ("1/2", "1/3", "20%", "0.05", "9/10")
EFFORTS = ("5 min", "30 min", "90 min", "1/3 hour", "4 hour")
AMOUNTS = ("0 VND", "10000 VND", "33333 VND", "250000 VND", "1000001 VND")
AUTHORITIES = ("office", "department", "committee")
TYPES = ("application-form", "contract", "plan", "judicial-record", "business-registration", "photo")
ACCEPTS = (
    ["original"],
    ["certified-copy"],
    ["original", "certified-copy"],
    ["plain-copy", "electronic"],
    ["plain-copy-with-original-shown", "certified-copy"],
)
OFFICE_KINDS = ("check", "verify", "appraise", "consult", "inspect", "sign", "register", "forward", "notify", "council")
OWN_KINDS = ("pay", "fill-in", "supplement", "collect", "wait")


def procedures(blocks: int = 4, variants: bool = True) -> st.SearchStrategy[Procedure]:
    """Generate procedures that are well formed and sound in every variant.

    Parameters
    ----------
    blocks : int
        The most blocks after the dossier is handed in; each has one step or a few.
    variants : bool
        Whether there may be several cases, channels and applicants.

    Returns
    -------
    SearchStrategy of Procedure
    """
    return procedure_trees(blocks, variants).map(read_procedure)


def procedure_trees(blocks: int = 4, variants: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Generate the trees of such procedures, as a person would write them."""
    return st.builds(grow_tree, st.randoms(use_true_random=False), st.integers(0, blocks), variants=st.just(variants))


def grow_procedure(random: Random, blocks: int, *, variants: bool = True) -> Procedure:
    """Grow one procedure of that many blocks from a source of choices."""
    return read_procedure(grow_tree(random, blocks, variants=variants))


def grow_tree(random: Random, blocks: int, *, variants: bool = True) -> dict[str, Any]:
    """Grow the tree of one procedure of that many blocks from a source of choices."""
    return _Growth(random, variants).tree(blocks)


class _Growth:
    def __init__(self, random: Random, variants: bool) -> None:
        self.random = random
        self.cases = [f"case-{n}" for n in range(random.choice((0, 0, 2, 3)))] if variants else []
        self.channels = random.choice(([], ["in-person"], ["in-person", "online"])) if variants else []
        self.applicants = random.choice(([], ["business"], ["citizen", "business"])) if variants else []
        self.steps: dict[str, dict[str, Any]] = {}
        self.demands = 0
        self.groups = 0

    def maybe(self, one_in: int = 2) -> bool:
        return self.random.randrange(one_in) == 0

    def tree(self, blocks: int) -> dict[str, Any]:
        dossier = [self._node(2) for _ in range(self.random.randrange(1, 4))]
        first = self._sequence("end", blocks, 2, parallel=False)
        submit = self._mine({"id": "submit", "kind": "submit", "takes": "dossier", "then": first})
        submit |= {"at": "office", "trip": {"value": "22 min", "fare": "15000 VND"}} if self.maybe() else {}
        if self.maybe():
            per_set = {"effort": "12 min", "outlay": "30000 VND"}
            submit |= {"sets": str(self.random.randrange(2, 5))} | ({"per-set": per_set} if self.maybe() else {})
        prepare = self._mine({"id": "prepare", "kind": "prepare", "gives": "dossier", "then": "submit"})
        tree: dict[str, Any] = {
            "code": "0.000001",
            "title": {"vi": "Thủ tục thử", "en": "Trial procedure"},
            "as-of": AS_OF,
            "applicants": self._shared(self.applicants),
            "channels": self._shared(self.channels),
            "cases": self._shared(self.cases),
            "parties": {
                "office": {"level": "commune", "role": ["receives"]},
                "department": {"level": "province", "role": ["prepares"]},
                "committee": {"level": "province", "role": ["decides"]},
                "notary": {"kind": "third-party"},
            },
            "registers": {
                "population": {
                    "types": ["identity-card", "residence-proof"],
                    "status": "published-ready",
                    "readers": ["office"],
                    "look-up": "5 min",
                }
            },
            "dossier": {"all": dossier},
            "steps": [prepare, submit, *self._ordered(first)],
            "results": [{"id": "permit", "kind": "grant"}, {"id": "refusal", "kind": "refusal"}],
        }
        tree |= self._rest()
        return {key: value for key, value in tree.items() if value not in ([], {}, None)}

    def _rest(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.maybe():
            found["volume"] = self.random.choice(({"cases": "1200"}, {"subjects": "7", "times": "1/2"}))
        if self.maybe():
            found["assume"] = {"provenance": self.random.choice(("surveyed", "estimated")), "source": "trial"}
        if self.maybe():
            found["limits"] = [{"id": "whole", "value": "15 working-day", "from": "complete-dossier"}]
        if self.maybe():
            found["conditions"] = [{"id": "premises", "text": "x", "kind": "premises", "cost": self._amount()}]
        if self.maybe():
            rows: list[dict[str, Any]] = [{"id": "base", "amount": self._amount()} | self._limited()]
            if self.maybe():
                rows.append(
                    {"id": "cut", "amount": "0 VND", "from": "2026-01-01", "to": "2026-12-31", "waiver": "true"}
                )
            fee = {"id": "fee"} | ({"lines": rows} if self.maybe() else {"amount": self._amount()})
            found["fees"] = [fee | ({"receiver": "office"} if self.maybe() else {})]
            if self.maybe(4):
                found["fees"].append({"id": "open", "set-by": "council"})
        return found

    def _shared(self, names: list[str]) -> list[dict[str, Any]]:
        """Write the values of an attribute, with shares that make 1 or with none."""
        shares = {2: ("1/3", "2/3"), 3: ("1/2", "1/3", "1/6")}.get(len(names))
        if shares is None or self.maybe():
            return [{"id": name} for name in names]
        return [{"id": name, "share": share} for name, share in zip(names, shares, strict=True)]

    def _limited(self) -> dict[str, Any]:
        """Limit an element to some cases or to one channel, now and then."""
        if self.cases and self.maybe(3):
            return {"cases": self.random.sample(self.cases, self.random.randrange(1, len(self.cases)))}
        if len(self.channels) > 1 and self.maybe(4):
            return {"channels": [self.random.choice(self.channels)]}
        return {}

    def _effort(self) -> str:
        return self.random.choice(EFFORTS)

    def _amount(self) -> str:
        return self.random.choice(AMOUNTS)

    def _chance(self, unknown: bool = False) -> str:
        return "unknown" if unknown and self.maybe(4) else self.random.choice(CHANCES)

    def _node(self, depth: int) -> dict[str, Any]:
        kind = self.random.choice(("demand", "demand", "demand", "all", "one-of", "if")) if depth else "demand"
        if kind == "demand":
            return self._demand()
        below = [self._node(depth - 1) for _ in range(self.random.randrange(1, 4))]
        self.groups += 1
        name = {"id": f"group-{self.groups}"}
        if kind == "if":
            share = {"share": self._chance()} if self.maybe() else {}
            return name | {"if": {"vi": "nếu có", "en": "if any"}, "all": below} | share
        return name | {kind: below} | self._limited()

    def _demand(self) -> dict[str, Any]:
        self.demands += 1
        found: dict[str, Any] = {
            "id": f"paper-{self.demands}",
            "type": self.random.choice(TYPES),
            "accepts": self.random.choice(ACCEPTS),
        }
        if self.maybe(6):
            once_only = {"register": "population", "standing": {"is": "already-law"}}
            found |= {"type": "identity-card", "handover": "look-up", "once-only": once_only}
        if not self.maybe(4):
            found["effort"] = self._effort()
        if self.maybe():
            found["outlay"] = self._amount()
        if self.maybe(3):
            found["copies"] = str(self.random.randrange(0, 4))
            found["per-copy"] = {"effort": "2 min", "outlay": "1000 VND"}
        if self.maybe(3):
            found["certifying"] = {"effort": "15 min", "outlay": "2000 VND"}
        if self.channels and self.maybe(4):
            found["by-channel"] = {self.channels[-1]: {"copies": "1", "accepts": ["electronic"]}}
        return found | self._limited()

    def _sequence(self, follow: str, blocks: int, depth: int, *, parallel: bool) -> str:
        """Put blocks before a step (or the end); give the first step of the first block."""
        for _ in range(blocks):
            follow = self._block(follow, depth, parallel)
        return follow

    def _block(self, follow: str, depth: int, parallel: bool) -> str:
        kinds = ["step", "step"]
        kinds += ["choice", "all", "loop"] if depth else []
        kinds += [] if parallel else ["refuse", "refuse"]
        kind = self.random.choice(kinds)
        inner = self.random.randrange(1, 3)
        if kind == "step":
            return self._step(follow, parallel=parallel)
        if kind == "refuse":
            out = {"to": "end", "outcome": "refused", "chance": self._chance(unknown=True)}
            return self._step({"choice": [self._arm(follow, "rest"), out]}, parallel=parallel)
        if kind == "choice":
            body = self._sequence(self._step(follow, parallel=parallel), inner, depth - 1, parallel=parallel)
            skipped = self._step(follow, parallel=parallel)
            return self._step(
                {"choice": [self._arm(body, self._chance()), self._arm(skipped, "rest")]}, parallel=parallel
            )
        if kind == "all":
            meet = self._step(follow, parallel=parallel, plain=True)
            branches = [
                self._sequence(self._step(meet, parallel=True, plain=True), inner - 1, depth - 1, parallel=True)
                for _ in range(2)
            ]
            return self._step({"all": branches}, parallel=parallel)
        tail = self._reserve()
        head = self._step(tail, parallel=parallel, plain=True)
        again: dict[str, Any] = {"to": head, "chance": self._chance()}
        if self.maybe() and not parallel:
            again |= {"at-most": str(self.random.randrange(1, 3)), "then": "refused"}
        self.steps[tail] |= {"then": {"choice": [again, self._arm(follow, "rest")]}}
        return head

    def _arm(self, to: str, chance: str) -> dict[str, Any]:
        return {"to": to, "chance": chance} | ({"outcome": "granted"} if to == "end" else {})

    def _reserve(self) -> str:
        name = f"step-{len(self.steps) + 1}"
        self.steps[name] = {"id": name, "kind": "check", "who": "office", "effort": self._effort()}
        return name

    def _step(self, then: str | dict[str, Any], *, parallel: bool, plain: bool = False) -> str:
        """Make a step; a plain one exists in every variant and always happens."""
        name = self._reserve()
        step = self.steps[name]
        if self.maybe(3):
            step |= self._mine({"kind": self.random.choice(OWN_KINDS), "who": "applicant"})
            step.pop("effort", None) if self.maybe(4) else None
        elif self.maybe(8):
            step |= {"kind": "certify", "who": "notary"}
        else:
            step |= {"kind": self.random.choice(OFFICE_KINDS), "who": self.random.choice(AUTHORITIES)}
            if self.maybe():
                step["wait"] = f"{self.random.randrange(1, 6)} day"
            if self.maybe(4):
                step["controls"] = [{"id": "safety", "protects": "x", "provisions": "1/2020/NĐ-CP Đ.1"}]
            if self.maybe(5) and not plain:
                step["supplement"] = self._supplement(parallel)
        if isinstance(then, str) and not plain:
            step |= self._limited()
            if self.maybe(6):
                step["chance"] = self._chance(unknown=True)
        step["then"] = then
        return name

    def _supplement(self, parallel: bool) -> dict[str, Any]:
        found: dict[str, Any] = {"chance": self._chance(unknown=True), "effort": self._effort()}
        if self.maybe():
            found["trip"] = {"value": "22 min"}
        if self.maybe() and not parallel:
            found["rounds"] = str(self.random.randrange(1, 3))
        return found

    def _mine(self, step: dict[str, Any]) -> dict[str, Any]:
        if self.maybe():
            step["effort"] = self._effort()
        if self.maybe(3):
            element = self.random.choice(("out-of-pocket", "service", "one-off", "other"))
            step["costs"] = [{"id": "cost", "amount": self._amount(), "element": element, "paid-to": "notary"}]
        return step

    def _ordered(self, first: str) -> list[dict[str, Any]]:
        """List the steps in the order in which a reader meets them."""
        found: dict[str, dict[str, Any]] = {}
        waiting = [first]
        while waiting:
            name = waiting.pop()
            if name in found or name not in self.steps:
                continue
            found[name] = self.steps[name]
            waiting += reversed(_targets(self.steps[name]["then"]))
        return list(found.values())


def _targets(then: str | dict[str, Any]) -> list[str]:
    if isinstance(then, str):
        return [then]
    if "all" in then:
        return list(then["all"])
    return [arm["to"] for arm in then["choice"]]
