"""From a record of the portal to a procedure: everything that its page says, each number as the page publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from procsimplify.base.errors import InputError, NotWellFormed
from procsimplify.base.findings import Place, Severity, error
from procsimplify.base.text import Text
from procsimplify.files.portal import shape_defence, shape_portal
from procsimplify.files.portal.authority_levels import LEVELS
from procsimplify.files.portal.conditions import read_conditions
from procsimplify.files.portal.damage import damage, without_tags
from procsimplify.files.portal.demand import DemandMaker, Ids
from procsimplify.files.portal.dossier import Dossier, read_dossier
from procsimplify.files.portal.fees import read_fees
from procsimplify.files.portal.forms_given import forms_of
from procsimplify.files.portal.furniture import furniture
from procsimplify.files.portal.headings import channels_in
from procsimplify.files.portal.imported import Imported, Log
from procsimplify.files.portal.impossible import impossible
from procsimplify.files.portal.instruments import year_of
from procsimplify.files.portal.limit_starts import with_starts
from procsimplify.files.portal.limits import read_limits
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.registers import registers_of
from procsimplify.files.portal.results import kind_of_result
from procsimplify.files.portal.sensitive import sensitive_of
from procsimplify.files.portal.sets import in_one_set, leaves_again, pieces_of, sets_of
from procsimplify.files.portal.steps import read_steps
from procsimplify.files.portal.traits import is_either, is_entry, is_physical, traits_of
from procsimplify.files.portal.words import same_spelling, short, tidy
from procsimplify.model import (
    Applicant,
    Applies,
    Case,
    Channel,
    Group,
    Instrument,
    Procedure,
    Result,
    leaves,
    map_leaves,
    reference_key,
)
from procsimplify.model.dossier import DOSSIER
from procsimplify.model.procedure import SourcePage
from procsimplify.model.quantity import Assume

__all__ = ["LONGEST_FIELD", "page_of", "shape_of", "to_procedure"]

MOST_ROWS = 1_000
"""Rows of one table of a page; the longest seen has 94."""
LONGEST_FIELD = 400_000
"""Letters of one field; a longer one is no page of the portal."""
MOST_VARIANTS = 64

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_APPLICANTS = (
    ("business", re.compile(r"doanh nghiệp(?!, htx\))|hợp tác xã|hộ kinh doanh")),
    ("organisation", re.compile(r"tổ chức")),
    ("citizen", re.compile(r"công dân|người|cán bộ|cá nhân|đảng viên|hộ gia đình")),
)
_OWN_ERROR = re.compile(r"do lỗi (?:của )?cơ quan|sai sót do (?:lỗi của )?cơ quan")
_WRONG = re.compile(r"bản (?:gốc|chính)|ghi sai|đã (?:được )?cấp|có sai sót|bị sai")
_RECORD = re.compile(r"cải chính|đính chính|chỉnh lý|hiệu đính")


def shape_of(record: Mapping[str, object]) -> str | None:
    """Tell which shape a record has: ``portal``, ``defence``, or None for neither."""
    if "ma_thu_tuc" in record or "trinh_tu_thuc_hien" in record:
        return "portal"
    if "components" in record or ("steps" in record and "channels" in record):
        return "defence"
    return None


def page_of(record: Mapping[str, object], *, file: str | None = None, line: int | None = None) -> Page:
    """Give the cells of a record of either shape.

    Raises
    ------
    InputError
        Where it is of neither shape, has no code or no name, a field or a table is far too long, or a number cannot be.
    """
    place = Place(file, line)
    shape = shape_of(record)
    if shape is None:
        raise InputError(
            error("files.portal-no-shape", place, keys=", ".join(sorted(str(key) for key in record))[:200])
        )
    for key, value in record.items():
        letters = _letters(value)
        if letters > LONGEST_FIELD:
            raise InputError(
                error("files.portal-field-too-long", place, field=key, letters=letters, most=LONGEST_FIELD)
            )
    page = (shape_portal if shape == "portal" else shape_defence).page_of(without_tags(record))
    if not page.code:
        raise InputError(error("files.portal-no-code", place))
    if not _CODE.fullmatch(page.code):
        raise InputError(error("files.portal-bad-code", place, code=page.code[:60]))
    if not page.title:
        raise InputError(error("files.portal-no-title", place, code=page.code))
    rows = max(map(len, (page.channels, page.basis, page.prose, page.results, page.groups)))
    rows = max(rows, sum(len(group.rows) for group in page.groups))
    if rows > MOST_ROWS:
        raise InputError(error("files.portal-too-many-rows", place, code=page.code, rows=rows, most=MOST_ROWS))
    for field, number, words in impossible(page):
        where = Place(file, line, None, f"{page.code}/{field}")
        raise InputError(error("files.portal-absurd-number", where, number=number, words=short(words, 60)))
    return page


def _letters(value: object) -> int:
    """Count the letters of a field and of all that is in it."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(_letters(one) for one in cast("Mapping[str, object]", value).values())
    return sum(_letters(one) for one in cast("list[object]", value)) if isinstance(value, list) else 0


