"""The cells of a page: times, fees and numbers that run into each other."""

from __future__ import annotations

from fractions import Fraction

import pytest
from portal_records import CHANNELS, papers, record

from procsimplify.files.portal import to_procedure
from procsimplify.files.portal.amounts import amounts_in, dates_in, times_in
from procsimplify.files.portal.channels import read_channels, split_run
from procsimplify.files.portal.instruments import read_basis
from procsimplify.files.portal.papers_table import read_papers, split_form
from procsimplify.files.portal.results import kind_of_result, read_results
from procsimplify.files.portal.words import Piece, fold, same_spelling


def codes(given: dict[str, str]) -> set[str]:
    return {found.code.removeprefix("files.portal-") for found in to_procedure(given).findings}


def channel_table(*rows: str) -> dict[str, str]:
    return record(cach_thuc_thuc_hien=CHANNELS + "".join(rows))


@pytest.mark.parametrize(
    ("digits", "bracket", "time", "fee"),
    [
        ("120,000", "", 1, 20_000),
        ("1100", "", 1, 100),
        ("1150,000", "150.000 đồng một lần", 1, 150_000),
        ("1150,000", "50.000 đồng một lần", 11, 50_000),
    ],
)
def test_time_and_fee_are_told_apart(digits: str, bracket: str, time: int, fee: int) -> None:
    cell, amount = split_run(digits, bracket)
    assert (cell.value, cell.unit, amount) == (time, None, fee)


@pytest.mark.parametrize("digits", ["1150,000", "125"])
def test_two_readings_that_nothing_decides_are_ambiguous(digits: str) -> None:
    cell, amount = split_run(digits, "một lần")
    assert cell.ambiguous
    assert amount is None


def test_an_ambiguous_cell_gives_no_limit_and_no_amount() -> None:
    imported = to_procedure(channel_table("Trực tuyến125 VNĐ"))
    assert imported.procedure.limits == ()
    assert imported.procedure.fees[0].amount is None
    assert {"files.portal-fee-ambiguous", "files.portal-limit-ambiguous"} <= {one.code for one in imported.findings}


def test_a_time_without_a_unit_is_no_limit_but_its_fee_counts() -> None:
    imported = to_procedure(channel_table("Trực tuyến120,000 VNĐ"))
    assert imported.procedure.limits == ()
    assert imported.procedure.fees[0].amount is not None
    assert imported.procedure.fees[0].amount.value == 20_000
    assert imported.procedure.fees[0].amount.provenance == "published"


def test_several_channels_with_remarks() -> None:
    table = (
        CHANNELS
        + "Trực tuyến7 Ngày làm việcMiễn phíQua Cổng.Trực tiếp1.5 Giờ10,000 VNĐ(10.000 đồng/thẻ)Trực tiếp tại Sở"
    )
    rows, left = read_channels(Piece(table, "c"))
    assert left == ()
    assert [(row.channel, row.time.value, row.time.unit) for row in rows] == [
        ("online", 7, "working-day"),
        ("in-person", Fraction(3, 2), "hour"),
    ]
    assert rows[1].remarks is not None
    assert rows[1].remarks.text == "Trực tiếp tại Sở"
    assert table[rows[1].remarks.start : rows[1].remarks.end] == rows[1].remarks.text


@pytest.mark.parametrize(
    "bracket",
    ["(Theo Thông tư số 1/2020/TT-BTC)", "(Do Hội đồng nhân dân tỉnh quy định)", "(250.000 đồng/lần)"],
)
def test_free_with_a_tariff_behind_it_is_not_free(bracket: str) -> None:
    imported = to_procedure(channel_table("Trực tiếp5 NgàyMiễn phí" + bracket))
    assert imported.procedure.fees[0].amount is None
    assert {one.code for one in imported.findings} & {"files.portal-free-with-tariff", "files.portal-free-with-amount"}


