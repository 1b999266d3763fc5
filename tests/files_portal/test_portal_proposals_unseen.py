"""Which proposals come, and which do not, of wordings that no record at hand has: records made up, illustrative.

Each trap is one that a reader of proposals met: a paper shown, negated, asked for on one channel or taken in a lighter
form elsewhere on the page, the procedure's own act, another body's, a set that comes back.
"""

from __future__ import annotations

import pytest
from portal_records import CHANNELS, papers, record

from procsimplify.files.portal import to_procedure
from procsimplify.rules.finding_matches import find
from procsimplify.rules.packs import load_packs

ORIGINAL, COPY, TWO = "1 bản chính", "0 bản chính,1 bản sao", "2 bản chính"
WAYS = CHANNELS + "".join(
    f"{way}10 Ngày làm việc500,000 VNĐ" for way in ("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính")
)
CERTIFIED, SETS, PHOTOS = "certified-copy-only", "several-sets", "several-photos"
SAME, FORM, RECEIPT = "paper-of-the-same-authority", "confirmed-form", "receipt-for-a-fee-of-this-procedure"


def proposed(
    *rows: str, at: str = "Sở Y tế", prose: str = "", who: str = "Công dân Việt Nam", **more: str
) -> list[str]:
    """The rules that make a proposal of a page with these rows, handed in to this body."""
    told = prose or f"Người đề nghị nộp hồ sơ đến {at}.\nTrong thời hạn 10 ngày làm việc, {at} thẩm định và cấp giấy."
    page = {
        "thanh_phan_ho_so": papers(*rows), "co_quan_thuc_hien": at, "doi_tuong_thuc_hien": who,
        "trinh_tu_thuc_hien": told, "cach_thuc_thuc_hien": WAYS,
    }  # fmt: skip
    found = find(to_procedure(record(**(page | more))).procedure, load_packs())
    return sorted(one.rule.id for one in found if one.rule.class_ == "proposal")


DIPLOMA = f"Bản sao có chứng thực bằng cử nhân luật{COPY}"
HANDED_IN = "Người đề nghị nộp hồ sơ đến Sở Y tế.\nSở Y tế cấp giấy.\n"


def test_a_certified_copy_is_proposed_to_be_a_plain_one():
    assert proposed(DIPLOMA) == [CERTIFIED]


@pytest.mark.parametrize(
    "row",
    [
        "Bản sao có chứng thực văn bằng chuyên môn hoặc bản sao kèm bản chính để đối chiếu",
        "Bản sao có chứng thực quyết định thành lập (nếu nộp qua bưu chính)",
        "Bản sao có chứng thực văn bằng đề nghị công nhận",
        "Bản sao công chứng bản dịch văn bằng sang tiếng Việt",
        "Bản sao bằng tiến sĩ (không cần chứng thực)",
        "Bản sao trích lục từ sổ gốc hoặc chứng thực bằng thạc sĩ",
        "Bản sao có chứng thực giấy tờ tùy thân",
        "Bản sao có chứng thực quyết định ly hôn của tòa án nước ngoài",
        "Giấy ủy quyền có công chứng, chứng thực",
    ],
)
def test_no_certified_copy_is_proposed_away(row):
    assert proposed(row + COPY) == []


@pytest.mark.parametrize(
    "said",
    [
        "Đối với hồ sơ nộp trực tuyến: các giấy tờ phải là bản sao điện tử có chữ ký số hoặc bản scan từ bản chính.",
        "Bản sao có chứng thực nêu trên có thể thay bằng bản chụp kèm bản chính để đối chiếu khi nộp trực tiếp.",
    ],
)
def test_the_prose_takes_a_lighter_form(said):
    assert proposed(DIPLOMA, prose=HANDED_IN + said) == []


