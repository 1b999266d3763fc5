"""Each fault of a page on a small record of our own: it found with words and place; its look-alike is not."""

import pytest
from portal_records import CHANNELS, papers, record

from procsimplify.base.errors import InputError
from procsimplify.files.portal import lint, lint_catalogue, lint_records
from procsimplify.files.portal.lint_bodies import bodies
from procsimplify.files.portal.words import same_spelling

PREFIX = "files.portal-page-"


def found(given, slug):
    return [one for one in lint(given) if one.code == PREFIX + slug]


def codes(given):
    return {one.code.removeprefix(PREFIX) for one in lint(given)}


def channels(*rows):
    return record(cach_thuc_thuc_hien=CHANNELS + "".join(rows))


def prose(text, **changes):
    return record(trinh_tu_thuc_hien=text, **changes)


def dossier(*rows):
    return record(thanh_phan_ho_so=papers(*rows))


def test_a_page_without_faults_is_left_alone():
    assert lint(record()) == ()


def test_a_finding_quotes_its_words_and_says_where_they_stand():
    given = channels("Trực tiếp5 NgàyMiễn phí(50.000 đồng/lần)")
    (one,) = lint(given, "pages.jsonl", 7)
    assert str(one.place) == "pages.jsonl:7: 1.999990/cach_thuc_thuc_hien"
    at = int(one.args["at"]) - 1
    assert given["cach_thuc_thuc_hien"][at:].startswith(one.args["words"])
    assert one.args["words"] == "Miễn phí(50.000 đồng/lần)"


def test_words_are_bounded():
    (one,) = lint(channels("Trực tiếp5 NgàyMiễn phí(50.000 đồng/lần " + "và thêm chữ " * 90 + ")"))
    assert len(one.args["words"]) <= 170
    assert one.args["words"].endswith("…")


BASIS = "Tên văn bản pháp lýMã văn bản"
FEES = BASIS + "Thông tư quy định mức thu, chế độ thu, nộp phí {}11/2022/TT-BTC"