@pytest.mark.parametrize("bracket", ["", "(Không)", "(không thu)"])
def test_free_is_nothing_to_pay(bracket: str) -> None:
    fee = to_procedure(channel_table("Trực tiếp5 NgàyMiễn phí" + bracket)).procedure.fees[0]
    assert fee.amount is not None
    assert fee.amount.value == 0


def test_a_dated_waiver_ends() -> None:
    fee = to_procedure(channel_table("Trực tiếp5 NgàyMiễn phí(từ 07/4 đến 30/6/2026)")).procedure.fees[0]
    waiver, otherwise = fee.lines
    assert waiver.waiver
    assert waiver.amount is not None
    assert waiver.amount.value == 0
    assert (str(waiver.from_), str(waiver.to)) == ("2026-04-07", "2026-06-30")
    assert otherwise.amount is None


def test_a_fee_a_thousand_times_too_small_is_the_bracket_s_or_none() -> None:
    told = to_procedure(channel_table("Trực tiếp5 Ngày150 VNĐ(150.000 đồng/thẻ)")).procedure.fees[0]
    assert told.amount is not None
    assert told.amount.value == 150_000
    untold = to_procedure(channel_table("Trực tiếp5 Ngày150 VNĐ")).procedure.fees[0]
    assert untold.amount is None
    assert "fee-too-small" in codes(channel_table("Trực tiếp5 Ngày150 VNĐ"))


def test_a_tariff_of_several_sums_is_left_open() -> None:
    table = channel_table("Trực tiếp5 Ngày1,000,000 VNĐ(Dưới 10 chỗ: 1.000.000 đồng; trên 10 chỗ: 2.000.000 đồng)")
    assert to_procedure(table).procedure.fees[0].amount is None
    assert "fee-tariff" in codes(table)


def test_cases_in_remarks_make_limits_by_case() -> None:
    words = "07 ngày làm việc (đối với trường hợp cấp mới), 02 ngày làm việc (đối với trường hợp cấp lại)"
    procedure = to_procedure(channel_table(f"Trực tiếpKhông có thông tinMiễn phí{words}")).procedure
    assert len(procedure.cases) == 2
    assert [(limit.value.text(), len(limit.cases)) for limit in procedure.limits] == [
        ("7 working-day", 1),
        ("2 working-day", 1),
    ]


def test_cells_that_carry_cases_which_the_prose_names() -> None:
    given = record(
        cach_thuc_thuc_hien=CHANNELS + "Trực tuyến20 NgàyMiễn phíTrực tiếp15 NgàyMiễn phí",
        thanh_phan_ho_so="a) Đối với nhà xưởng:"
        + papers("Đơn xin phép1 bản chính").removeprefix("--")
        + "b) Đối với nhà ở riêng lẻ:"
        + papers("Đơn xin phép1 bản chính").removeprefix("--"),
        trinh_tu_thuc_hien="Chủ nhà nộp hồ sơ.\nTrong thời hạn 20 ngày (15 ngày đối với nhà ở riêng lẻ), Sở Xây "
        "dựng cấp giấy phép.",
    )
    procedure = to_procedure(given).procedure
    by_case = {limit.cases: limit.value.text() for limit in procedure.limits}
    factory, house = (case.id for case in procedure.cases)
    assert by_case == {(factory,): "20 day", (house,): "15 day"}


def test_different_times_by_channel_stay_by_channel() -> None:
    table = channel_table("Trực tuyến3 NgàyMiễn phíTrực tiếp9 NgàyMiễn phí")
    limits = to_procedure(table).procedure.limits
    assert {limit.channels: limit.value.text() for limit in limits} == {("online",): "3 day", ("in-person",): "9 day"}
    assert "limit-by-channel" in codes(table)


