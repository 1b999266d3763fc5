"""The rows that a procedure gives a store: what it asks, what rules find, what that saves, and from which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from procsimplify.base.canonical import canonical_json
from procsimplify.base.findings import Finding
from procsimplify.base.text import Text
from procsimplify.catalogue.pricing import Together, priced, together
from procsimplify.catalogue.store import Row, Rows
from procsimplify.catalogue.twin_findings import outline_row
from procsimplify.costing import Cost, cost
from procsimplify.costing.standard_values import timed_reference, with_standard_times
from procsimplify.files.portal.imported import Imported
from procsimplify.files.portal.lint import lint
from procsimplify.files.portal.lint_desk import PREFIX
from procsimplify.flow import require_well_formed
from procsimplify.model import Demand, Group, Procedure, Quantity
from procsimplify.model.procedure import Volume
from procsimplify.rules.finding_matches import find_all
from procsimplify.rules.packs import Packs
from procsimplify.rules.proposals import Proposal, propose

if TYPE_CHECKING:
    from procsimplify.catalogue.examining import Settings
    from procsimplify.catalogue.sources import Input

__all__ = ["remark", "rows_of"]


def rows_of(procedure: Procedure, imported: Imported | None, item: Input, settings: Settings, packs: Packs) -> Rows:
    """Give the rows of a procedure, by table.

    Parameters
    ----------
    procedure : Procedure
    imported : Imported, optional
        Where it was read from a page: what was understood, and from which words.
    item : Input
    settings : Settings
    packs : Packs

    Raises
    ------
    InputError
        Where it cannot be priced, or is not well formed.
    """
    remarks: list[Finding] = [] if imported is None else list(imported.findings)
    if not isinstance(item.data, bytes):
        remarks += lint(item.data, item.file, item.line, page=None if imported is None else imported.page)
    plain, left_out = priced(procedure, item)
    remarks += left_out
    volume, source = _volume(procedure, settings)
    if plain.volume is not None:
        plain = plain.evolve(volume=None)
    if imported is None:
        require_well_formed(plain)
    # Rules do not see times and prices of a standard table, so the procedure is matched as it was read.
    finds = find_all(plain, packs, "indexed")
    if imported is not None and volume is None and not any(one.edits for one in finds.found):
        # Nothing is to be applied: one price is asked for, and as no page gives shares it is the reference variant's.
        timed, once = plain, timed_reference(plain, standard=settings.standard_times)
    else:
        timed = once = with_standard_times(plain) if settings.standard_times else plain
    before = cost(once, settings.method, settings.as_of)
    found = propose(timed, rules=packs, method=settings.method, as_of=settings.as_of, found=finds, before=before)
    yearly = None if volume is None else timed.evolve(volume=volume)
    year_before = None if yearly is None else cost(yearly, settings.method, settings.as_of)
    joint = together(timed, before, found.items, year_before)
    codes = (procedure.code,)
    words = list(_words(procedure, imported, found.items))
    return {
        "procedures": [_procedure(procedure, before, year_before, joint, volume, source, imported)],
        "demands": list(_demands(procedure)),
        "results": [(*codes, result.id, _vi(result.title), result.kind, result.code) for result in procedure.results],
        "proposals": [_proposal(procedure, one, joint) for one in found],
        "words": words,
        "instruments": [
            (*codes, basis.id, _vi(basis.title), basis.known_rank(), basis.issuer) for basis in procedure.basis
        ],
        "provisions": list(_provisions(procedure, found.items)),
        "page_findings": [remark(procedure.code, place, one) for place, one in enumerate(remarks)],
        "outlines": [outline_row(procedure)],
        "unread": [
            (*codes, place, piece.field, piece.start, piece.text[:2_000])
            for place, piece in enumerate(() if imported is None else imported.not_understood)
        ],
        "inputs": [(*codes, item.sha256, item.file, item.line)],
    }


def _volume(procedure: Procedure, settings: Settings) -> tuple[Volume | None, str | None]:
    """Give the volume and its source: of the table given, else of the procedure's own file; else nothing."""
    given = (settings.volumes or {}).get(procedure.code.lower())
    if given is not None:
        cases = Quantity(value=given.cases, unit="case", provenance="surveyed", source=given.source)
        return Volume(cases=cases), given.source
    own = procedure.volume
    if own is None:
        return None, None
    parts = (own.cases, own.subjects, own.times)
    return own, next((part.source for part in parts if part is not None and part.source), "")


def _procedure(
    procedure: Procedure,
    before: Cost,
    year: Cost | None,
    joint: Together,
    volume: Volume | None,
    source: str | None,
    imported: Imported | None,
) -> Row:
    page = procedure.source
    known = imported.coverage if imported is not None else None
    return (
        procedure.code,
        _vi(procedure.title),
        procedure.title.get("en"),
        _vi(procedure.ministry),
        _vi(procedure.field),
        list(procedure.level),
        sorted({one.known_kind() for one in procedure.applicants}),
        [channel.id for channel in procedure.channels],
        procedure.nature,
        page.page if page is not None else None,
        page.decision if page is not None else None,
        sum(not demand.negated for demand in procedure.demands()),
        len(procedure.conditions),
        len(procedure.cases),
        before.method,
        before.currency,
        before.as_of.isoformat(),
        before.per_case,
        # Standard times leave out fares and certifying: what they give is never the whole.
        before.is_open or bool(before.provenance.get("standard")),
        float(before.provenance.get("standard", 0)),
        list(joint.ids),
        joint.per_case,
        None if year is None or year.volume is None else _number(year),
        None if volume is None else source,
        None if year is None else year.total,
        joint.per_year,
        None if known is None else known.understood,
        None if known is None else known.total,
    )


