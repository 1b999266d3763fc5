"""Types of documents: what the words of a row name, measured on rows labelled by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portal_records import SHARED, real_records

from procsimplify.files.portal import types_of
from procsimplify.files.portal.document_types import _data
from procsimplify.files.portal.page import PaperRow
from procsimplify.files.portal.procedure import page_of
from procsimplify.files.portal.words import fold
from procsimplify.model.vocabulary import DOCUMENT_TYPES

LABELS = Path(__file__).with_name("labels.jsonl")


@pytest.mark.parametrize(
    ("row", "types"),
    [
        ("- Đơn đề nghị cấp Giấy phép lái xe", ["application-form"]),
        ("Bản sao có chứng thực Giấy chứng nhận đăng ký doanh nghiệp", ["business-registration"]),
        ("Văn bản uỷ quyền theo quy định", ["authorisation"]),
        ("02 ảnh 4cm x 6cm", ["photo"]),
        ("Thẻ căn cước, hộ chiếu hoặc giấy tờ khác", ["identity-card", "passport"]),
        ("Một trong các giấy tờ sau: - Hộ chiếu; - Thẻ thường trú", ["passport", "residence-proof"]),
        ("Trường hợp ủy quyền thì phải nộp giấy ủy quyền", ["authorisation"]),
        ("Giấy tờ chứng minh quyền sử dụng trụ sở", ["premises-right"]),
        ("Quyết định của Tòa án về việc ly hôn", ["court-document"]),
        ("Đơn xin cấp lại, trong đó ghi rõ số hộ chiếu; số giấy phép", ["application-form"]),
        ("Nghị quyết của Đại hội đồng cổ đông; biên bản họp", ["company-resolution"]),
        ("Bản vẽ mặt bằng", ["drawing-or-map"]),
    ],
)
def test_the_head_of_a_row_names_its_type(row: str, types: list[str]) -> None:
    assert [one.type for one in types_of(row)] == types


def test_rows_without_a_number_are_remarks_unless_a_paper_heads_them() -> None:
    assert [one.type for one in types_of("Trường hợp mất thì làm lại", counted=False)] == ["remark"]
    assert [one.type for one in types_of("Hợp đồng mua bán: 01 bản chụp", counted=False)] == ["contract"]


def test_a_row_without_any_marks_is_read_too() -> None:
    row = "Giấy phép lái xe"
    assert [one.type for one in types_of(fold(row))] == [one.type for one in types_of(row)] == ["driving-licence"]


def test_the_vocabulary_of_the_patterns_is_that_of_the_model() -> None:
    names = {name for name in _data() if name not in ("fillers", "asks", "look")}
    assert names == set(DOCUMENT_TYPES)
    looked = {one["type"] for entry in _data()["look"] for one in entry["inside"]} | {
        e["default"] for e in _data()["look"]
    }
    assert looked <= set(DOCUMENT_TYPES)


def test_no_phrase_stands_for_two_types() -> None:
    seen: dict[str, str] = {}
    looks = {head for entry in _data()["look"] for head in entry["heads"]}
    for name, table in _data().items():
        for head in table.get("heads", ()) if name != "look" else ():
            if head not in looks:
                assert seen.setdefault(head, name) == name, head


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.booleans())
def test_any_row_gets_a_type_and_a_place_in_it(row: str, counted: bool) -> None:
    found = types_of(row, counted=counted)
    assert found
    assert all(one.type in DOCUMENT_TYPES for one in found)
    assert len({one.type for one in found}) == len(found)


def test_labels_are_facts_and_stratified() -> None:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(labels) >= 300
    assert {one["half"] for one in labels} == {"seen", "held-out"}
    assert len({one["ministry"] for one in labels}) >= 5
    assert all(len(one["key"].split()) <= 8 for one in labels)
    assert all(set(one["labels"]) <= set(DOCUMENT_TYPES) for one in labels)


def test_precision_and_recall_do_not_fall() -> None:
    if not (SHARED / "portal" / "procedures.jsonl.gz").exists():
        pytest.skip("the real records are not here")
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted = {one["code"] for one in labels}
    rows: dict[str, list[PaperRow]] = {}
    for record in real_records():
        if record.get("ma_thu_tuc") in wanted:
            page = page_of(record)
            rows[page.code] = [row for group in page.groups for row in group.rows]
    right = said = meant = 0
    for one in labels:
        row = rows[one["code"]][one["row"]]
        got = {kind.type for kind in types_of(row.name.text, counted=bool(row.originals or row.copies))}
        right += len(got & set(one["labels"]))
        said += len(got)
        meant += len(one["labels"])
    # The floors are under the figures that the benchmark prints.
    assert right * 100 >= said * 84
    assert right * 100 >= meant * 84