@pytest.mark.parametrize(
    ("row", "name_end", "originals"),
    [
        ("Đơn theo Thông tư ngày 01/01/20261 bản chính,1 bản sao", "01/01/2026", 1),
        ("Ảnh cỡ 3x42 bản chính", "3x4", 2),
        ("Ảnh cỡ 4 x 61 bản chính", "4 x 6", 1),
        ("Đơn theo Mẫu số 181 bản chính", "Mẫu số 18", 1),
        ("Đơn theo Mẫu số 022 bản chính", "Mẫu số 02", 2),
        ("Ảnh cỡ 4x6 cm2 bản chính", "4x6 cm", 2),
        ("Đơn xin12 bản chính", "Đơn xin", 12),
    ],
)
def test_numbers_that_run_into_a_name(row: str, name_end: str, originals: int) -> None:
    groups, _ = read_papers(Piece(papers(row), "p"))
    (found,) = groups[0].rows
    assert found.name.text.endswith(name_end)
    assert found.originals == originals


def test_words_that_look_like_a_column_stay_in_the_name() -> None:
    groups, _ = read_papers(Piece(papers("Phiếu (01 bản chính hoặc 01 bản sao)1 bản chính"), "p"))
    (found,) = groups[0].rows
    assert found.name.text == "Phiếu (01 bản chính hoặc 01 bản sao)"


def test_numbers_that_are_not_believed_are_one_and_told() -> None:
    given = record(thanh_phan_ho_so=papers("Giấy xác nhận thu nhập0 bản chính,999 bản sao"))
    imported = to_procedure(given)
    assert imported.procedure.demands()[0].copies == 1
    assert "files.portal-impossible-number" in {one.code for one in imported.findings}


def test_a_form_s_file_is_no_part_of_the_name() -> None:
    piece, forms = split_form(Piece("Đơn xin cấp thẻMẫu số 1.docxMẫu số 2.doc", "p"))
    assert (piece.text, forms) == ("Đơn xin cấp thẻ", ("Mẫu số 1.docx", "Mẫu số 2.doc"))


def test_headings_stand_before_repeated_headers() -> None:
    table = papers("Đơn xin cấp1 bản chính") + "b) Cấp lại" + papers("Đơn xin cấp lại1 bản chính").removeprefix("--")
    groups, left = read_papers(Piece(table, "p"))
    assert [group.heading.text if group.heading else None for group in groups] == [None, "b) Cấp lại"]
    assert left == ()


def test_legal_basis_by_the_form_of_numbers() -> None:
    cell = (
        "Tên văn bản pháp lýMã văn bảnLuật Nhà ở27/2023/QH15Sửa Nghị định số 9/2020/NĐ-CP14/2026/NĐ-CP"
        "Nghị định số 88/2014/NĐ-CPNghị định số 88/2014/NĐ-CPCắt giảm66.7/2025/NQ-CP"
    )
    found = read_basis(Piece(cell, "b"))
    assert [one.number for one in found] == ["27/2023/QH15", "14/2026/NĐ-CP", "88/2014/NĐ-CP", "66.7/2025/NQ-CP"]
    assert found[0].issuer == "Quốc hội"
    procedure = to_procedure(record(can_cu_phap_ly=cell)).procedure
    assert [one.known_rank() for one in procedure.basis] == [5, 4, 4, 4]


def test_law_numbers_that_run_into_the_next() -> None:
    assert [
        one.number for one in read_basis(Piece("Luật 54/2014/QH1354/2014/QH13Luật 78/2006/QH1178/2006/QH11", "b"))
    ] == [
        "54/2014/QH13",
        "78/2006/QH11",
    ]


