"""The letters of a page that are no content: headers of tables, columns of numbers, the text of buttons."""

from __future__ import annotations

from procsimplify.files.portal import channels, instruments, papers_table
from procsimplify.files.portal.page import Page

__all__ = ["furniture"]


def furniture(page: Page) -> list[tuple[str, int]]:
    """List the letters of headers, columns and buttons, which are understood as what they are."""
    if page.shape == "defence":
        return []
    length = len(papers_table.HEADER) * len(page.groups)
    columns = sum(
        len(f"{row.originals} bản chính")
        + (len(f",{row.copies} bản sao") if row.copies is not None else 0)
        + sum(map(len, row.forms))
        for group in page.groups
        for row in group.rows
    )
    found = [
        ("thanh_phan_ho_so", length + columns),
        ("cach_thuc_thuc_hien", len(channels.HEADER)),
        ("can_cu_phap_ly", len(instruments.HEADER) + sum(len(one.number or "") for one in page.basis)),
    ]
    lengths = page.lengths or {}
    if not page.basis and lengths.get("can_cu_phap_ly", 0) < 60:
        found.append(("can_cu_phap_ly", lengths.get("can_cu_phap_ly", 0)))
    results = lengths.get("ket_qua_xu_ly", 0) - sum(len(row.title.text) for row in page.results)
    found.append(("ket_qua_xu_ly", max(0, results)))
    if page.conditions is None:
        found.append(("yeu_cau_dieu_kien", lengths.get("yeu_cau_dieu_kien", 0)))
    elif (rest := lengths.get("yeu_cau_dieu_kien", 0) - len(page.conditions.text)) > 0:
        found.append(("yeu_cau_dieu_kien", rest))
    return found
