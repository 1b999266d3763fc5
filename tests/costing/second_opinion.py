"""A second opinion on the cost of a procedure, as a clerk with a spreadsheet would reckon it.

Written from the page of the method and the specification of costs alone: plain loops over steps, papers, fees and
conditions; fractions; each row rounded once. It shares no code with `procsimplify.costing`. It is handed the tree of
one variant (numbers still as text), how often its steps happen, and the price of an hour; another judge looks after
variants and visits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

Tree = dict[str, Any]
WEAKER = {"plain-copy", "plain-copy-with-original-shown", "electronic"}
PER_HOUR = {"min": Fraction(1, 60), "hour": Fraction(1)}


@dataclass
class Sheet:
    """Columns of a spreadsheet: who bears a row (applicant, authority, third-party), its element, its amount.

    Parameters
    ----------
    hour : Fraction
        The price of an hour of whoever must comply; nobody else's hours have one.
    cases : Fraction
        What every row is multiplied by: cases of a year, the share of the variant.
    """

    hour: Fraction
    cases: Fraction
    rows: list[tuple[str, str, Decimal]] = field(default_factory=list[tuple[str, str, Decimal]])

    def add(self, who: str, element: str, amount: Fraction) -> None:
        """Write a row, rounded once to the sixth place, a half to the even digit."""
        with localcontext(prec=80):
            exact = amount * self.cases
            decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
            self.rows.append((who, element, decimal.quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN)))

    def time(self, who: str, element: str, effort: Any, times: Fraction, wage: Any = None) -> None:
        """Write a row of time, if the hours have a price: a written wage, or the method's."""
        if effort is not None and (who == "applicant" or wage is not None) and times:
            number, unit = quantity(effort)
            hour = self.hour if wage is None else quantity(wage)[0]
            self.add(who, element, number * PER_HOUR[unit] * hour * times)

    def money(self, who: str, element: str, outlay: Any, times: Fraction) -> None:
        """Write a row of money."""
        if outlay is not None and times:
            self.add(who, element, quantity(outlay)[0] * times)


def quantity(value: Any) -> tuple[Fraction, str]:
    """Read ``30 min``; of a mapping the value."""
    text = value["value"] if isinstance(value, dict) else value
    number, _, unit = text.partition(" ")
    return Fraction(number), unit


