"""What names, conditions and results say, in the words of several ministries."""

from __future__ import annotations

import time

import pytest
from portal_records import CHANNELS, record

from procsimplify.files.portal import to_procedure
from procsimplify.files.portal.qualifications import names_person, qualifications_in, restates_law
from procsimplify.files.portal.results import kind_of_result
from procsimplify.files.portal.titles import is_lost, purposes_of
from procsimplify.files.portal.traits import (
    is_either,
    is_entry,
    is_physical,
    presence_in,
    speaks_of_electronic,
    stakes_in,
)
from procsimplify.files.portal.words import same_spelling


@pytest.mark.parametrize(
    ("title", "purposes"),
    [
        ("Cấp giấy phép hoạt động khám bệnh, chữa bệnh", ("issue",)),
        ("Thủ tục cấp, cấp lại, gia hạn Giấy phép hoạt động trung tâm ngoại ngữ", ("issue", "renew", "reissue")),
        ("Cấp lại Chứng chỉ hành nghề dược bị mất", ("reissue", "replace-lost")),
        ("Cấp lại thẻ hướng dẫn viên du lịch bị hư hỏng", ("reissue", "replace-lost")),
        ("Gia hạn giấy đăng ký lưu hành thuốc", ("renew",)),
        ("Gia hạn số đăng ký lưu hành trang thiết bị", ("renew",)),
        ("Gia hạn, điều chỉnh giấy phép bưu chính", ("renew", "change")),
        ("Gia hạn thời gian nộp hồ sơ tuyển sinh", ("extend",)),
        ("Gia hạn tạm trú cho người nước ngoài", ("extend",)),
        ("Thông báo tổ chức lễ hội cấp tỉnh", ("notify",)),
        ("Báo cáo hoạt động của văn phòng đại diện", ("report",)),
        ("Thu hồi giấy phép xuất bản", ("revoke",)),
        ("Thu hồi chứng chỉ hành nghề theo đề nghị của người hành nghề", ("end",)),
        ("Giải thể trường trung học phổ thông tư thục", ("end",)),
        ("Xác nhận hằng năm Giấy chứng nhận đủ điều kiện an toàn", ("confirm-yearly",)),
        ("Công nhận hộ nghèo thường xuyên hằng năm", ("issue",)),
        ("Chỉnh sửa nội dung văn bằng, chứng chỉ", ("change",)),
        ("Đăng ký lại khai sinh", ("issue",)),
        ("Cấp đổi giấy chứng nhận đăng ký hộ kinh doanh", ("exchange",)),
        ("Quyết toán kinh phí hỗ trợ đào tạo", ("allocate",)),
        ("Bổ nhiệm công chứng viên", ()),
    ],
)
def test_what_a_name_says_that_the_procedure_does(title: str, purposes: tuple[str, ...]) -> None:
    assert purposes_of(title) == purposes


def test_lost_papers_in_prose() -> None:
    assert is_lost(["Chứng chỉ bị mất hoặc rách nát thì được cấp lại."])
    assert not is_lost(["Người bị mất năng lực hành vi dân sự không được cấp lại giấy phép."])
    assert not is_lost(["Cơ sở bị mất an toàn thì nộp hồ sơ cấp lại giấy phép."])


@pytest.mark.parametrize(
    "text",
    [
        "Tuân thủ các quy định của pháp luật về giáo dục.",
        "Đáp ứng các điều kiện theo quy định của pháp luật về khám bệnh, chữa bệnh",
        "Có đủ điều kiện theo quy định của pháp luật.",
        "Các điều kiện khác theo quy định của pháp luật có liên quan;",
        "Chấp hành nghiêm chỉnh pháp luật về lao động",
        "Bảo đảm vệ sinh môi trường theo quy định của pháp luật hiện hành",
    ],
)
def test_conditions_that_only_repeat_the_law(text: str) -> None:
    assert restates_law(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tuân thủ quy định tại Điều 5 Luật Giáo dục",
        "Đáp ứng điều kiện theo Nghị định số 96/2023/NĐ-CP",
        "Có ít nhất 02 năm kinh nghiệm theo quy định của pháp luật",
        "Đáp ứng quy chuẩn kỹ thuật theo quy định của pháp luật",
        "Đã nộp thuế theo quy định của pháp luật",
        "Không bị cấm hành nghề theo quy định của pháp luật",
        "Báo cáo hoạt động theo quy định của pháp luật",
        "Đáp ứng các điều kiện theo quy định pháp luật của nước nơi người đó thường trú",
        "Có năng lực hành vi dân sự đầy đủ",
        "Có phương án bảo đảm an ninh theo quy định của pháp luật",
        "Được thành lập theo quy định của pháp luật",
    ],
)
def test_conditions_that_say_more(text: str) -> None:
    assert not restates_law(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Có bằng tốt nghiệp đại học ngành luật", ("degree",)),
        ("Có thời gian làm việc ít nhất 36 tháng", ("experience",)),
        ("Tối thiểu hai năm công tác trong ngành", ("experience",)),
        ("Đã đạt kỳ thi sát hạch nghiệp vụ", ("exam",)),
        ("Có bằng cao đẳng trở lên và ít nhất 03 năm làm việc", ("experience", "degree")),
        ("Có chứng chỉ hành nghề hoặc có ít nhất 05 năm kinh nghiệm", ("experience",)),
        ("Có trụ sở ổn định", ()),
    ],
)
def test_what_a_condition_asks_of_a_person(text: str, asks: tuple[str, ...]) -> None:
    assert qualifications_in(text) == asks