def to_procedure(record: Mapping[str, object], *, file: str | None = None, line: int | None = None) -> Imported:
    """Read a record of the portal, of either shape, into a procedure.

    Parameters
    ----------
    record : mapping
        As it was read from JSON.
    file, line : str, int, optional
        Where it stands, for the findings.

    Returns
    -------
    Imported

    Raises
    ------
    InputError
        Where the record cannot be read, or what it gives is not well formed: with the reason.

    Examples
    --------
    >>> given = {"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Cấp thẻ", "trinh_tu_thuc_hien": "Cá nhân nộp hồ sơ."}
    >>> [step.kind for step in to_procedure(given).procedure.steps]
    ['prepare', 'submit', 'issue']
    """
    page = page_of(record, file=file, line=line)
    log, procedure = _assembled(page, record, file, line, as_cases=True)
    if procedure.cases and _most_variants(procedure) > MOST_VARIANTS:
        log, procedure = _assembled(page, record, file, line, as_cases=False)
    _require_sound(procedure, log)
    return Imported(
        procedure,
        log.coverage(page.lengths, furniture(page)),
        tuple(log.inferred),
        tuple(log.findings),
        tuple(log.lost),
        Place(file, line),
        page,
    )


def _assembled(
    page: Page, record: Mapping[str, object], file: str | None, line: int | None, *, as_cases: bool
) -> tuple[Log, Procedure]:
    log = Log(page.code, file, line)
    for slug, field in damage(record, page):
        log.find(slug, field, field=field)
    keys = shape_portal.KEYS if page.shape == "portal" else shape_defence.KEYS
    if unread := sorted(str(key) for key in record if key not in keys):
        log.find("unread-keys", "", keys=", ".join(unread)[:200])
    return log, _Assembly(page, log).procedure(as_cases=as_cases)


def _most_variants(procedure: Procedure) -> int:
    """Give how many variants can differ at most: channels count only where something is limited to one."""
    parts: list[Applies] = [*procedure.limits, *procedure.fees, *procedure.steps, *_nodes(procedure.dossier)]
    by_channel = any(part.channels for part in parts)
    count = max(1, len(procedure.applicants)) * max(1, len(procedure.cases))
    return count * max(1, len(procedure.channels)) if by_channel else count


def _nodes(group: Group) -> Iterator[Applies]:
    for child in group.children:
        yield child
        if isinstance(child, Group):
            yield from _nodes(child)


