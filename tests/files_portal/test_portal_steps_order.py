"""The prose of a page: the order of what it tells, what goes on at once, who is meant, which times are limits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portal_records import CHANNELS, record

from procsimplify.files.portal import Imported, to_procedure
from procsimplify.flow.checking import check
from procsimplify.model import Step

FILED = "Doanh nghiệp nộp hồ sơ tại Sở Xây dựng.\n"
LOOKED = "Sở Xây dựng thẩm định hồ sơ.\n"
ISSUED = "Sở Xây dựng cấp giấy phép."


def read(prose: str, **changes: str) -> Imported:
    return to_procedure(record(trinh_tu_thuc_hien=prose, **changes))


def kinds(imported: Imported) -> list[str]:
    return [one.kind for one in imported.procedure.steps]


def step(imported: Imported, kind: str) -> Step:
    return next(one for one in imported.procedure.steps if one.kind == kind)


def who(imported: Imported, kind: str) -> str:
    one = step(imported, kind)
    if one.who == "applicant":
        return one.who
    title = imported.procedure.party(one.who).title
    return title.get("vi") if title is not None else ""


# The order


def test_what_comes_before_the_decision_goes_before_it() -> None:
    imported = read(
        FILED + LOOKED + "Sở Xây dựng ra quyết định.\nTrước khi ra quyết định, Sở Xây dựng lấy ý kiến của Bộ Công an.\n"
    )
    assert kinds(imported) == ["prepare", "submit", "appraise", "forward", "consult", "decide"]
    moved = [fact for fact in imported.inferred if fact.path == "steps/consult/place"]
    assert [fact.value for fact in moved] == ["before decide"]
    assert moved[0].words.startswith("Trước khi ra quyết định")


def test_what_happens_at_intake_goes_behind_the_submission() -> None:
    imported = read(
        FILED + LOOKED + ISSUED + "\nKhi tiếp nhận hồ sơ, cán bộ tiếp nhận viết giấy biên nhận cho doanh nghiệp."
    )
    assert kinds(imported) == ["prepare", "submit", "receive", "appraise", "issue"]


def test_a_second_office_takes_the_dossier_in_where_it_is_told() -> None:
    imported = read(
        FILED + "Sở Xây dựng quyết định cho phép.\nSở Xây dựng chuyển hồ sơ đến Bộ Xây dựng.\n"
        "Bộ phận một cửa của Bộ Xây dựng tiếp nhận hồ sơ.\nBộ Xây dựng cấp giấy phép."
    )
    assert kinds(imported) == ["prepare", "submit", "decide", "forward", "receive", "issue"]


def test_nobody_collects_what_is_not_decided() -> None:
    imported = read(FILED + "Doanh nghiệp nhận kết quả tại Sở Xây dựng.\n" + LOOKED + ISSUED)
    assert kinds(imported) == ["prepare", "submit", "appraise", "issue", "collect"]


def test_a_second_stage_keeps_its_place() -> None:
    imported = read(
        FILED + "Doanh nghiệp nhận giấy xác nhận.\nDoanh nghiệp nộp lệ phí tại Sở Xây dựng.\n" + LOOKED + ISSUED
    )
    assert kinds(imported)[:4] == ["prepare", "submit", "collect", "pay"]


def test_how_to_file_told_last_belongs_to_the_submission() -> None:
    way = "Cách thức nộp hồ sơ: doanh nghiệp nộp hồ sơ trực tiếp, qua dịch vụ bưu chính hoặc trực tuyến."
    imported = read(FILED + LOOKED + ISSUED + "\n" + way)
    assert kinds(imported) == ["prepare", "submit", "appraise", "issue"]
    note = step(imported, "submit").note
    assert note is not None
    assert "Cách thức nộp hồ sơ" in note.get("vi") or "doanh nghiệp nộp hồ sơ trực tiếp" in note.get("vi")
    steps = {one.id for one in imported.procedure.steps}
    assert {fact.path.split("/")[1] for fact in imported.inferred if fact.path.startswith("steps/")} <= steps


STAGES = ("Doanh nghiệp nộp hồ sơ.", "Bộ phận Một cửa tiếp nhận hồ sơ.", "Sở Xây dựng thẩm định hồ sơ.", ISSUED)


@given(st.permutations(range(4)))
def test_numbered_steps_come_in_the_order_of_their_numbers(order: list[int]) -> None:
    prose = "\n".join(f"Bước {place + 1}: {STAGES[place]}" for place in order)
    imported = read(prose)
    assert kinds(imported) == ["prepare", "submit", "receive", "appraise", "issue"]


def test_a_number_that_stands_twice_reorders_nothing() -> None:
    imported = read(
        "Bước 1: Doanh nghiệp nộp hồ sơ.\nBước 3: Sở Xây dựng thẩm định hồ sơ.\n"
        "Bước 2: Sở Xây dựng kiểm tra thực tế.\nBước 3: Sở Xây dựng cấp giấy phép."
    )
    assert kinds(imported) == ["prepare", "submit", "appraise", "inspect", "issue"]


# At the same time


def test_two_parties_at_work_at_once_are_two_branches() -> None:
    imported = read(FILED + "Sở Xây dựng kiểm tra thực tế công trình, đồng thời lấy ý kiến của Bộ Công an.\n" + ISSUED)
    then = step(imported, "submit").then
    assert then is not None
    assert then.all == ("inspect", "forward")
    assert [one.then.to for one in imported.procedure.steps if one.id in ("inspect", "consult") and one.then] == [
        "issue",
        "issue",
    ]
    assert check(imported.procedure) == ()
    assert [fact.value for fact in imported.inferred if fact.path == "steps/submit/then"] == ["inspect | forward"]


def test_a_refusal_told_behind_both_is_of_the_decision() -> None:
    imported = read(
        FILED + "Sở Xây dựng thẩm định hồ sơ, đồng thời gửi xin ý kiến các cơ quan liên quan.\n"
        "Trường hợp từ chối, Sở Xây dựng trả lời bằng văn bản và nêu rõ lý do.\n" + ISSUED
    )
    assert step(imported, "submit").then is not None
    assert check(imported.procedure) == ()


def test_a_branch_that_may_end_the_flow_is_told_and_not_made() -> None:
    imported = read(
        FILED + "Sở Xây dựng thẩm định hồ sơ. Trường hợp hồ sơ chưa đầy đủ thì yêu cầu bổ sung.\n"
        "Đồng thời, Sở Xây dựng lấy ý kiến của Bộ Công an.\n" + ISSUED
    )
    assert all(one.then is None or one.then.all is None for one in imported.procedure.steps)
    assert "files.portal-at-once" in {found.code for found in imported.findings}


@pytest.mark.parametrize(
    "told",
    [
        "Sở Xây dựng cấp giấy phép, đồng thời thông báo cho cơ quan thuế.",
        "Sở Xây dựng phê duyệt dự án đồng thời phê duyệt nhà đầu tư.",
        "Ủy ban nhân dân cấp xã đồng thời là cơ quan quản lý nhà ở. Sở Xây dựng cấp giấy phép.",
    ],
)
def test_one_act_beside_another_is_no_branch(told: str) -> None:
    imported = read(FILED + told)
    assert all(one.then is None or one.then.all is None for one in imported.procedure.steps)
    assert "files.portal-at-once" not in {found.code for found in imported.findings}


# From when the time of the whole runs


def test_the_time_of_the_table_runs_from_the_valid_dossier() -> None:
    prose = FILED + "Trong thời hạn 5 ngày kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Xây dựng cấp giấy phép."
    imported = read(prose)
    (limit,) = imported.procedure.limits
    assert limit.from_ == "complete-dossier"
    assert limit.covers == ()
    facts = {fact.path: fact for fact in imported.inferred}
    assert facts["limits/limit/from"].words == "5 ngày kể từ ngày nhận đủ hồ sơ"
    assert facts["limits/limit/covers"].value == "whole"


def test_another_time_of_the_prose_says_nothing_of_it() -> None:
    imported = read(FILED + "Trong thời hạn 3 ngày kể từ ngày nhận đủ hồ sơ, Sở Xây dựng thẩm định.\n" + ISSUED)
    assert [limit.from_ for limit in imported.procedure.limits] == [None]


def test_a_remark_speaks_of_the_time_beside_it() -> None:
    imported = read(FILED + ISSUED, cach_thuc_thuc_hien=CHANNELS + "Trực tiếp5 NgàyMiễn phíKể từ ngày nhận đủ hồ sơ")
    assert [limit.from_ for limit in imported.procedure.limits] == ["complete-dossier"]


# Who acts


@pytest.mark.parametrize(
    ("sentence", "kind", "party"),
    [
        # The office stands behind a time that itself holds commas.
        (
            "Trong thời hạn 05 ngày kể từ ngày nhận hồ sơ của chi nhánh, văn phòng đại diện, địa điểm kinh doanh, "
            "Sở Xây dựng cập nhật vào cơ sở dữ liệu.",
            "register",
            "Sở Xây dựng",
        ),
        (
            "Trong thời hạn 05 ngày kể từ ngày nhận được ý kiến của Bộ Quốc phòng, Bộ Công an và Ủy ban nhân dân "
            "cấp tỉnh, Bộ Xây dựng phê duyệt thiết kế.",
            "decide",
            "Bộ Xây dựng",
        ),
        # To whom something is given does nothing.
        ("Nếu hợp lệ thì tiếp nhận hồ sơ, có phiếu hẹn, trả kết quả cho người yêu cầu.", "receive", "Sở Xây dựng"),
        ("Quyết định thu hồi được gửi cho người bị thu hồi giấy phép.", "notify", "Sở Xây dựng"),
        ("Người nộp hồ sơ sẽ nhận được giấy biên nhận hồ sơ đăng ký.", "receive", "Sở Xây dựng"),
        # What is done stands first, who wants it later.
        ("Kiểm tra, ký duyệt mảnh trích đo đối với trường hợp người sử dụng đất nộp mảnh trích đo.", "appraise",
         "Sở Xây dựng"),
        ("Trong thời hạn 02 ngày, cơ quan thuế gửi thông báo về nghĩa vụ đến Sở Xây dựng.", "notify", "Cơ quan thuế"),
    ],
)  # fmt: skip
def test_who_acts(sentence: str, kind: str, party: str) -> None:
    assert who(read(FILED + sentence), kind) == party


def test_the_name_of_the_cell_is_an_authoritys_whatever_it_looks_like() -> None:
    imported = read(
        "Doanh nghiệp nộp hồ sơ.\nTổng công ty đường sắt Việt Nam xem xét và cấp giấy xác nhận cho doanh nghiệp.",
        co_quan_thuc_hien="Tổng công ty đường sắt Việt Nam",
    )
    assert who(imported, "issue") == "Tổng công ty đường sắt Việt Nam"


def test_a_body_is_asked_and_answers() -> None:
    imported = read(
        FILED + "Sở Xây dựng đề nghị Bộ Công an cho ý kiến về việc cấp phép.\n"
        "Bộ Công an trả lời bằng văn bản trong thời hạn 10 ngày.\n" + ISSUED
    )
    assert kinds(imported) == ["prepare", "submit", "forward", "consult", "issue"]
    assert who(imported, "consult") == "Bộ Công an"
    limit = step(imported, "consult").limit
    assert limit is not None
    assert limit.text() == "10 day"


def test_more_that_others_are_to_say_sends_no_dossier_back() -> None:
    imported = read(
        FILED + LOOKED + "Trường hợp cần bổ sung thông tin, Sở Xây dựng lấy ý kiến của Bộ Công an.\n" + ISSUED
    )
    assert kinds(imported) == ["prepare", "submit", "appraise", "forward", "consult", "issue"]
    assert step(imported, "appraise").supplement is None


def test_a_name_with_a_dash_is_one_name() -> None:
    imported = read(FILED + "Cục Tác chiến - Bộ Tổng Tham mưu thẩm định hồ sơ.\n" + ISSUED)
    assert who(imported, "appraise") == "Cục Tác chiến"


# What is no step


@pytest.mark.parametrize(
    "told",
    [
        "Doanh nghiệp bị từ chối cấp giấy phép có quyền khiếu nại theo quy định.",
        "Doanh nghiệp không phải nộp phí đối với việc cấp giấy phép.",
        "Trường hợp cần thiết, có thể kéo dài thời gian thẩm định nhưng không quá 03 ngày làm việc.",
        "* Lưu ý:\n- Doanh nghiệp có thể nộp bản sao.\n- Người tiếp nhận kiểm tra bản chính.",
    ],
)
def test_what_is_told_beside_the_course_is_kept_and_is_no_step(told: str) -> None:
    imported = read(FILED + LOOKED + ISSUED + "\n" + told)
    assert kinds(imported) == ["prepare", "submit", "appraise", "issue"]
    assert imported.not_understood
    notes = " ".join(one.note.get("vi") for one in imported.procedure.steps if one.note is not None)
    assert told.splitlines()[-1].strip("- ") in notes


def test_offices_to_file_at_are_no_steps() -> None:
    imported = read(
        "Doanh nghiệp nộp hồ sơ đến cơ quan sau:\n- Bộ Xây dựng: cấp giấy phép cho dự án nhóm A;\n"
        "- Sở Xây dựng: cấp giấy phép cho dự án khác.\n" + ISSUED
    )
    assert kinds(imported) == ["prepare", "submit", "issue"]


# Times


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("Sở Xây dựng thẩm định hồ sơ trong 03 ngày làm việc.", "3 working-day"),
        ("Chậm nhất sau 01 ngày làm việc, Sở Xây dựng thẩm định hồ sơ.", "1 working-day"),
        ("Trường hợp nộp quá thời hạn 60 ngày, Sở Xây dựng thẩm định hồ sơ.", None),
        ("Kết thúc thời hạn 06 tháng, Sở Xây dựng thẩm định hồ sơ.", None),
        ("Chậm nhất là ngày 20 tháng đầu tiên của quý, Sở Xây dựng thẩm định hồ sơ.", None),
    ],
)
def test_times_that_bound_a_step(sentence: str, limit: str | None) -> None:
    found = step(read(FILED + sentence + "\n" + ISSUED), "appraise").limit
    assert (found.text() if found is not None else None) == limit


def test_times_of_two_ways_of_filing_are_no_deadline() -> None:
    imported = read(
        FILED + "Sở Xây dựng kiểm tra hồ sơ. Trường hợp hồ sơ chưa đầy đủ, trong vòng 01 ngày làm việc (nộp trực tiếp) "
        "hoặc 02 ngày làm việc (qua bưu chính), Sở Xây dựng yêu cầu bổ sung.\n" + ISSUED
    )
    supplement = step(imported, "check").supplement
    assert supplement is not None
    assert supplement.deadline is None


# Refusal


def test_any_ground_with_its_reason_is_a_refusal() -> None:
    imported = read(
        FILED + "Sở Xây dựng quyết định hỗ trợ; trường hợp không hỗ trợ thì có văn bản thông báo và nêu rõ lý do."
    )
    then = step(imported, "decide").then
    assert then is not None
    assert {arm.outcome for arm in then.choice or ()} == {"granted", "refused"}


def test_who_is_asked_refuses_nothing() -> None:
    imported = read(
        FILED + "Sở Xây dựng thẩm định hồ sơ.\nSở Xây dựng lấy ý kiến Bộ Công an.\n"
        "Trường hợp từ chối, Sở Xây dựng trả lời bằng văn bản và nêu rõ lý do.\n" + ISSUED
    )
    refusing = [one.kind for one in imported.procedure.steps if one.then is not None and one.then.choice]
    assert refusing == ["appraise"]


# Sections


def test_a_section_ends_where_the_list_goes_on() -> None:
    imported = read(
        "a) Doanh nghiệp nộp hồ sơ.\nb) Trường hợp nộp qua bưu chính:\nSở Xây dựng kiểm tra hồ sơ.\n"
        "c) Sở Xây dựng thẩm định hồ sơ.\nd) Sở Xây dựng cấp giấy phép.",
        cach_thuc_thuc_hien=CHANNELS + "Trực tiếp5 NgàyMiễn phíDịch vụ bưu chính5 NgàyMiễn phí",
    )
    assert step(imported, "check").channels == ("post",)
    assert step(imported, "appraise").channels == ()


SENTENCES = (
    "Trước khi trình Bộ Xây dựng, Sở Xây dựng lấy ý kiến của Bộ Công an.",
    "Khi tiếp nhận hồ sơ, cán bộ tiếp nhận viết giấy biên nhận.",
    "Đồng thời, Sở Xây dựng lấy ý kiến các cơ quan liên quan.",
    "Sở Xây dựng kiểm tra thực tế, đồng thời lấy ý kiến của Bộ Công an.",
    "Trường hợp không cấp thì trả lời bằng văn bản, nêu rõ lý do.",
    "Trường hợp hồ sơ chưa đầy đủ thì yêu cầu bổ sung một lần.",
    "Doanh nghiệp nhận kết quả.",
    "Cách thức nộp hồ sơ: doanh nghiệp nộp hồ sơ trực tiếp hoặc qua bưu chính.",
    "Nếu cần thiết, Sở Xây dựng tổ chức lấy ý kiến Bộ Quốc phòng.",
    "Sở Xây dựng thẩm định hồ sơ.",
    "Sở Xây dựng cấp giấy phép.",
    "Doanh nghiệp nộp hồ sơ.",
    "* Lưu ý:",
)


@given(st.lists(st.sampled_from(SENTENCES), max_size=9))
def test_in_whatever_order_a_page_tells_them_the_flow_is_sound_and_no_words_are_lost(told: list[str]) -> None:
    imported = read("\n".join(told) or "Không có thông tin")
    assert [found for found in check(imported.procedure) if found.severity == "error"] == []
    notes = " ".join(one.note.get("vi") for one in imported.procedure.steps if one.note is not None)
    for sentence in (one for one in told if not one.endswith(":")):
        assert all(part.strip(" *:") in notes for part in re.split(": |, ", sentence)), sentence
