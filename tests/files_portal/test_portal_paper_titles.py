"""Names of papers as a reader is shown them, and what headings, prose and the page as a whole say of papers."""

from __future__ import annotations

import pytest
from portal_records import PAPERS, papers, record

from procsimplify.files.portal import to_procedure
from procsimplify.files.portal.headings import about_of_heading
from procsimplify.files.portal.paper_titles import paper_title
from procsimplify.files.portal.sensitive import sensitive_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("- Giấy phép hoạt động;", "Giấy phép hoạt động"),
        ("4- Các tài liệu khác (nếu có);", "Các tài liệu khác (nếu có)"),
        ("thẻ học viên hoặc giấy ra vào hoặc", "thẻ học viên hoặc giấy ra vào"),
        ("Quyết định thành lập và bản sao", "Quyết định thành lập"),
        ("02 ảnh cỡ 3x4 cm và 02", "02 ảnh cỡ 3x4 cm"),
        ("giấy khai tử; trường hợp bị tai nạn thì có thêm", "giấy khai tử"),
        ("Phương án di dời gồm:", "Phương án di dời"),
        ("Hợp đồng (bản sao", "Hợp đồng"),
        ("Hợp đồng (bản sao)", "Hợp đồng (bản sao)"),
        ("Bản sao", "Bản sao"),
        ("Báo cáo của năm 2025", "Báo cáo của năm 2025"),
        ("3-4 ảnh chân dung", "3-4 ảnh chân dung"),
        ("****", ""),
    ],
)
def test_a_name_ends_where_the_paper_does(words: str, name: str) -> None:
    assert paper_title(words) == name


def test_a_hostile_name_is_read_in_time() -> None:
    assert paper_title("(" * 50_000 + " hoặc" * 50_000)


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("b) Hồ sơ Sở Y tế trình Ủy ban nhân dân cấp tỉnh, gồm:", "authority-dossier"),
        ("Hồ sơ Uỷ ban nhân dân cấp tỉnh lấy ý kiến các bộ:", "authority-dossier"),
        ("Hồ sơ tổ chức gửi Sở Y tế:", None),
        ("Hồ sơ của cơ quan, tổ chức đề nghị cấp phép:", None),
        ("Trường hợp chuyển trụ sở từ tỉnh này sang tỉnh khác:", "issued-locally"),
        ("Trường hợp đổi tên:", None),
    ],
)
def test_what_a_heading_says_of_its_papers(heading: str, what: str | None) -> None:
    assert about_of_heading(heading) == what


def test_papers_under_such_a_heading_are_marked() -> None:
    table = (
        f"Hồ sơ người nộp:{PAPERS}Đơn xin thẻ1 bản chính"
        f"Hồ sơ Sở Y tế trình Ủy ban nhân dân cấp tỉnh:{PAPERS}Báo cáo thẩm định1 bản chính"
    )
    demands = to_procedure(record(thanh_phan_ho_so=table)).procedure.demands()
    assert ["authority-dossier" in one.about for one in demands] == [False, True]


def test_prose_that_says_which_papers_data_replace_is_law() -> None:
    prose = (
        "Cá nhân nộp hồ sơ.\nSở dùng thông tin trên Cơ sở dữ liệu hộ tịch điện tử để thay thế Giấy chứng nhận kết hôn"
        " (đối với vợ chồng); Giấy chứng tử của cha mẹ.\nSở cấp thẻ."
    )
    rows = (
        "Đơn xin thẻ1 bản chính",
        "Giấy chứng nhận kết hôn1 bản chính",
        "Giấy chứng tử1 bản chính",
        "Giấy khai sinh1 bản chính",
    )
    found = to_procedure(record(thanh_phan_ho_so=papers(*rows), trinh_tu_thuc_hien=prose)).procedure.demands()
    assert {one.type: one.once_only is not None for one in found} == {
        "application-form": False, "marriage-certificate": True, "death-certificate": True, "birth-certificate": False,
    }  # fmt: skip


def test_who_files_and_where() -> None:
    assert "foreign-applicants" in sensitive_of("", "", ("Người nước ngoài", "Tổ chức nước ngoài"))
    assert "foreign-applicants" not in sensitive_of("", "", ("Người nước ngoài", "Công dân Việt Nam"))
    assert "foreign-applicants" not in sensitive_of("", "", ("Doanh nghiệp có vốn đầu tư nước ngoài",))
    assert "foreign-applicants" in sensitive_of("", "", (), "Cơ quan đại diện Việt Nam nơi mua hàng")
    assert "foreign-applicants" not in sensitive_of("", "", (), "Sở Tư pháp, Cơ quan đại diện Việt Nam ở nước ngoài")
    assert "foreign-applicants" in sensitive_of("", "gia hạn lưu hành cho phương tiện của các nước láng giềng")
    assert "foreign-applicants" not in sensitive_of("", "mở chi nhánh nước ngoài tại việt nam")
    assert "relief" in sensitive_of("", "gia hạn nộp thuế")
