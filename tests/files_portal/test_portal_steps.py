"""The prose of a page: who does what in what time, and the branches."""

from __future__ import annotations

import pytest
from portal_records import CHANNELS, record

from procsimplify.files.portal import Imported, to_procedure
from procsimplify.files.portal.parties import authority_in
from procsimplify.flow.checking import check
from procsimplify.model import Step


def read(prose: str, **changes: str) -> Imported:
    return to_procedure(record(trinh_tu_thuc_hien=prose, **changes))


def step(imported: Imported, kind: str) -> Step:
    return next(one for one in imported.procedure.steps if one.kind == kind)


def test_steps_in_order_with_actors_and_limits() -> None:
    imported = read(
        "Bước 1: Doanh nghiệp nộp hồ sơ tại Sở Xây dựng.\n"
        "Bước 2: Bộ phận Một cửa tiếp nhận hồ sơ và cấp giấy hẹn.\n"
        "Bước 3: Trong thời hạn 22 ngày làm việc kể từ ngày nhận hồ sơ hợp lệ, Sở Xây dựng thẩm định hồ sơ.\n"
        "Bước 4: Lãnh đạo Sở ký giấy phép.\n"
        "Bước 5: Doanh nghiệp nhận kết quả."
    )
    kinds = [(one.kind, one.who == "applicant") for one in imported.procedure.steps]
    assert kinds == [
        ("prepare", True), ("submit", True), ("receive", False), ("appraise", False), ("sign", False),
        ("collect", True),
    ]  # fmt: skip
    assert step(imported, "receive").desk == "one-stop"
    assert step(imported, "sign").desk == "leader"
    limit = step(imported, "appraise").limit
    assert limit is not None
    assert limit.text() == "22 working-day"
    assert limit.provenance == "published"
    assert {one.origin for one in imported.procedure.steps} == {"prose"}
    assert imported.procedure.party(step(imported, "appraise").who).level == "province"


def test_an_incomplete_dossier_comes_back() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng kiểm tra hồ sơ.\n"
        "Trường hợp hồ sơ chưa đầy đủ, trong thời hạn 03 ngày làm việc Sở thông báo một lần để "
        "cá nhân bổ sung.\nSở Xây dựng cấp thẻ."
    )
    supplement = step(imported, "check").supplement
    assert supplement is not None
    assert supplement.rounds == 1
    assert supplement.notice is not None
    assert supplement.notice.text() == "3 working-day"
    assert supplement.chance == "unknown"


def test_rounds_without_a_bound_stay_unbounded() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng kiểm tra hồ sơ.\nTrường hợp hồ sơ chưa hợp lệ thì yêu "
        "cầu bổ sung.\nSở Xây dựng cấp thẻ."
    )
    supplement = step(imported, "check").supplement
    assert supplement is not None
    assert supplement.rounds is None


def test_refusal_leads_to_the_end() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng cấp thẻ.\nTrường hợp không cấp thì trả lời bằng văn bản, nêu rõ lý do."
    )
    then = step(imported, "issue").then
    assert then is not None
    assert [(arm.outcome, arm.chance) for arm in then.choice or ()] == [("granted", "rest"), ("refused", "unknown")]


def test_consultation_with_tacit_consent() -> None:
    imported = read(
        "Chủ dự án nộp hồ sơ.\nTrong thời hạn 02 ngày, Sở Xây dựng gửi lấy ý kiến các cơ quan liên quan.\n"
        "Trong thời hạn 10 ngày, cơ quan được lấy ý kiến có văn bản trả lời.\n"
        "Quá thời hạn mà không có ý kiến thì được coi là đồng ý.\nSở Xây dựng cấp phép."
    )
    consult = step(imported, "consult")
    assert consult.who == "consulted-bodies"
    assert consult.limit is not None
    assert consult.limit.text() == "10 day"
    assert consult.tacit is not None
    assert consult.tacit.after.text() == "10 day"
    forward = step(imported, "forward")
    assert forward.limit is not None
    assert forward.limit.text() == "2 day"


def test_sets_belong_to_whoever_hands_them_over() -> None:
    asked = read("Nhà đầu tư gửi 08 bộ hồ sơ đến Sở Xây dựng.\nSở Xây dựng cấp phép.")
    assert step(asked, "submit").sets == 8
    sent = read("Nhà đầu tư nộp hồ sơ.\nSở Xây dựng gửi 05 bộ hồ sơ đến Bộ Xây dựng.\nBộ Xây dựng cấp phép.")
    assert step(sent, "submit").sets == 1
    spelt = read("Sở Xây dựng yêu cầu doanh nghiệp gửi năm (05) bộ hồ sơ.\nSở Xây dựng cấp phép.")
    assert max(one.sets for one in spelt.procedure.steps if one.who == "applicant") == 5