def test_whom_a_condition_is_about() -> None:
    assert names_person("Hiệu trưởng có bằng thạc sĩ") == "hieu-truong"
    assert names_person("Đối với giám đốc:") == "giam-doc"
    assert names_person("Có bằng thạc sĩ") is None


def test_a_heading_names_the_person_of_the_conditions_below_it() -> None:
    text = "Giám đốc:\n- Có trình độ đại học trở lên;\n- Có ít nhất 05 năm làm việc.\nTrụ sở: có trụ sở ổn định."
    found = to_procedure(record(yeu_cau_dieu_kien=text)).procedure.conditions
    assert [(one.person, one.asks) for one in found] == [
        ("giam-doc", ("degree",)),
        ("giam-doc", ("experience",)),
        (None, ()),
    ]


def test_results() -> None:
    assert is_either("Văn bản đồng ý hoặc không đồng ý tổ chức lễ hội")
    assert is_either("Thông báo chấp nhận/không chấp nhận hồ sơ")
    assert not is_either("Văn bản chấp thuận tổ chức lễ hội")
    assert is_entry("Giấy xác nhận thay đổi nội dung đăng ký doanh nghiệp")
    assert not is_entry("Chứng chỉ hành nghề dược")
    assert is_physical("Cấp lại hộ chiếu phổ thông")
    assert is_physical("Giấy chứng nhận quyền sử dụng đất")
    assert not is_physical("Chứng chỉ hành nghề dược")
    assert kind_of_result("Văn bản từ chối") == "refusal"


def test_a_code_in_another_form_is_no_result_of_its_own() -> None:
    text = "Giấy phépMã: 000.00.00.G04-KQ0346Từ khóaKhông có thông tin"
    (result,) = to_procedure(record(ket_qua_xu_ly=text)).procedure.results
    assert (result.title.vi if result.title else None, result.code) == ("Giấy phép", "000.00.00.G04-KQ0346")


def low(text: str) -> str:
    return same_spelling(text)


def test_why_to_be_there_and_what_is_at_stake() -> None:
    assert presence_in(low("Cán bộ thu nhận vân tay của người đề nghị")) == ("biometrics",)
    assert presence_in(low("Hai bên nam, nữ cùng có mặt và ký vào Sổ")) == ("signature",)
    assert presence_in(low("Gửi hồ sơ về Sở Y tế.")) == ()
    assert stakes_in(low("Cấp giấy phép hoạt động khám bệnh"), "") == ("safety",)
    assert stakes_in(low("Cấp giấy phép mua vũ khí thể thao"), "") == ("safety", "security")
    assert stakes_in(low("Cấp chứng chỉ hành nghề kiến trúc"), low("theo Công ước quốc tế")) == ("treaty",)
    assert stakes_in(low("Công nhận làng nghề"), "") == ()


def test_electronic_means() -> None:
    assert speaks_of_electronic(low("Nộp hồ sơ qua Cổng dịch vụ công quốc gia"))
    assert speaks_of_electronic(low("Hồ sơ gửi bằng thư điện tử"))
    assert not speaks_of_electronic(low("Nộp trực tiếp hoặc thông qua hệ thống bưu chính"))


def test_times_by_channel_with_and_without_a_case() -> None:
    rows = CHANNELS + "Trực tuyến24 Ngày làm việcMiễn phíTrực tiếp11 Ngày làm việcMiễn phí"
    bare = to_procedure(record(cach_thuc_thuc_hien=rows)).procedure
    assert [limit.other_cases for limit in bare.limits] == [False, False]
    told = "Cá nhân nộp hồ sơ. Trường hợp phải kiểm tra thực tế thì trong 24 ngày làm việc Sở Xây dựng cấp thẻ."
    cases = to_procedure(record(cach_thuc_thuc_hien=rows, trinh_tu_thuc_hien=told)).procedure
    assert all(limit.other_cases for limit in cases.limits)


@pytest.mark.parametrize("unit", ["đáp ứng các ", "có ít nhất ", "gia hạn giấy, ", "trường hợp bị mất ", "điện tử; "])
def test_long_texts_take_no_longer_than_their_length(unit: str) -> None:
    text = unit * 20_000
    begun = time.perf_counter()
    restates_law(text)
    qualifications_in(text[:5_000])
    is_lost([text])
    presence_in(text)
    stakes_in(text, text)
    speaks_of_electronic(text)
    purposes_of(text[:5_000])
    assert time.perf_counter() - begun < 5