def _number(year: Cost) -> str:
    from procsimplify.base.numbers import format_number

    return format_number(year.volume) if year.volume is not None else ""


def _demands(procedure: Procedure) -> Iterator[Row]:
    for place, (demand, conditional, alternative, cases) in enumerate(_leaves(procedure.dossier, False, False, ())):
        yield (
            procedure.code, place, demand.id, _vi(demand.title), demand.type, demand.issuer, list(demand.accepts),
            demand.copies, list(demand.cases or cases), conditional or demand.if_ is not None,
            alternative or "or-another" in demand.about,
            demand.role, demand.holder, demand.handover,
            None if demand.once_only is None else demand.once_only.standing.is_, demand.negated,
            None if demand.form is None else (demand.form.number or demand.form.file),
            None if demand.got_from is None else demand.got_from.procedure,
        )  # fmt: skip


def _leaves(
    group: Group, conditional: bool, alternative: bool, cases: tuple[str, ...]
) -> Iterator[tuple[Demand, bool, bool, tuple[str, ...]]]:
    """List the demands, each with what the groups around it say."""
    conditional = conditional or group.if_ is not None
    alternative = alternative or group.one_of is not None
    cases = group.cases or cases
    for child in group.children:
        if isinstance(child, Group):
            yield from _leaves(child, conditional, alternative, cases)
        else:
            yield child, conditional, alternative, cases


def _proposal(procedure: Procedure, one: Proposal, joint: Together) -> Row:
    types = {demand.id: demand.type for demand in procedure.demands()}
    named = [target.partition(":")[2] for target in one.targets if target.startswith("document:")]
    counts = one.counts_saved
    gone = sum(edit.kind in ("remove-document", "replace-document-by-data") for edit in one.edits)
    return (
        procedure.code, one.id, one.effect, one.rule, one.class_, one.kind, one.standing, one.title.get("vi"),
        one.title.get("en"), one.why.get("vi"), one.why.get("en"), one.mend.get("vi"), one.mend.get("en"),
        list(one.targets), sorted({types[name] for name in named if name in types}),
        canonical_json([edit.to_json() for edit in one.edits]), gone,
        counts.get("documents", 0) + counts.get("copies", 0), one.saving,
        max((amount for _, amount in one.saving_elsewhere), default=None), joint.yearly.get(one.id), *one.ask,
    )  # fmt: skip


def _words(procedure: Procedure, imported: Imported | None, proposals: Sequence[Proposal]) -> Iterator[Row]:
    """List, for each target of each proposal, the words of the page: those inferred from, else the title."""
    titles = {f"document:{demand.id}": demand.title for demand in procedure.demands()}
    titles |= {f"step:{step.id}": step.title for step in procedure.steps}
    facts = {} if imported is None else _facts(imported)
    for one in proposals:
        for target in one.targets:
            place = 0
            for path, value, words, field, start in facts.get(target, ()):
                yield (procedure.code, one.id, target, place, path, value, words, field, start)
                place += 1
            title = titles.get(target)
            # A step that was put in, since the page takes it for granted, has no words there.
            if title is not None and (place or imported is None or not target.startswith("step:")):
                yield (procedure.code, one.id, target, place, "title", None, title.get("vi"), None, None)


def _facts(imported: Imported) -> dict[str, list[tuple[str, str, str, str, int]]]:
    found: dict[str, list[tuple[str, str, str, str, int]]] = {}
    for fact in imported.inferred:
        kind, _, rest = fact.path.partition("/")
        target = {"dossier": "document", "steps": "step"}.get(kind)
        if target is not None:
            name = f"{target}:{rest.partition('/')[0]}"
            found.setdefault(name, []).append((fact.path, fact.value, fact.words, fact.field, fact.start))
    return found


def _provisions(procedure: Procedure, proposals: Sequence[Proposal]) -> Iterator[Row]:
    for one in proposals:
        known = [(item, 0) for item in one.amends]
        open_ = [(item, len(one.amends_candidates)) for item in one.amends_candidates]
        for item, candidates in (*known, *open_):
            yield (procedure.code, one.id, item.instrument, item.article, item.clause, item.point, candidates)


def remark(code: str, place: int, one: Finding) -> Row:
    """Give the row of a finding about a page: a fault of the page, or what reading it left open."""
    words, field, place_in = one.args.get("words"), one.args.get("field"), one.args.get("at")
    return (
        code, place, one.code, str(one.severity), one.place.path.removeprefix(f"{code}/"),
        one.title("vi"), one.title("en"), one.message("vi"), one.message("en"), words, field,
        None if place_in is None else int(str(place_in)) - 1, one.code.startswith(PREFIX),
    )  # fmt: skip


def _vi(text: Text | None) -> str | None:
    return None if text is None else text.get("vi")