@pytest.mark.parametrize(
    ("cell", "titles", "numbers"),
    [
        ("Luật Thú yLuật 79/2015/QH13", ["Luật Thú y"], ["79/2015/QH13"]),
        ("Luật Đá ngày 29/6/202443/2024/QH15", ["Luật Đá ngày 29/6/2024"], ["43/2024/QH15"]),
        ("Luật Đá năm 202446/2024/QH15", ["Luật Đá năm 2024"], ["46/2024/QH15"]),
        ("Luật28/2023/QH15", ["Luật 28/2023/QH15"], ["28/2023/QH15"]),
        ("LuậtLuật 18/2017/QH14", ["Luật 18/2017/QH14"], ["18/2017/QH14"]),
        ("Sửa nghị định về nước.NĐ 23/2026/NĐ-CP", ["Sửa nghị định về nước."], ["23/2026/NĐ-CP"]),
        (
            "Phân định thẩm quyềnNghị định số 131/2025/NĐ-CP14/2025/TT-BNNMT14/2025/TT-BNNMT",
            ["Phân định thẩm quyền", "14/2025/TT-BNNMT"],
            ["131/2025/NĐ-CP", "14/2025/TT-BNNMT"],
        ),
        (
            "Nghị quyết A02/2012/NQ-HĐTPLuật Bia5/2019/QH14",
            ["Nghị quyết A", "Luật Bia"],
            ["02/2012/NQ-HĐTP", "5/2019/QH14"],
        ),
    ],
)
def test_instruments_that_run_together(cell: str, titles: list[str], numbers: list[str]) -> None:
    found = read_basis(Piece(cell, "can_cu_phap_ly"))
    assert [one.number for one in found] == numbers
    assert [one.title.text for one in found] == titles


@pytest.mark.parametrize(
    ("row", "name", "file"),
    [
        (
            "Đơn theo Mẫu 04 Nghị định số 23/2026/NĐ-CPMau04.docx",
            "Đơn theo Mẫu 04 Nghị định số 23/2026/NĐ-CP",
            "Mau04.docx",
        ),
        ("Đơn theo Thông tư 5/2025/TT-BTPMẫu TP-06.docx", "Đơn theo Thông tư 5/2025/TT-BTP", "Mẫu TP-06.docx"),
        (
            "Đơn về mỏ nhóm IVMau 02 - Phu luc I_36.2025.TT.doc",
            "Đơn về mỏ nhóm IV",
            "Mau 02 - Phu luc I_36.2025.TT.doc",
        ),
        ("Đơn đóng dấu giáp lai.31-Mẫu số 1a.doc", "Đơn đóng dấu giáp lai.", "31-Mẫu số 1a.doc"),
        (
            "Đơn theo Mẫu số 15.NT Nghị định 41/2026/NĐ-CPMẫu số 15.docx",
            "Đơn theo Mẫu số 15.NT Nghị định 41/2026/NĐ-CP",
            "Mẫu số 15.docx",
        ),
    ],
)
def test_the_number_of_an_instrument_is_the_name_s_and_not_the_file_s(row: str, name: str, file: str) -> None:
    piece, forms = split_form(Piece(row, "thanh_phan_ho_so"))
    assert (piece.text, forms) == (name, (file,))


def test_results_and_their_kinds() -> None:
    rows = read_results(
        Piece("ThẻMã: KQ.G17.000001Văn bản từ chối và lý doMã: KQ.G17.000002Từ khóaKhông có thông tin", "r")
    )
    assert [row.code for row in rows] == ["KQ.G17.000001", "KQ.G17.000002"]
    assert [kind_of_result(row.title.text) for row in rows] == ["grant", "refusal"]
    assert kind_of_result("Thông báo chấp nhận/không chấp nhận") == "notice"


def test_sums_times_and_days_in_sentences() -> None:
    assert amounts_in("từ 1,5 triệu đồng đến 2.000.000 đồng") == {1_500_000, 2_000_000}
    assert [(one.value, one.unit) for one in times_in("ba (03) tháng; 2 tuần; 01/01/2026")] == [
        (3, "month"),
        (14, "day"),
    ]
    assert dates_in("từ ngày 01/7/2025 đến hết ngày 31/12/2026") == ("2025-07-01", "2026-12-31")


def test_spelling_is_made_one_letter_for_letter() -> None:
    assert same_spelling("Uỷ quyền, hoá đơn, quý") == same_spelling("Ủy quyền, hóa đơn, quý")
    assert fold("Đường Ủy ban") == "duong uy ban"