def test_a_bare_noun_is_called_with_what_it_shares():
    page = record(thanh_phan_ho_so=papers(f"Bản sao có chứng thực văn bằng, chứng chỉ về luật{COPY}"))
    titles = [one.title.get("vi") for one in to_procedure(page).procedure.demands()]
    assert "văn bằng, chứng chỉ về luật" in titles


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("Sơ yếu lý lịch có xác nhận của Ủy ban nhân dân cấp xã nơi cư trú hoặc cơ quan nơi công tác", [FORM]),
        ("Sơ yếu lý lịch (không cần xác nhận của Ủy ban nhân dân cấp xã hoặc cơ quan quản lý)", []),
        ("Bản khai cá nhân về quá trình công tác có xác nhận của cơ quan nơi công tác", []),
        ("Tờ khai có xác nhận của Ủy ban nhân dân cấp xã về tình trạng hộ nghèo", []),
    ],
)
def test_whoever_confirms_what_he_knows_gives_evidence(row, wanted):
    assert proposed(row + ORIGINAL) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("02 ảnh chân dung màu cỡ 3cm x 4cm", [PHOTOS]),
        ("02 ảnh chân dung cỡ 04 cm x 06 cm (01 ảnh dán vào giấy phép hành nghề)", []),
        ("02 ảnh 4x6 cm hoặc tệp ảnh khi nộp trực tuyến", []),
        ("02 ảnh chụp hiện vật, khổ 9cm x 12cm", []),
        ("02 ảnh màu của cơ sở sản xuất", []),
        ("02 ảnh toàn thân, nhìn thẳng", []),
    ],
)
def test_photos_of_a_person(row, wanted):
    assert proposed(row + TWO) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("Bản sao biên lai nộp phí thẩm định hồ sơ", [RECEIPT]),
        ("Biên lai nộp phí kiểm nghiệm cho Viện Kiểm nghiệm", []),
        ("Bản sao chứng từ nộp phí sử dụng đường bộ", []),
        ("Chứng từ chứng minh đã nộp tiền phạt vi phạm hành chính", []),
        ("Chứng từ nộp tiền ký quỹ", []),
        ("Phong bì dán tem ghi rõ họ tên, địa chỉ (nếu có yêu cầu gửi kết quả qua bưu điện)", []),
        ("Các tài liệu khác có liên quan (nếu có)", []),
        ("Bản sao giấy chứng tử", []),
        ("Giấy chứng nhận kết hôn", []),
    ],
)
def test_receipts_and_what_a_page_alone_does_not_settle(row, wanted):
    assert proposed(row + COPY) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("Bản sao quyết định của Cục Điện ảnh về việc phân loại phim lần đầu", [SAME]),
        ("Bản chính giấy phép phổ biến phim do Cục Điện ảnh cấp để ghi nội dung điều chỉnh", []),
        ("Công văn của Cục Điện ảnh yêu cầu bổ sung hồ sơ", []),
        ("Văn bản chấp thuận của Cục Điện ảnh về việc tổ chức liên hoan phim chuyên ngành", []),
        ("Văn bản của Ủy ban Chứng khoán Nhà nước", []),
        ("Bản sao chứng chỉ do Cục Điện ảnh cấp hoặc do nước ngoài cấp", []),
    ],
)
def test_papers_of_the_very_authority(row, wanted):
    name = "Cho phép tổ chức liên hoan phim chuyên ngành"
    assert proposed(row + COPY, at="Cục Điện ảnh", who="Doanh nghiệp", ten_thu_tuc=name) == wanted


@pytest.mark.parametrize(
    ("prose", "wanted"),
    [
        ("Doanh nghiệp nộp 03 bộ hồ sơ đến Sở Y tế.\nSở Y tế cấp giấy.", [SETS]),
        ("Doanh nghiệp nộp 02 bộ hồ sơ đến Sở Y tế.\nSở Y tế xác nhận, lưu 01 bộ và giao lại doanh nghiệp 01 bộ.", []),
        ("Doanh nghiệp nộp 02 bộ hồ sơ, 01 bộ được chuyển cho cơ quan nước ngoài.\nSở Y tế cấp giấy.", []),
        ("Doanh nghiệp nộp 02 bộ hồ sơ, 01 bộ bằng tiếng Việt và 01 bộ bằng tiếng Anh.\nSở Y tế cấp giấy.", []),
        ("Doanh nghiệp nộp 01 bộ hồ sơ.\nSở Y tế lập 03 bộ hồ sơ trình Ủy ban nhân dân cấp tỉnh.", []),
        ("Doanh nghiệp nộp 01 bộ hồ sơ.\nTrường hợp chưa hợp lệ, doanh nghiệp nộp lại 01 bộ hồ sơ.", []),
    ],
)
def test_sets_of_the_dossier(prose, wanted):
    assert proposed(f"Đề án{ORIGINAL}", prose=prose, who="Doanh nghiệp") == wanted