def test_a_channel_that_only_the_prose_offers() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ trực tiếp hoặc trực tuyến qua Cổng dịch vụ công.\nSở Xây dựng cấp thẻ.",
        cach_thuc_thuc_hien=CHANNELS + "Trực tiếp5 NgàyMiễn phí",
    )
    assert [channel.id for channel in imported.procedure.channels] == ["in-person", "online"]
    assert "files.portal-channel-in-prose-only" in {found.code for found in imported.findings}


def test_items_of_a_list_are_no_steps() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định các nội dung:\na) Tên dự án;\nb) Đánh giá quy "
        "mô;\nSở Xây dựng cấp phép."
    )
    assert [one.kind for one in imported.procedure.steps] == ["prepare", "submit", "appraise", "issue"]
    note = step(imported, "appraise").note
    assert note is not None
    assert "Đánh giá quy mô" in note.get("vi")


def test_nothing_is_dropped_and_each_sentence_says_its_place() -> None:
    prose = "Cá nhân nộp hồ sơ.\nXyz abc rất lạ.\nSở Xây dựng cấp thẻ."
    imported = read(prose)
    (lost,) = imported.not_understood
    assert prose[lost.start : lost.end] == lost.text == "Xyz abc rất lạ."
    notes = " ".join(one.note.get("vi") for one in imported.procedure.steps if one.note is not None)
    assert f"[trinh_tu_thuc_hien:{lost.start}] Xyz abc rất lạ." in notes
    understood, total = imported.coverage.fields["trinh_tu_thuc_hien"]
    assert 0 < understood < total


def test_inferred_facts_hold_their_words() -> None:
    imported = read("Doanh nghiệp nộp hồ sơ.\nTrong thời hạn 5 ngày, Sở Xây dựng thẩm định hồ sơ.")
    facts = {fact.path: fact for fact in imported.inferred}
    assert facts["steps/appraise/limit"].value == "5 day"
    assert facts["steps/appraise/limit"].words == "5 ngày"
    assert facts["steps/submit/kind"].words == "nộp"


def test_what_a_body_is_competent_for_is_not_what_it_does() -> None:
    imported = read("Chủ nhà nộp hồ sơ.\nCơ quan cấp giấy phép xây dựng kiểm tra hồ sơ.\nSở Xây dựng cấp giấy phép.")
    assert [one.kind for one in imported.procedure.steps] == ["prepare", "submit", "check", "issue"]


def test_sections_of_cases_limit_their_steps() -> None:
    from portal_records import PAPERS

    table = "a) Cấp mới thẻ:" + PAPERS + "Đơn xin cấp1 bản chínhb) Đổi thẻ hỏng:" + PAPERS + "Đơn xin đổi1 bản chính"
    imported = read(
        "a) Cấp mới thẻ:\nCá nhân nộp hồ sơ.\nSở Xây dựng thẩm định hồ sơ.\n"
        "b) Cấp đổi thẻ hỏng:\nCá nhân nộp hồ sơ.\nSở Xây dựng kiểm tra hồ sơ.\n",
        thanh_phan_ho_so=table,
    )
    assert step(imported, "appraise").cases != ()
    assert step(imported, "appraise").cases != step(imported, "check").cases
    assert check(imported.procedure) == ()


def test_a_page_without_prose_still_has_a_sound_flow() -> None:
    imported = read("Không có thông tin")
    assert [one.kind for one in imported.procedure.steps] == ["prepare", "submit", "issue"]
    assert check(imported.procedure) == ()


def test_whom_the_dossier_is_put_before_decides_whatever_the_cell_says() -> None:
    told = (
        "Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định hồ sơ.\nSở Xây dựng trình Chủ tịch Ủy ban nhân dân tỉnh phê duyệt."
    )
    imported = read(told, co_quan_co_tham_quyen="Bộ Xây dựng")
    titles = {party.id: party.title.get("vi") for party in imported.procedure.parties if party.title}
    assert titles[step(imported, "issue").who] == "Chủ tịch Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("asked", "subjects"),
    [
        ("Cục Tác chiến (Bộ Quốc phòng)", ["defence"]),
        ("Bộ Quốc phòng và Ủy ban nhân dân cấp xã", []),
        ("các sở, ngành về bảo đảm quốc phòng, an ninh", ["defence", "security"]),
    ],
)
def test_what_is_guarded_where_opinions_are_asked(asked: str, subjects: list[str]) -> None:
    imported = read(f"Cá nhân nộp hồ sơ.\nSở Xây dựng lấy ý kiến của {asked}.\nSở Xây dựng cấp phép.")
    who = step(imported, "consult").who
    assert [list(one.subjects) for one in imported.procedure.parties if one.id == who] == [subjects]