class _Assembly:
    """Puts the parts of a page together."""

    def __init__(self, page: Page, log: Log) -> None:
        self._page, self._log = page, log
        self._parties = Parties(page, log)

    def procedure(self, *, as_cases: bool) -> Procedure:
        """Give the procedure of the page, its cases as cases or as conditions."""
        page, log = self._page, self._log
        channels = self._channels()
        applicants = self._applicants()
        maker = DemandMaker(
            log, self._parties, title=page.title, applicants=page.applicants, channels=channels,
            topic=page.topic or "", conditions=page.conditions.text if page.conditions else "",
            bodies=" ".join(filter(None, (page.topic, page.performing, page.competent))),
            forms=forms_of(page),
        )  # fmt: skip
        maker.leaves_again = leaves_again(page.prose)
        dossier = read_dossier(page, log, maker)
        if not as_cases:
            dossier = _as_conditions(dossier, log)
        room = MOST_VARIANTS // max(1, len(applicants)) if as_cases else 0
        limits = read_limits(page.channels, channels, dossier.headings, page.prose, log, most_cases=room)
        starts = with_starts(limits.limits, page.channels, page.prose, log)
        cases = dossier.cases or limits.cases
        for row in page.channels:
            log.understand(row.words)
        results = self._results()
        fees = read_fees(page.channels, channels, log)
        steps = read_steps(
            page.prose,
            log,
            self._parties,
            results,
            cases=dossier.headings,
            channels=channels,
            sets=sets_of(dossier, log),
            pieces=pieces_of(dossier),
            remarks=dossier.remarks,
        )
        business = any(one.known_kind() == "business" for one in applicants)
        conditions = read_conditions(page.conditions, business=business, log=log)
        corrects = "own-error" if _OWN_ERROR.search(same_spelling(page.title)) else None
        types = {demand.type for node in dossier.nodes for demand in leaves(node)}
        topic = same_spelling(page.topic or "")
        title = same_spelling(page.title)
        tree: dict[str, Any] = {
            "code": page.code,
            "title": Text(page.title[:4900], None),
            "nature": "internal-procedure" if self._internal() else "procedure",
            "field": Text(page.topic, None) if page.topic else None,
            "ministry": Text(page.ministry, None) if page.ministry else None,
            "level": tuple(level for words, level in LEVELS.items() if words in same_spelling(page.levels)),
            "sensitive": sensitive_of(topic, title, page.applicants, page.performing or ""),
            "corrects": corrects or ("record" if _RECORD.search(title) else None),
            **traits_of(page),
            "source": SourcePage(
                page=(page.url or "dichvucong.gov.vn")[:500],
                decision=re.sub(r"\s+", " ", page.decision)[:80] if page.decision else None,
            ),
            "assume": Assume(provenance="published", source="page"),
            "basis": self._basis(),
            "applicants": applicants,
            "channels": tuple(Channel(id=name) for name in channels),
            "cases": cases,
            "parties": self._parties.list(),
            "registers": registers_of(types, dossier.registers),
            "conditions": conditions,
            "dossier": _swapped(in_one_set(Group(id=DOSSIER, all=dossier.nodes), steps), corrects),
            "limits": starts,
            "fees": fees,
            "results": results,
            "steps": steps,
            "note": self._note(dossier),
        }
        return Procedure(**{key: value for key, value in tree.items() if value is not None})

    def _channels(self) -> tuple[str, ...]:
        page, log = self._page, self._log
        table = tuple(dict.fromkeys(row.channel for row in page.channels))
        told: dict[str, None] = dict.fromkeys(table)
        for piece in page.prose:
            for sentence in re.split(r"(?<=[.;\n])\s+", piece.text):
                if "nộp" not in sentence and "gửi" not in sentence:
                    continue
                for name in channels_in(sentence):
                    if name not in told and table:
                        told[name] = None
                        log.find("channel-in-prose-only", "channels", channel=name, words=short(sentence, 160))
                        log.infer(f"channels/{name}", "offered", piece, short(sentence, 200))
        order = ("in-person", "online", "post")
        return tuple(name for name in order if name in told)

    def _applicants(self) -> tuple[Applicant, ...]:
        found: dict[str, list[str]] = {}
        for name in self._page.applicants:
            low = same_spelling(name)
            kind = next((kind for kind, pattern in _APPLICANTS if pattern.search(low)), "citizen")
            if low.startswith("tổ chức"):
                kind = "organisation"
            found.setdefault(kind, []).append(name)
        for kind, names in found.items():
            self._log.inferred.append(_fact(f"applicants/{kind}", ", ".join(names)))
        return tuple(
            Applicant(id=kind, title=Text(short(", ".join(names), 200), None)) for kind, names in found.items()
        )

    def _results(self) -> tuple[Result, ...]:
        ids = Ids((DOSSIER, *(demand for demand in ())))
        found: list[Result] = []
        for row in self._page.results[:50]:
            kind = kind_of_result(row.title.text)
            result = Result(
                id=f"result-{ids.new(row.title.text)}"[:118],
                title=Text(short(row.title.text, 400), None),
                kind=kind,
                either=is_either(row.title.text),
                physical=is_physical(self._page.title, row.title.text),
                entry=is_entry(row.title.text),
                code=row.code,
            )
            self._log.infer(f"results/{result.id}/kind", kind, row.title, short(row.title.text, 200))
            self._log.understand(row.title)
            found.append(result)
        return tuple(found)

    def _basis(self) -> tuple[Instrument, ...]:
        found: dict[str, Instrument] = {}
        for legal in self._page.basis:
            self._log.understand(legal.title)
            if legal.number is None:
                self._log.find("instrument-without-number", "basis", words=short(legal.title.text, 120))
                continue
            year = year_of(legal.number)
            if year is not None and not 1945 <= year <= 2026:
                self._log.find("instrument-year", "basis", number=legal.number)
            title = tidy(legal.title.text)
            found.setdefault(
                legal.number,
                Instrument(
                    id=legal.number,
                    title=Text(short(title, 600), None) if title else None,
                    issuer=legal.issuer[:200] if legal.issuer else None,
                ),
            )
        return tuple(found.values())[:200]

    def _internal(self) -> bool:
        # The portal counts what goes on between authorities as of no kind; such pages have no address of their own.
        return self._page.shape == "portal" and self._page.kind is None and self._page.code.startswith(("5.", "6."))

    def _note(self, dossier: Dossier) -> Text | None:
        pieces = [*dossier.remarks, *(one for one in self._page.leftovers if one.field != "thanh_phan_ho_so")]
        lines: list[str] = []
        room = 4_800
        for piece in pieces:
            line = f"[{piece.field}:{piece.start}] {tidy(piece.text)}"
            if len(line) >= room:
                lines.append(line[: max(0, room - 2)] + " …")
                break
            lines.append(line)
            room -= len(line) + 1
        return Text("\n".join(lines), None) if lines else None


