"""Types of documents that are not sure: what speaks for and against one, and what becomes of the row."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.files.portal import named_types, to_procedure, types_of
from procsimplify.files.portal.document_doubts import Doubts, doubts, signs
from procsimplify.files.portal.document_words import TypeMatch

SURE = "- Đơn đề nghị cấp giấy phép theo Mẫu số 01"
OPEN = "Hồ sơ theo quy định tương ứng"
"""Words that name no paper for sure."""


def test_the_weights_that_are_shipped_are_numbers_that_count() -> None:
    known = doubts()
    assert 0.5 <= known.least < 1
    assert len(known.weights) > 1000
    assert all(math.isfinite(weight) and weight != 0 for weight in known.weights.values())


def test_what_is_sure_is_the_logistic_function_of_the_weights_of_the_signs() -> None:
    row = "đơn đề nghị"
    match = TypeMatch("application-form", 0, 6)
    (found,) = signs(row, [match], counted=True)
    assert {"“đơn đề”", "application-form … nghị", "behind beginning", "place 0 of 1"} <= found
    known = Doubts(least=0.5, base=-1.0, weights={"“đơn đề”": 2.0, "behind beginning": 0.5, "another sign": 9.0})
    assert known.sure(row, [match], counted=True) == [pytest.approx(1 / (1 + math.exp(-1.5)))]


def test_types_that_are_named_and_not_sure_are_left_out() -> None:
    assert [one.type for one in types_of(SURE)] == ["application-form"]
    assert [one.type for one in types_of(OPEN)] == ["unclear"]
    assert [one.type for one in named_types(OPEN)] == ["other-evidence"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.booleans())
def test_what_is_said_is_named_and_sure_or_unclear_alone(row: str, counted: bool) -> None:
    named = named_types(row, counted=counted)
    said = types_of(row, counted=counted)
    if [one.type for one in said] != ["unclear"]:
        assert set(said) <= set(named)


def _record(*rows: str) -> dict[str, object]:
    table = "".join(f"{row}1 bản chính,0 bản sao" for row in rows)
    return {
        "ma_thu_tuc": "9.000001",
        "ten_thu_tuc": "Cấp giấy phép",
        "trinh_tu_thuc_hien": "Cá nhân nộp hồ sơ tại cơ quan đăng ký.",
        "thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượng" + table,
    }


def test_a_row_of_unclear_kind_is_a_paper_and_told() -> None:
    imported = to_procedure(_record(SURE, OPEN))
    assert [demand.type for demand in imported.procedure.demands()] == ["application-form", "unclear"]
    (told,) = [found for found in imported.findings if found.code == "files.portal-type-unclear"]
    assert "other-evidence" in told.message("en")