def test_bodies_that_give_an_opinion_are_not_the_office_that_asks() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng gửi văn bản lấy ý kiến các cơ quan liên quan.\nTrong thời hạn 07 ngày, cơ "
        "quan, tổ chức, cá nhân có ý kiến bằng văn bản gửi Sở Xây dựng.\nSở Xây dựng cấp phép."
    )
    asked = [one for one in imported.procedure.steps if one.kind == "consult"]
    assert [one.who for one in asked] == ["consulted-bodies"]
    assert asked[0].limit is not None


def test_a_name_may_list_the_fields_of_one_body() -> None:
    assert authority_in("Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quyết định") == (
        "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"
    )
    assert authority_in("Bộ Công an, Bộ Quốc phòng và Bộ Ngoại giao") == "Bộ Công an"
    assert authority_in("Bộ Nông nghiệp và Môi trường công nhận giống mới") == "Bộ Nông nghiệp và Môi trường"


def test_who_puts_a_dossier_before_the_council_decides_nothing() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định, báo cáo Ủy ban nhân dân tỉnh.\nỦy ban nhân dân tỉnh trình Hội đồng "
        "nhân dân tỉnh xem xét, quyết định."
    )
    kinds = [(one.kind, one.who) for one in imported.procedure.steps]
    assert ("decide", "uy-ban-nhan-dan-tinh") not in kinds
    assert kinds[-1] == ("issue", "hoi-dong-nhan-dan-tinh")


def test_a_fragment_is_quoted_with_what_its_condition_governs() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định hồ sơ; nếu cần thiết thì kiểm tra thực tế hiện trường, lập hội đồng "
        "thẩm định; trình Chủ tịch Ủy ban nhân dân tỉnh cấp phép."
    )
    visit = step(imported, "inspect")
    assert visit.note is not None
    assert visit.note.get("vi").endswith("nếu cần thiết thì kiểm tra thực tế hiện trường, lập hội đồng thẩm định")


def test_bodies_asked_in_a_time_clause_do_not_answer_there() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn 09 ngày kể từ ngày nhận được văn bản của các cơ quan, đơn vị được lấy ý "
        "kiến, Sở Xây dựng hoàn thiện báo cáo thẩm định."
    )
    assert all(one.kind != "consult" for one in imported.procedure.steps)


def test_a_necessity_of_some_applicants_only_has_a_criterion() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrường hợp cần xác minh tài liệu đối với người được đào tạo ở nước ngoài, Sở Xây dựng xác "
        "minh.\nSở Xây dựng cấp phép."
    )
    assert step(imported, "verify").criterion is not None


def test_opinions_that_differ_are_none_asked_for() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong trường hợp các cơ quan cùng xử lý và có ý kiến khác nhau, Sở Xây dựng quyết định."
    )
    assert all(one.kind != "consult" for one in imported.procedure.steps)


def test_an_office_called_by_what_it_looks_after_acts_and_papers_put_before_its_head_are_no_steps() -> None:
    imported = read(
        "Bước 1: Cá nhân nộp hồ sơ tại Trung tâm Phục vụ hành chính công.\n"
        "Bước 2: Cơ quan chuyên môn về y tế cấp xã thực hiện:\n"
        "- Thẩm định hồ sơ.\n"
        "- Hoàn thiện hồ sơ trình Chủ tịch Ủy ban nhân dân cấp xã, hồ sơ gồm:\n"
        "+ Dự thảo Tờ trình theo Mẫu số 25.\n"
        "+ Dự thảo Quyết định phê duyệt theo Mẫu số 26.\n"
        "+ Biên bản kiểm tra thực địa.\n"
        "- Trình Chủ tịch Ủy ban nhân dân cấp xã ban hành quyết định.\n"
        "Bước 3: Chủ tịch Ủy ban nhân dân cấp xã ban hành quyết định phê duyệt.",
        co_quan_thuc_hien="Văn phòng đăng ký đất đai, Chủ tịch Ủy ban nhân dân cấp xã",
    )
    acted = [(one.kind, one.who) for one in imported.procedure.steps if one.who != "applicant"]
    office = step(imported, "appraise").who
    assert [kind for kind, _ in acted] == ["appraise", "forward", "decide"]
    assert [who for _, who in acted] == [office, office, "chu-tich-uy-ban-nhan-dan-cap-xa"]
    party = imported.procedure.party(office)
    assert party.title is not None
    assert party.title.get("vi") == "Cơ quan chuyên môn về y tế cấp xã"
    assert party.level == "commune"