def _fact(path: str, words: str) -> Any:
    from procsimplify.files.portal.imported import Inferred

    return Inferred(path, path.rsplit("/", 1)[-1], words, "doi_tuong_thuc_hien", 0)


def _swapped(dossier: Group, corrects: str | None) -> Group:
    """Mark the paper that is wrong, where an own error is corrected: it is handed back for the right one."""
    if corrects != "own-error":
        return dossier
    return map_leaves(
        dossier,
        lambda one: (
            one.evolve(role="surrendered", handover="surrender")
            if one.role in ("evidence", "object")
            and _WRONG.search(same_spelling(one.title.get("vi") if one.title else ""))
            else one
        ),
    )


def _as_conditions(dossier: Dossier, log: Log) -> Dossier:
    """Read cases that would make too many variants as conditions: every paper stays, under its heading."""
    if dossier.cases:
        log.find("too-many-cases", "cases", number=len(dossier.cases))
    titles: dict[str, Case] = {case.id: case for case in dossier.cases}
    nodes: list[Any] = []
    for case in dossier.cases:
        inner = tuple(node.evolve(cases=()) for node in dossier.nodes if node.cases == (case.id,))
        if inner:
            nodes.append(Group(id=f"neu-{case.id}"[:118], if_=titles[case.id].condition, all=inner))
    nodes.extend(node for node in dossier.nodes if not node.cases)
    return Dossier((), tuple(nodes), dossier.remarks, dossier.registers, dossier.default_suspect, {})


def _require_sound(procedure: Procedure, log: Log) -> None:
    """Refuse a procedure that is not well formed; nothing in a page should make one."""
    from procsimplify.flow.checking import check, check_variant
    from procsimplify.model.wellformed import reference_faults

    place = Place(log.file, log.line, None, log.code)
    faults = reference_faults(procedure)
    if faults:
        raise InputError(
            error(
                "files.portal-not-a-procedure", place, code=log.code, reason=f"{faults[0].code} {dict(faults[0].args)}"
            )
        )
    if not any(step.cases or step.channels or step.applicants for step in procedure.steps):
        # The flow is the same in every variant, and what a step takes is the whole dossier: one variant tells for all.
        wrong = check_variant(procedure, reference_key(procedure))
    else:
        wrong = check(procedure)
    wrong = [found for found in wrong if found.severity == Severity.ERROR]
    if wrong:
        raise NotWellFormed(
            [error("files.portal-not-a-procedure", place, code=log.code, reason=wrong[0].message("en")), *wrong]
        )
