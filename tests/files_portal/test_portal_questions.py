"""What a page says that makes a question about a paper needless, and how the paper is named where it is asked."""

from __future__ import annotations

import pytest
from portal_records import PAPERS, papers, record

from procsimplify.files.portal import to_procedure
from procsimplify.model import Demand

FORM = "Đơn đề nghị cấp thẻ nghề1 bản chính"


def demands(*rows: str, **changes: str) -> tuple[Demand, ...]:
    return tuple(to_procedure(record(thanh_phan_ho_so=papers(*rows), **changes)).procedure.demands())


def asked(*rows: str, **changes: str) -> list[str]:
    """The requests that the page gives no form for."""
    return [one.title.get("vi") for one in demands(*rows, **changes) if "form-not-given" in one.about and one.title]


def test_a_request_without_a_form_is_asked_for() -> None:
    assert asked(FORM) == ["Đơn đề nghị cấp thẻ nghề"]


@pytest.mark.parametrize(
    "prose",
    [
        "Cá nhân nộp đơn đề nghị cấp thẻ nghề theo Mẫu số 03 tại Sở Xây dựng.",
        "Cá nhân nộp đơn đề nghị cấp thẻ (theo Phụ lục II).",
        "Cá nhân nộp đơn theo mẫu số 02 tại Sở Xây dựng.",
        "Tờ khai lập theo các mẫu số 01a, 01b.",
    ],
)
def test_a_form_told_in_the_prose_is_given(prose: str) -> None:
    assert asked(FORM, trinh_tu_thuc_hien=prose) == []


@pytest.mark.parametrize(
    "prose",
    [
        "Sở Xây dựng lập tờ trình theo Mẫu số 25.",
        "Cá nhân nộp đơn đề nghị cấp thẻ nghề theo mẫu.",
        "Cá nhân nộp đơn đề nghị gia hạn giấy phép theo Mẫu số 03.",
    ],
)
def test_another_form_or_none_is_no_answer(prose: str) -> None:
    assert asked(FORM, trinh_tu_thuc_hien=prose) == ["Đơn đề nghị cấp thẻ nghề"]


def test_a_form_whose_number_stands_in_another_row_is_given() -> None:
    assert asked(FORM, "Đơn đề nghị cấp thẻ nghề theo Mẫu số 04 ban hành kèm theo Thông tư này1 bản chính") == []


def test_an_instrument_that_issues_the_forms_is_the_answer() -> None:
    basis = "Tên văn bản pháp lýMã văn bảnThông tư ban hành biểu mẫu sử dụng trong cấp thẻ01/2025/TT-BXD"
    assert asked(FORM, can_cu_phap_ly=basis) == []


@pytest.mark.parametrize(
    "row",
    [
        "Đơn khởi kiện1 bản chính",
        "Đơn tường trình về thời gian tạm trú1 bản chính",
        "Giấy đề nghị thanh toán có xác nhận của cơ quan kiểm soát chi1 bản chính",
        "Đơn đề nghị cấp thẻ đã nộp lần trước1 bản chính",
        "Đơn đề nghị cấp thẻ nghề0 bản chính,1 bản sao",
    ],
)
def test_pleas_and_papers_of_elsewhere_need_no_form(row: str) -> None:
    assert asked(row) == []


def test_one_paper_of_two_cases_is_asked_once() -> None:
    page = f"Trường hợp cấp mới:{PAPERS}{FORM}Trường hợp cấp lại:{PAPERS}- {FORM}"
    first, second = to_procedure(record(thanh_phan_ho_so=page)).procedure.demands()
    assert "asked-before" not in first.about
    assert "asked-before" in second.about


def test_titles_end_without_their_joints() -> None:
    row = "Giấy chứng nhận đăng ký doanh nghiệp hoặc Giấy chứng nhận đăng ký đầu tư0 bản chính,1 bản sao"
    titles = [one.title.get("vi") for one in demands(row) if one.title]
    assert titles == ["Giấy chứng nhận đăng ký doanh nghiệp", "Giấy chứng nhận đăng ký đầu tư"]


