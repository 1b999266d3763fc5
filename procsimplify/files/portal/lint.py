"""What is wrong with the pages of the portal themselves: for their owners to mend, and never a saving.

A finding here says that a page contradicts itself, names what is no more, or cannot be read one way only. Mending it
changes no procedure and saves nobody anything that the law asks for.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error, finding
from procsimplify.files.portal.damage import damage
from procsimplify.files.portal.importing import Codes
from procsimplify.files.portal.lint_basis import lint_basis
from procsimplify.files.portal.lint_bodies import lint_bodies
from procsimplify.files.portal.lint_channels import lint_channels
from procsimplify.files.portal.lint_desk import PREFIX, WORDS, Desk
from procsimplify.files.portal.lint_fees import lint_fees
from procsimplify.files.portal.lint_origin import lint_origin
from procsimplify.files.portal.lint_papers import lint_papers
from procsimplify.files.portal.lint_repealed import lint_repealed
from procsimplify.files.portal.lint_times import lint_times
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.procedure import page_of
from procsimplify.files.portal.records import OWN_FAULTS, Record, read_records
from procsimplify.files.portal.words import Piece, fold, plain, same_spelling, short, tidy

__all__ = ["Linted", "lint", "lint_catalogue", "lint_records"]

_AUTHORITIES = (
    "cap_thuc_hien", "co_quan_thuc_hien", "co_quan_co_tham_quyen", "co_quan_duoc_uy_quyen", "co_quan_phoi_hop",
    "level", "performing_authority", "competent_authority", "coordinating",
)  # fmt: skip
_NAMES = (
    "ma_thu_tuc", "code", "ten_thu_tuc", "name", "ministry", "linh_vuc", "field", "cap_thuc_hien", "level",
)  # fmt: skip
_DECISION = re.compile(
    r"^(?:quyết định )?(?:số [^ ]+ )?(?:về việc |v/v )?(?:công bố|ban hành|phê duyệt)[^.;]{0,60}thủ tục hành chính"
    r"|^quyết định (?:số|về việc (?:công bố|ban hành))"
)


@dataclass(frozen=True, slots=True)
class Linted:
    """What is wrong with the pages of a file or a folder.

    Attributes
    ----------
    records : int
        Pages looked at.
    findings : tuple of Finding
        Page by page, as they stand in the files; what is wrong between pages last.
    passed_over : tuple of Finding
        What could not be read, and why.
    """

    records: int
    findings: tuple[Finding, ...]
    passed_over: tuple[Finding, ...]

    def counts(self) -> dict[str, int]:
        """Give the number of findings of each code, the most frequent first."""
        counted = Counter(one.code for one in self.findings)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def to_json(self) -> dict[str, object]:
        """Return it as plain data; each finding with the words that it quotes, their field and place (from 1)."""
        return {
            "records": self.records,
            "counts": self.counts(),
            "findings": [
                one.to_json() | {"words": one.args["words"], "field": one.args["field"], "at": int(str(one.args["at"]))}
                for one in self.findings
            ],
            "passed_over": [one.to_json() for one in self.passed_over],
        }


def lint(
    record: Mapping[str, object], file: str | None = None, line: int | None = None, *, page: Page | None = None
) -> tuple[Finding, ...]:
    """Find what is wrong with one page.

    Parameters
    ----------
    record : mapping
        A record of either shape, as `read_records` gives it.
    file : str, optional
    line : int, optional
        Where the record stands.
    page : Page, optional
        The cells of the record, where they are known already (`Imported.page`).

    Returns
    -------
    tuple of Finding
        Each quotes the words that it rests on and says in which field, and after how many letters, they stand. All are
        faults of the page: none is a saving.

    Raises
    ------
    InputError
        Where the record is of neither shape.

    Examples
    --------
    >>> record = {"ma_thu_tuc": "9.000001", "ten_thu_tuc": "Cấp thẻ", "trinh_tu_thuc_hien": "Nộp hồ sơ tại Sở.",
    ...           "cach_thuc_thuc_hien": "Trực tiếp5 NgàyMiễn phí(50.000 đồng/lần)"}
    >>> [one.code for one in lint(record)]
    ['files.portal-page-free-with-amount']
    """
    page = page_of(record, file=file, line=line) if page is None else page
    desk = Desk(page, file, line)
    _title(desk, record)
    lint_fees(desk)
    lint_times(desk)
    lint_channels(desk)
    lint_papers(desk)
    lint_bodies(desk, tuple(cell for key in _AUTHORITIES if (cell := _cell(record, key)).text))
    basis = tuple(_basis(record))
    for cell in basis:
        lint_basis(desk, cell)
    lint_repealed(desk, basis)
    lint_origin(desk, _cell(record, "so_quyet_dinh"))
    return tuple(desk.findings)


def lint_catalogue(records: Iterable[Mapping[str, object] | Record]) -> tuple[Finding, ...]:
    """Find what is wrong between pages: the same name several times.

    Parameters
    ----------
    records : iterable of mapping or Record

    Returns
    -------
    tuple of Finding
        One for each name that several records of one ministry, level and field have, at the first of them.

    Examples
    --------
    >>> two = [{"ma_thu_tuc": code, "ten_thu_tuc": "Hỗ trợ phát triển sản xuất"} for code in ("9.000001", "9.000002")]
    >>> lint_catalogue(two)[0].code
    'files.portal-page-same-title'
    """
    seen: dict[tuple[str, ...], list[tuple[str, str, str, Place]]] = {}
    for item in records:
        data, file, line = (item.data, item.file, item.line) if isinstance(item, Record) else (item, None, None)
        key = "ten_thu_tuc" if "ten_thu_tuc" in data else "name"
        code = _text(data, "ma_thu_tuc") or _text(data, "code")
        title = _text(data, key)
        if not title or not code:
            continue
        name = " ".join(re.findall(r"\w+", fold(same_spelling(title))))
        same = (name, *(fold(_text(data, one)) for one in ("ministry", "linh_vuc", "field", "cap_thuc_hien", "level")))
        seen.setdefault(same, []).append((code, title, key, Place(file, line, None, f"{code}/{key}")))
    found: list[Finding] = []
    for group in seen.values():
        codes = sorted({code for code, *_ in group})
        if len(codes) > 1:
            _, title, key, place = group[0]
            told = ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "")
            args = {"words": short(title, WORDS), "field": key, "at": 1, "number": len(codes), "codes": told}
            found.append(finding(f"{PREFIX}same-title", place, **args))
    return tuple(found)


def lint_records(source: str | os.PathLike[str], tell: Callable[[int], None] | None = None) -> Linted:
    """Find what is wrong with the pages of a file or a folder, and between them.

    Parameters
    ----------
    source : str or path
        As for `read_records`.
    tell : callable, optional
        Called with the number of pages done.

    Returns
    -------
    Linted

    Raises
    ------
    InputError
        Where there is no such file or folder.
    """
    found: list[Finding] = []
    passed_over: list[Finding] = []
    names: list[Record] = []
    codes = Codes()
    for one in read_records(source):
        if isinstance(one, Finding):
            passed_over.append(one)
            continue
        place = Place(one.file, one.line)
        try:
            page = page_of(one.data, file=one.file, line=one.line)
            again = codes.taken(page.code, place)
            if again is not None:
                passed_over.append(again)
                continue
            found += lint(one.data, one.file, one.line, page=page)
            for slug, field in damage(one.data, page):
                where = Place(one.file, one.line, None, f"{page.code}/{field}")
                passed_over.append(error(f"files.portal-{slug}", where, field=field))
        except InputError as failure:
            passed_over += failure.findings
            continue
        except OWN_FAULTS as fault:  # one record, whatever it holds, never stops the rest
            passed_over.append(error("files.portal-fault", place, kind=type(fault).__name__))
            continue
        # Only what tells pages apart is kept, so that a file of any length can be read.
        names.append(Record({key: one.data[key] for key in _NAMES if key in one.data}, one.file, one.line))
        if tell is not None:
            tell(len(names))
    return Linted(len(names), (*found, *lint_catalogue(names)), tuple(passed_over))


def _title(desk: Desk, record: Mapping[str, object]) -> None:
    key = "ten_thu_tuc" if "ten_thu_tuc" in record else "name"
    cell = _cell(record, key)
    if _DECISION.search(same_spelling(tidy(cell.text))):
        desk.find("title-of-a-decision", cell)


def _basis(record: Mapping[str, object]) -> Iterable[Piece]:
    yield _cell(record, "can_cu_phap_ly")
    listed = record.get("legal_basis")
    for place, row in enumerate(cast("list[object]", listed) if isinstance(listed, list) else []):
        if isinstance(row, Mapping):
            number = cast("Mapping[str, object]", row).get("so_ky_hieu")
            yield Piece(plain(number) if isinstance(number, str) else "", f"legal_basis/{place}/so_ky_hieu")


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return tidy(plain(value)) if isinstance(value, str) else ""


def _cell(record: Mapping[str, object], key: str) -> Piece:
    value = record.get(key)
    return Piece(plain(value) if isinstance(value, str) else "", key)
