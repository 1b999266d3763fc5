"""What rules find between procedures, once all of a catalogue are known: a second pass over their outlines.

The rows are those of any finding, at the first code of a group, with the other codes among the targets. They depend on
the procedures in the store alone, and are written anew by each scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from procsimplify.base.text import Text
from procsimplify.catalogue.names import paper_name
from procsimplify.catalogue.store import Row, Rows, Store
from procsimplify.catalogue.twins import Outline, twins_of
from procsimplify.model import Procedure, Step, Twin
from procsimplify.rules.compile import relations_used

if TYPE_CHECKING:
    from procsimplify.rules.packs import Packs
    from procsimplify.rules.proposals import Proposal

__all__ = ["outline_of", "outline_row", "outlines_of", "twin_rows", "twin_rules"]


def outline_row(procedure: Procedure) -> Row:
    """Give what the store keeps of a procedure for this pass, beside its papers."""
    return (
        procedure.code, list(procedure.purpose), list(procedure.sensitive), list(procedure.stakes), _limits(procedure),
    )  # fmt: skip


def _limits(procedure: Procedure) -> str:
    return "; ".join(sorted(limit.value.text() for limit in procedure.limits))


def outline_of(procedure: Procedure) -> Outline:
    """Give the outline of a procedure that stands in no store."""
    asked = [
        (demand.type, paper_name(_vi(demand.title)))
        for demand in procedure.demands()
        if not demand.negated and demand.type != "remark"
    ]
    return Outline(
        code=procedure.code,
        title=_vi(procedure.title),
        ministry=_vi(procedure.ministry),
        field=_vi(procedure.field),
        levels=tuple(procedure.level),
        nature=procedure.nature,
        sensitive=tuple(procedure.sensitive),
        stakes=tuple(procedure.stakes),
        purpose=tuple(procedure.purpose),
        limit=_limits(procedure),
        conditions=len(procedure.conditions),
        papers=frozenset(asked),
        types=tuple(kind for kind, _ in asked),
    )


def _vi(text: Text | None) -> str:
    return "" if text is None else text.get("vi")


def outlines_of(store: Store) -> list[Outline]:
    """Read the outlines of all procedures of a store."""
    papers: dict[str, list[tuple[str, str]]] = {}
    for code, kind, title in store.rows(
        "SELECT code, type, title FROM demands WHERE NOT negated AND type <> 'remark' ORDER BY code, place"
    ):
        papers.setdefault(code, []).append((kind, paper_name(title or "")))
    rows = store.records(
        "SELECT p.code, p.title_vi, p.title_en, p.ministry, p.field, p.levels, p.nature, p.conditions, o.purpose,"
        " o.sensitive, o.stakes, o.limits FROM procedures p JOIN outlines o USING (code) ORDER BY p.code"
    )
    return [
        Outline(
            code=row["code"],
            title=row["title_vi"] or row["title_en"] or "",
            ministry=row["ministry"] or "",
            field=row["field"] or "",
            levels=tuple(row["levels"]),
            nature=row["nature"],
            sensitive=tuple(row["sensitive"]),
            stakes=tuple(row["stakes"]),
            purpose=tuple(row["purpose"]),
            limit=row["limits"],
            conditions=row["conditions"],
            papers=frozenset(papers.get(row["code"], ())),
            types=tuple(kind for kind, _ in papers.get(row["code"], ())),
        )
        for row in rows
    ]


def twin_rules(packs: Packs) -> frozenset[str]:
    """List the rules that ask about twins."""
    return frozenset(rule.id for rule in packs.rules if "twin" in relations_used([rule]))


def twin_rows(outlines: Iterable[Outline], packs: Packs, method: str) -> Rows:
    """Match the rules about twins, and give the rows of what they find.

    Parameters
    ----------
    outlines : iterable of Outline
        Of all procedures, in any order.
    packs : Packs
    method : str
        For the stamp of the findings; nothing is saved.

    Returns
    -------
    mapping
        Rows of ``proposals`` and of ``words``.
    """
    by_code = {one.code: one for one in outlines}
    rules = twin_rules(packs)
    proposals: list[Row] = []
    words: list[Row] = []
    if not rules:
        return {"proposals": proposals, "words": words}
    for code, twins in twins_of(by_code.values()).items():
        for found in _findings(by_code[code], twins, packs, method):
            if found.rule in rules:
                others = _others(found, twins)
                proposals.append(_row(code, found, others))
                words += _words(code, found, [code, *others], by_code)
    return {"proposals": proposals, "words": words}


def _findings(outline: Outline, twins: tuple[Twin, ...], packs: Packs, method: str) -> Iterable[Proposal]:
    """Let the rules look at a procedure of which no more is known than its outline and its twins."""
    from procsimplify.rules.proposals import propose

    procedure = Procedure(
        code=outline.code,
        title=Text(outline.title or outline.code, None),
        nature=cast("Any", outline.nature),
        sensitive=cast("Any", outline.sensitive),
        stakes=cast("Any", outline.stakes),
        purpose=cast("Any", outline.purpose),
        steps=(Step(id="submit", kind="submit"),),
        twins=twins,
    )
    return propose(procedure, rules=packs, engine="indexed", method=method)


def _others(found: Proposal, twins: tuple[Twin, ...]) -> list[str]:
    """Give the codes that a finding names: those of the twin whose codes stand in its reason."""
    said = found.why.get("vi")
    for twin in twins:
        if ", ".join(twin.codes) in said:
            return list(twin.codes)
    return []


def _row(code: str, one: Proposal, others: list[str]) -> Row:
    targets = [*one.targets, *(f"procedure:{other}" for other in others)]
    return (
        code, one.id, one.effect, one.rule, one.class_, one.kind, one.standing, one.title.get("vi"),
        one.title.get("en"), one.why.get("vi"), one.why.get("en"), one.mend.get("vi"), one.mend.get("en"),
        targets, [], "[]", 0, 0, one.saving, None, None, *one.ask,
    )  # fmt: skip


def _words(code: str, one: Proposal, codes: list[str], outlines: Mapping[str, Outline]) -> Iterator[Row]:
    for name in codes:
        yield (code, one.id, f"procedure:{name}", 0, "title", None, outlines[name].title, None, None)