def second_opinion(
    tree: Tree,
    visits: Mapping[str, Fraction],
    rounds: Mapping[str, Fraction],
    hour: Fraction,
    cases: Fraction,
    day: str,
) -> list[tuple[str, str, Decimal]]:
    """Reckon one variant.

    Parameters
    ----------
    tree : dict
        The canonical tree of the variant: what does not apply to it is gone.
    visits, rounds : mapping
        How often each step happens in one case, and each step's round of completing the dossier.
    hour, cases
        As of `Sheet`.
    day : str
        The day of tariffs, such as 2026-07-01.

    Returns
    -------
    list of (who, element, amount)
    """
    sheet = Sheet(hour, cases)
    steps = tree["steps"]
    papers = leaves(tree.get("dossier", {"all": []}))
    kinds = {"applicant": "applicant", "third-party": "third-party"}
    kinds |= {party["id"]: party.get("kind", "authority") for party in tree.get("parties", [])}

    def bearer(party: str) -> str:
        return kinds.get(party, "authority")

    # 1. Steps: time, costs, further sets, completion.
    for step in steps:
        who, often = bearer(step.get("who", "applicant")), visits[step["id"]]
        wage = step.get("wage")
        sheet.time(who, "time", step.get("effort"), often * Fraction(step.get("persons", 1)), wage)
        for cost in step.get("costs", []):
            several = quantity(cost["items"])[0] if cost.get("per", "case") != "case" and "items" in cost else 1
            sheet.money(who, cost.get("element", "out-of-pocket"), cost["amount"], often * several)
        more = int(step.get("sets", 1)) - 1
        sheet.time(who, "time", step.get("per-set", {}).get("effort"), often * more, wage)
        sheet.money(who, "out-of-pocket", step.get("per-set", {}).get("outlay"), often * more)
        again, completion = rounds.get(step["id"], Fraction(0)), step.get("supplement", {})
        sheet.time("applicant", "time", completion.get("effort"), again)
        sheet.money("applicant", "out-of-pocket", completion.get("outlay"), again)
        sheet.time("applicant", "travel", completion.get("trip", {}).get("time"), again)
        sheet.money("applicant", "travel", completion.get("trip", {}).get("fare"), again)

    # 2. Trips: one way for all steps that share it, as often as the most frequent of them.
    shared: dict[str, list[Tree]] = {}
    for step in steps:
        if "trip" in step:
            shared.setdefault(step["trip"].get("id", "only " + step["id"]), []).append(step)
    for group in shared.values():
        way = next((step["trip"] for step in group if "time" in step["trip"] or "fare" in step["trip"]), {})
        often = max(visits[step["id"]] for step in group) * Fraction(group[0].get("persons", 1))
        sheet.time(bearer(group[0].get("who", "applicant")), "travel", way.get("time"), often, group[0].get("wage"))
        sheet.money(bearer(group[0].get("who", "applicant")), "travel", way.get("fare"), often)

    # 3. Papers.
    def paper_rows(to: Sheet, paper: Tree, weight: Fraction) -> bool:
        """Write the rows of a paper; tell whether all of it has a price."""
        if paper["type"] == "remark" or paper.get("handover") == "look-up":
            return True
        who, sets = whose(paper["id"]), sets_of(paper["id"])
        copies = int(paper.get("copies", 1))
        pieces = sets * copies
        to.time(who, "time", paper.get("effort"), weight)
        to.money(who, "out-of-pocket", paper.get("outlay"), weight)
        more = Fraction(max(pieces - 1, 0))
        to.time(who, "time", paper.get("per-copy", {}).get("effort"), weight * more)
        to.money(who, "out-of-pocket", paper.get("per-copy", {}).get("outlay"), weight * more)
        accepts = set(paper.get("accepts", []))
        if "certified-copy" in accepts and not accepts & WEAKER:
            to.time(who, "time", paper.get("certifying", {}).get("effort"), weight * pieces)
            to.money(who, "out-of-pocket", paper.get("certifying", {}).get("outlay"), weight * pieces)
        if "confirmed-by" in paper and pieces:  # once, however many pieces
            to.time(who, "time", paper.get("confirming", {}).get("effort"), weight)
            to.money(who, "out-of-pocket", paper.get("confirming", {}).get("outlay"), weight)
        return ("effort" in paper or "outlay" in paper) and (copies < 2 or "per-copy" in paper)

    def names(listed: Any) -> list[str]:
        listed = [listed] if isinstance(listed, str) else listed or []
        every = [paper["id"] for paper in papers]
        return [name for one in listed for name in (every if one == "dossier" else [one])]

    def mine(step: Tree) -> bool:
        return step.get("who", "applicant") == "applicant"

    def whose(paper: str) -> str:
        """The applicant's, unless it is another's step that makes it and stands for it."""
        if any(mine(step) and paper in names(step.get("gives")) for step in steps):
            return "applicant"
        makers = [step for step in steps if paper in names(step.get("gives"))]
        takers = [step for step in steps if paper in names(step.get("takes"))]
        on = takers[0] if takers else default()
        return bearer(on["who"]) if makers and not mine(on) else "applicant"

    def default() -> Tree:
        own = [step for step in steps if mine(step)]
        return ([step for step in own if step["kind"] == "submit"] or own or steps)[0]

    def sets_of(paper: str) -> int:
        takers = [step for step in steps if paper in names(step.get("takes"))]
        handing = [step for step in takers if mine(step)]
        if handing:
            return max(int(step.get("sets", 1)) for step in handing)
        return int((takers[0] if takers else default()).get("sets", 1))

    def price_of(node: Tree, weight: Fraction) -> Fraction | None:
        """What a node costs once, not rounded; None where something of it has no price."""
        total, whole = Fraction(0), True
        for paper, times in chosen(node, weight):
            one = Unrounded(hour, Fraction(1))
            whole = paper_rows(one, paper, Fraction(1)) and whole
            total += times * one.total
        return total if whole else None

    def chosen(node: Tree, weight: Fraction) -> list[tuple[Tree, Fraction]]:
        """List the papers that are asked for, each with how often in a case."""
        if "share" in node:
            weight *= quantity(node["share"])[0]
        elif "if" in node:
            return []
        children = node.get("all", node.get("one-of"))
        if children is None:
            return [(node, weight)]
        if "one-of" in node and not all("share" in child for child in children):
            priced = [(price, child) for child in children if (price := price_of(child, Fraction(1))) is not None]
            children = [min(priced, key=lambda one: one[0])[1]] if priced else children[:1]
        return [one for child in children for one in chosen(child, weight)]

    for paper, weight in chosen(tree.get("dossier", {"all": []}), Fraction(1)):
        paper_rows(sheet, paper, weight)

    # 4. Registers read in place of papers: money, and hours where the step has a wage.
    registers = {register["id"]: register for register in tree.get("registers", [])}
    for paper in papers:
        register = registers.get(paper.get("once-only", {}).get("register", ""), {})
        readers = [step for step in steps if not mine(step)]
        takers = [step for step in readers if paper["id"] in names(step.get("takes"))]
        if paper.get("handover") == "look-up" and "look-up" in register and readers:
            step = (takers or readers)[0]
            if quantity(register["look-up"])[1] not in PER_HOUR:
                sheet.money(bearer(step["who"]), "other", register["look-up"], visits[step["id"]])
            else:
                sheet.time(bearer(step["who"]), "time", register["look-up"], visits[step["id"]], step.get("wage"))

    # 5. Fees by the tariff of the day.
    applicant = tree["applicants"][0]["id"] if tree.get("applicants") else None
    for fee in tree.get("fees", []):
        often = visits[fee["step"]] if "step" in fee else Fraction(1)
        lines = fee.get("lines") or [{"amount": fee["amount"]} if "amount" in fee else {}]
        lines = [line for line in lines if line.get("from", day) <= day <= line.get("to", day)]
        free = {line.get("per", "case") for line in lines if line.get("waiver") == "true"}
        for line in lines:
            per = line.get("per", "case")
            if per in free and line.get("waiver") != "true":
                continue
            amount = fee_of(line, per, tree.get("volume", {}).get("times"))
            if amount is not None and often:
                sheet.add("applicant", "fee", Fraction(0) if applicant in line.get("exempt", []) else amount * often)

    # 6. Conditions.
    for condition in tree.get("conditions", []):
        if "cost" in condition:
            is_time = quantity(condition["cost"])[1] in PER_HOUR
            (sheet.time if is_time else sheet.money)("applicant", "other", condition["cost"], Fraction(1))
    return sheet.rows


class Unrounded(Sheet):
    """A sheet that only adds up, for choosing among alternatives."""

    total = Fraction(0)

    def add(self, who: str, element: str, amount: Fraction) -> None:
        """Add to the total."""
        self.total += amount


def fee_of(line: Tree, per: str, times: Any) -> Fraction | None:
    """Give the amount of a tariff line in one case; None where it is not known."""
    if "amount" not in line:
        return None
    amount = quantity(line["amount"])[0]
    if per == "share":
        return amount * quantity(line["base"])[0] if "base" in line else None
    if per == "item":
        return amount * quantity(line["items"])[0] if "items" in line else None
    if per == "subject" and "items" not in line and times is not None:
        return amount / max(quantity(times)[0], Fraction(1))
    return amount * quantity(line["items"])[0] if per == "subject" and "items" in line else amount


def leaves(node: Tree) -> list[Tree]:
    """List the papers below a node."""
    children = node.get("all", node.get("one-of"))
    return [node] if children is None else [leaf for child in children for leaf in leaves(child)]