# One slug, the page that has the fault, and pages that look like it and do not.
CASES = {
    "local-procedure": (
        record(so_quyet_dinh="226/QĐ-UBND"),
        record(so_quyet_dinh="226/QĐ-BXD"),
        record(so_quyet_dinh="226/QĐ-UBND", ministry="tinh-son-la"),
    ),
    "fee-act-of-another-field": (
        record(can_cu_phap_ly=FEES.format("sử dụng tần số vô tuyến điện")),
        record(can_cu_phap_ly=FEES.format("sử dụng tần số vô tuyến điện"), linh_vuc="Tần số vô tuyến điện"),
        record(can_cu_phap_ly=FEES.format("cung cấp thông tin doanh nghiệp")),
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnLuật Tần số vô tuyến điện42/2009/QH12"),
    ),
    "former-generation": (
        prose("Ủy ban nhân dân cấp huyện cấp thẻ.", can_cu_phap_ly=BASIS + "Liên tịch05/2015/TTLT-BTP-BCA-BYT"),
        prose("Ủy ban nhân dân cấp xã cấp thẻ.", can_cu_phap_ly=BASIS + "Thông tư liên tịch05/2015/TTLT-BTP-BCA-BYT"),
        prose("Ủy ban nhân dân cấp huyện cấp thẻ.", can_cu_phap_ly=BASIS + "Nghị định12/2024/NĐ-CP"),
    ),
    "free-with-amount": (
        channels("Trực tiếp5 NgàyMiễn phí(Cấp mới 200 USD/lần)"),
        channels("Trực tiếp5 NgàyMiễn phí(Không có)"),
        channels("Trực tiếp5 NgàyMiễn phí(Miễn lệ phí; người khác nộp 50.000 đồng)"),
        # The fee is waived for a time, and the page says what it is otherwise.
        channels("Trực tiếp5 NgàyMiễn phí(Phí: 500.000 đồng/lần, miễn phí từ ngày 07/4/2026 đến 30/6/2026)"),
    ),
    "free-with-tariff": (
        channels("Trực tiếp5 NgàyMiễn phí(Theo quy định của Hội đồng nhân dân cấp tỉnh)"),
        channels("Trực tiếp5 NgàyMiễn phí(Không được quy định tại Thông tư số 47/2019/TT-BTC)"),
        channels("Trực tiếp5 NgàyMiễn phí(Miễn lệ phí theo Thông tư số 47/2019/TT-BTC)"),
        channels("Trực tiếp5 NgàyMiễn phí(Miễn lệ phí cho người thuộc hộ nghèo; người khuyết tật)"),
        channels("Trực tiếp5 NgàyMiễn phí(Từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC)"),
    ),
    "fee-too-small": (
        channels("Trực tuyến120 VNĐ"),
        channels("Trực tuyến120,000 VNĐ"),
        channels("Trực tiếp5 Ngày500 VNĐ(500 đồng/trang)"),
    ),
    "time-without-unit": (channels("Trực tiếp5Miễn phí"), channels("Trực tiếpKhông có thông tinMiễn phí")),
    "times-by-channel": (
        channels("Trực tuyến24 NgàyMiễn phí", "Trực tiếp11 NgàyMiễn phí"),
        # Filing online is rewarded; a case in the remark; a case in the prose.
        channels("Trực tuyến3 NgàyMiễn phí", "Dịch vụ bưu chính10 NgàyMiễn phí", "Trực tiếp10 NgàyMiễn phí"),
        channels("Trực tuyến2 GiờMiễn phí", "Trực tiếp1 Ngày làm việcMiễn phí"),
        channels("Trực tuyến24 NgàyMiễn phíĐối với nhà ở", "Trực tiếp11 NgàyMiễn phíTrường hợp khác"),
        record(
            cach_thuc_thuc_hien=CHANNELS + "Trực tuyến20 NgàyMiễn phíTrực tiếp15 NgàyMiễn phí",
            trinh_tu_thuc_hien="Sở cấp phép trong thời hạn 20 ngày, 15 ngày đối với nhà ở riêng lẻ.",
        ),
        # Each time is what the steps of one case take together.
        record(
            cach_thuc_thuc_hien=CHANNELS + "Trực tuyến10 NgàyMiễn phíTrực tiếp7 NgàyMiễn phí",
            trinh_tu_thuc_hien="Hồ sơ gửi qua mạng: trong 3 ngày Sở kiểm tra.\nTrong 5 ngày Sở thẩm định.\n"
            "Trong 2 ngày Sở cấp thẻ.",
        ),
        channels("Trực tuyến5 NgàyMiễn phíBước 1", "Trực tuyến2 NgàyMiễn phíBước 2", "Trực tiếp9 NgàyMiễn phí"),
    ),
    "parts-longer-than-whole": (
        prose(
            "Trong thời hạn 3 ngày kể từ ngày nhận đủ hồ sơ, Sở Xây dựng thẩm định.\n"
            "Trong thời hạn 4 ngày kể từ ngày nhận được kết quả thẩm định, Ủy ban nhân dân cấp tỉnh cấp thẻ."
        ),
        # Both begin with the dossier: they run side by side.
        prose(
            "Trong thời hạn 3 ngày kể từ ngày nhận đủ hồ sơ, Sở Xây dựng thẩm định.\n"
            "Trong thời hạn 4 ngày kể từ ngày nhận đủ hồ sơ, Sở Xây dựng cấp thẻ."
        ),
        # Another unit; a case; time that the page does not count.
        prose(
            "Trong thời hạn 3 ngày kể từ ngày nhận đủ hồ sơ, Sở Xây dựng thẩm định.\n"
            "Trong thời hạn 4 ngày làm việc kể từ ngày nhận được kết quả thẩm định, Sở cấp thẻ."
        ),
        prose("Trường hợp kiểm tra thực tế, trong thời hạn 9 ngày kể từ ngày nhận đủ hồ sơ, Sở cấp thẻ."),
        prose(
            "Trong thời hạn 9 ngày kể từ ngày nhận đủ hồ sơ, Sở cấp thẻ.\n"
            "Thời gian bổ sung hồ sơ không tính vào thời hạn giải quyết."
        ),
    ),
    "online-in-prose-only": (
        prose("Cá nhân nộp hồ sơ tại Sở, qua bưu chính hoặc qua Cổng Dịch vụ công quốc gia."),
        prose("Cá nhân nộp lệ phí trực tuyến qua Cổng Dịch vụ công quốc gia cho hồ sơ."),
        prose(
            "Cá nhân nộp hồ sơ qua Cổng Dịch vụ công quốc gia.",
            cach_thuc_thuc_hien=CHANNELS + "Trực tuyến5 NgàyMiễn phíTrực tiếp5 NgàyMiễn phí",
        ),
    ),
    "paper-twice": (
        dossier("- Bản vẽ thiết kế công trình;1 bản chính", "2. Bản vẽ thiết kế công trình1 bản chính"),
        dossier("Bản vẽ công trình1 bản chính", "Trường hợp cấp lại:0 bản chính", "Bản vẽ công trình1 bản chính"),
        dossier("Bản vẽ thiết kế công trình1 bản chính", "Bản vẽ thiết kế móng1 bản chính"),
        # Two dossiers without their headings.
        dossier(*(f"{name} công trình mới1 bản chính" for name in ("Bản vẽ", "Dự toán", "Dự án", "Giấy phép") * 2)),
    ),
    "abolished-paper": (
        dossier("Bản sao Sổ hộ khẩu của cha, mẹ0 bản chính,1 bản sao"),
        dossier("Đơn ghi rõ nơi đăng ký hộ khẩu thường trú1 bản chính"),
        dossier("Không phải nộp Sổ hộ khẩu1 bản chính"),
        dossier("Giấy tờ làm cơ sở xác minh quốc tịch: Sổ hộ khẩu1 bản chính"),
    ),
    "old-identity-card": (
        dossier("Bản sao chứng minh nhân dân hoặc hộ chiếu0 bản chính,1 bản sao"),
        dossier("02 ảnh màu, cỡ 3x4, kiểu chứng minh nhân dân2 bản chính"),
        dossier("Danh sách ghi họ tên, số chứng minh nhân dân1 bản chính"),
        dossier("Chứng minh thư ngoại giao1 bản chính"),
    ),
    "copies-run-into-name": (
        dossier("Đơn theo Thông tư số 02/2022/TT-BXD ngày 01/01/20261 bản chính"),
        dossier("Đơn theo mẫu kèm theo1 bản chính"),
    ),
    "dissolved-body": (
        prose("Cá nhân nộp hồ sơ tại Sở.\nỦy ban nhân dân cấp huyện thẩm định hồ sơ."),
        # Before the reform; the title of an instrument; a paper issued in its time; a plan, no body.
        dossier("Giấy xác nhận của cơ quan xây dựng cấp huyện trước ngày 01/7/20251 bản chính"),
        prose("Lập đơn theo Thông tư số 24/2022/TT-BNNPTNT của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn."),
        dossier("Chứng chỉ do Bộ Giao thông vận tải cấp1 bản chính"),
        prose("Sở kiểm tra sự phù hợp với quy hoạch sử dụng đất cấp huyện."),
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnThông tư của Bộ Giao thông vận tải08/2013/TT-BGTVT"),
    ),
    "number-malformed": (
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnLuật Kiến trúc40/2029/QH14"),
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnLuật Kiến trúc40/2019/QH14"),
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnVề một cửa118/2025/NĐ-CPQuy định khác151/2025/NĐ-CP"),
        record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnLuật ngày 29/11/200678/2006/QH11"),
    ),
    "repealed-basis": (
        record(can_cu_phap_ly=BASIS + "Về đất15/2021/NĐ-CPThay thế Nghị định số 15/2021/NĐ-CP75/2024/NĐ-CP"),
        # In part only; another act than the one that is cited; whatever may come.
        record(can_cu_phap_ly=BASIS + "Phí8/2015/TT-BTCBãi bỏ một số điều của Thông tư số 8/2015/TT-BTC12/2025/TT-BTC"),
        record(can_cu_phap_ly=BASIS + "Về đất9/2021/NĐ-CPThay thế Nghị định số 15/2021/NĐ-CP75/2024/NĐ-CP"),
        record(can_cu_phap_ly=BASIS + "Về đất9/2021/NĐ-CPSửa đổi, thay thế Nghị định số 9/2021/NĐ-CP75/2024/NĐ-CP"),
        prose(
            "Theo Phụ lục VI kèm theo Thông tư số 38/2015/TT-BTC (được thay thế bởi Thông tư số 39/2018/TT-BTC).",
            can_cu_phap_ly=BASIS + "Thông tư về phí38/2015/TT-BTC",
        ),
        prose(
            "Khi có văn bản thay thế Thông tư số 38/2015/TT-BTC thì thực hiện theo văn bản đó.",
            can_cu_phap_ly=BASIS + "Thông tư về phí38/2015/TT-BTC",
        ),
    ),
    "local-instrument": (
        record(cap_thuc_hien="Cấp bộ", can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnVề phí151/2018/NQ-HĐND"),
        record(cap_thuc_hien="Cấp tỉnh", can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnVề phí151/2018/NQ-HĐND"),
    ),
    "title-of-a-decision": (
        record(ten_thu_tuc="Công bố Danh mục và Quy trình nội bộ thủ tục hành chính của Sở Nội vụ"),
        record(ten_thu_tuc="Phê duyệt quy trình vận hành hồ chứa"),
        record(ten_thu_tuc="Công bố quyết định kết thúc tình huống khẩn cấp về thiên tai"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("slug", CASES)
def test_the_fault_is_found_once(slug):
    assert len(found(CASES[slug][0], slug)) == 1


@pytest.mark.parametrize(("slug", "place"), [(slug, at) for slug in CASES for at in range(1, len(CASES[slug]))])
def test_its_look_alike_is_left_alone(slug, place):
    assert slug not in codes(CASES[slug][place])


@pytest.mark.parametrize("slug", CASES)
def test_every_finding_is_told_in_both_languages_and_is_no_saving(slug):
    (one,) = found(CASES[slug][0], slug)
    assert one.args["words"] in one.message("vi")
    assert one.args["words"] in one.message("en")
    assert "{" not in one.message("vi") + one.mend("en")
    assert one.args["field"] == one.place.path.partition("/")[2]
    assert not {"saving", "amount_saved"} & set(one.to_json())


FREE_WITH_AMOUNT = (
    "Áp dụng mức phí 2.500.000 đồng/hồ sơ từ ngày 01/7/2025 đến hết ngày 31/12/2026",
    "01 triệu đồng/lần cấp",
    "Mức phí giảm 20%: 1.600.000",
    "15000000/lần Đồng",
    "- Miễn lệ phí (Thông tư số 47/2019/TT-BTC). - Phí công bố: 100.000 đồng/lần",
)
FREE_WITH_TARIFF = (
    "Mức lệ phí do Hội đồng nhân dân cấp tỉnh quyết định. Miễn lệ phí cho người thuộc hộ nghèo; người khuyết tật",
    "Thông tư số 47/2024/TT-BTC quy định mức thu, chế độ thu, nộp, miễn, quản lý và sử dụng phí",
    "Mức phí từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC",
)


@pytest.mark.parametrize(
    ("slug", "bracket"),
    [("free-with-amount", one) for one in FREE_WITH_AMOUNT] + [("free-with-tariff", one) for one in FREE_WITH_TARIFF],
)
def test_what_spares_some_or_for_a_time_frees_nobody_else(slug, bracket):
    assert {one.code for one in lint(channels(f"Trực tiếp5 NgàyMiễn phí({bracket})"))} == {PREFIX + slug}


def test_an_act_that_the_prose_calls_replaced_is_found():
    given = prose(
        "Nộp hồ sơ theo Thông tư số 38/2015/TT-BTC ngày 25/3/2015 (được thay thế bởi Thông tư số 39/2018/TT-BTC).",
        can_cu_phap_ly=BASIS + "Thông tư về phí38/2015/TT-BTC",
    )
    (one,) = found(given, "repealed-basis")
    assert (one.args["number"], one.args["by"]) == ("38/2015/TT-BTC", "39/2018/TT-BTC")
    assert one.args["field"] == "trinh_tu_thuc_hien"


def test_a_wrong_fee_and_a_run_together_number_are_told_once_a_page():
    assert len(found(channels("Trực tuyến5 Ngày50 VNĐ", "Trực tiếp5 Ngày50 VNĐ(hồ sơ)"), "fee-too-small")) == 1
    row = "Đơn theo Thông tư số 02/2022/TT-BXD ngày 01/01/20261 bản chính"
    assert len(found(dossier("Tờ khai" + row, "Giấy" + row), "copies-run-into-name")) == 1


def test_a_half_printed_number_is_found_between_two_titles():
    given = record(can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnVề một cửa118/2025/NĐ-CQuy định khác151/2025/NĐ-CP")
    assert [one.args["number"] for one in found(given, "number-malformed")] == ["118/2025/NĐ-C"]


def test_an_authority_that_is_no_more_is_found_in_its_own_cell():
    (one,) = found(record(co_quan_thuc_hien="Sở Kế hoạch và Đầu tư"), "dissolved-body")
    assert one.place.path == "1.999990/co_quan_thuc_hien"
    assert "Tài chính" in one.mend("vi")


def test_mentions_of_one_body_make_one_finding():
    given = prose("Công an cấp huyện tiếp nhận hồ sơ.\nCông an cấp huyện thẩm định.\nCông an cấp huyện trả kết quả.")
    assert [one.args["number"] for one in found(given, "dissolved-body")] == ["3"]


def test_the_table_of_bodies_names_a_successor_in_both_languages():
    assert len({body.id for body in bodies()}) == len(bodies()) >= 7
    for body in bodies():
        assert all([body.name.vi, body.name.en, body.now.vi, body.now.en])


def test_times_that_follow_each_other_are_added_and_shown():
    (one,) = found(CASES["parts-longer-than-whole"][0], "parts-longer-than-whole")
    assert "3 + 4 = 7 days" in one.message("en")
    assert "3 + 4 = 7 ngày" in one.message("vi")


def test_the_other_shape_is_read_too():
    given = {
        "code": "9.000001", "name": "Cấp thẻ", "level": "Cấp bộ", "steps": ["Sở Giao thông vận tải thẩm định hồ sơ."],
        "channels": [{"channel": "in-person", "time_value": 5, "time_unit": None, "fee_text": "", "text": ""}],
        "components": [], "legal_basis": [{"so_ky_hieu": "40/2029/QH14", "trich_yeu": "Luật"}],
    }  # fmt: skip
    assert {"dissolved-body", "number-malformed"} <= codes(given)


def test_one_name_of_several_records_is_one_finding():
    same = [record(ma_thu_tuc=f"1.99999{at}", ten_thu_tuc=name) for at, name in enumerate(["Cấp thẻ", "CẤP  THẺ"])]
    other_level = record(ma_thu_tuc="1.999995", ten_thu_tuc="Cấp thẻ", cap_thuc_hien="Cấp xã")
    (one,) = lint_catalogue([*same, other_level])
    assert one.code == PREFIX + "same-title"
    assert one.args["codes"] == "1.999990, 1.999991"
    assert lint_catalogue([same[0], same[0], other_level]) == ()


def test_what_is_no_page_is_refused_and_passed_over_in_a_file(tmp_path):
    with pytest.raises(InputError):
        lint({"nothing": "here"})
    path = tmp_path / "pages.jsonl"
    path.write_text('{"nothing": "here"}\n{broken\n{"ma_thu_tuc": "1.999990", "ten_thu_tuc": "Cấp thẻ"}\n', "utf-8")
    linted = lint_records(path)
    assert linted.records == 1
    assert [one.code for one in linted.passed_over] == [
        "files.portal-no-shape", "files.portal-bad-line", "files.portal-no-time",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [None, 5, [], {"a": 1}, "", "Không có thông tin", "Miễn phí(" * 200, "5 ngày " * 500])
def test_any_value_in_any_field_is_survived(value):
    for key in record():
        if key not in ("ma_thu_tuc", "ten_thu_tuc"):
            lint(record() | {key: value})


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Uỷ ban, văn hoá", "ủy ban, văn hóa"),
        ("Kế hoạch, hoàn thành", "kế hoạch, hoàn thành"),
        ("Quỹ, khoẻ", "quỹ, khỏe"),
    ],
)
def test_only_tone_marks_that_have_two_places_are_moved(printed, read):
    assert same_spelling(printed) == read