@pytest.mark.parametrize(
    "words",
    [
        "Cơ quan giải quyết khai thác thông tin trong các cơ sở dữ liệu để thay thế thành phần hồ sơ.",
        "Thành phần hồ sơ trong thủ tục này được thay thế khi cơ quan khai thác được dữ liệu.",
        "Tổ chức không phải nộp thành phần hồ sơ trong trường hợp cơ quan khai thác được thông tin.",
    ],
)
def test_data_that_replace_whatever_they_hold(words: str) -> None:
    rows = (FORM, "Phiếu lý lịch tư pháp1 bản chính")
    request, other = demands(*rows, trinh_tu_thuc_hien=words)
    assert "replaced-in-general" in other.about
    assert "replaced-in-general" not in request.about
    assert "replaced-in-general" not in demands(*rows)[1].about


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        ("Bản sao căn cước công dân hoặc số định danh cá nhân", "declared-instead"),
        ("Phiếu lý lịch tư pháp hoặc Bản khai nhân sự", "declared-instead"),
        ("Bản sao giấy tờ tùy thân, trừ căn cước công dân", "another-card"),
        ("Giấy phép đầu tư", "another-trade-paper"),
        ("Giấy chứng nhận đăng ký doanh nghiệp chưa được đăng tải trên Cổng thông tin", "not-in-register"),
        ("02 ảnh toàn thân chụp không quá 06 tháng", "picture-of-a-thing"),
    ],
)
def test_facts_that_silence_a_question(row: str, fact: str) -> None:
    assert any(fact in one.about for one in demands(f"{row}0 bản chính,1 bản sao"))


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Trường hợp kết nối giữa các cơ sở dữ liệu bị gián đoạn", "not-in-register"),
        ("Đối với lái xe của doanh nghiệp Trung Quốc", "foreign-paper"),
        ("Hồ sơ Sở Tài chính gửi Kho bạc Nhà nước", "authority-dossier"),
    ],
)
def test_a_heading_speaks_of_its_rows(heading: str, fact: str) -> None:
    page = f"{heading}:{PAPERS}Bản sao thẻ Căn cước0 bản chính,1 bản sao"
    (card,) = to_procedure(record(thanh_phan_ho_so=page)).procedure.demands()
    assert fact in card.about


def test_a_list_left_open_in_the_middle_of_a_name_is_not_asked_about() -> None:
    (one,) = demands("Hồ sơ đất đai và các giấy tờ khác có liên quan1 bản chính")
    assert "list-left-open" in one.about
    rows = demands("Bản sao quyết định phê duyệt kế hoạch, đề án, dự án hoặc các tài liệu khác có liên quan1 bản chính")
    assert all(
        "list-left-open" not in other.about or other.title is None or other.title.get("vi")[:3] == "Bản"
        for other in rows
    )


def test_a_form_that_is_filled_in_on_a_screen_is_given() -> None:
    prose = "Cá nhân điền thông tin vào đơn đề nghị cấp thẻ nghề và tải hồ sơ lên trang thông tin điện tử của Sở."
    assert asked(FORM, trinh_tu_thuc_hien=prose) == []


def test_a_judicial_record_of_foreigners_is_no_paper_of_a_register() -> None:
    row = "Phiếu lý lịch tư pháp hoặc văn bản xác nhận người lao động nước ngoài không chấp hành hình phạt1 bản chính"
    assert {one.holder for one in demands(row) if one.type == "judicial-record"} == {"foreign"}
    case = (
        "Phiếu lý lịch tư pháp của người đại diện. Trường hợp là người nước ngoài thì nộp giấy của nước đó1 bản chính"
    )
    assert "foreign" not in {one.holder for one in demands(case) if one.type == "judicial-record"}


def test_one_question_is_enough_for_a_paper_of_several_cases() -> None:
    page = (
        f"Cấp mới:{PAPERS}Giấy chứng nhận sức khỏe1 bản chínhCấp lại:{PAPERS}"
        "Giấy chứng nhận đủ sức khỏe do cơ sở y tế cấp1 bản chính"
    )
    first, second = to_procedure(record(thanh_phan_ho_so=page)).procedure.demands()
    assert "asked-before" not in first.about
    assert "asked-before" in second.about


@pytest.mark.parametrize(
    ("conditions", "named"), [("Không mắc bệnh truyền nhiễm.", True), ("Có đủ sức khỏe để hành nghề.", False)]
)
def test_a_condition_that_names_an_illness_needs_its_proof(conditions: str, named: bool) -> None:
    (one,) = demands(
        "Giấy khám sức khỏe1 bản chính", ten_thu_tuc="Cấp chứng chỉ hành nghề đo đạc", yeu_cau_dieu_kien=conditions
    )
    assert ("named-by-a-condition" in one.about) is named
